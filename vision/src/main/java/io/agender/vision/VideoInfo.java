package io.agender.vision;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@link VideoSource} says of itself before its first frame is read.
 *
 * @param format short name of container and codec, for people, such as {@code mp4/h264} or {@code pictures}
 * @param width width in pixels of the frames that {@link VideoSource#next()} gives
 * @param height height in pixels of the frames that {@link VideoSource#next()} gives
 * @param framesPerSecond mean rate of the frames that {@link VideoSource#next()} gives; 0 where a live source does not
 *     say
 * @param frames how many frames {@link VideoSource#next()} will give, where that is known; an estimate
 * @param duration from the first frame to the end of the last one; empty for a live source
 * @param rotation degrees clockwise, 0, 90, 180 or 270, by which frames were turned to stand upright
 * @param mirrored whether they were also mirrored, left to right, before they were turned
 * @param live whether frames come when a camera takes them; if not, they wait until they are read. Whoever reads a live
 *     source too slowly gets old frames, and then none
 * @param notes what a person should know of it, a sentence each without a dot at its end: what of it is taken and what is
 *     left out, and what was assumed
 */
public record VideoInfo(
        String format,
        int width,
        int height,
        double framesPerSecond,
        OptionalLong frames,
        Optional<Duration> duration,
        int rotation,
        boolean mirrored,
        boolean live,
        List<String> notes) {

    public VideoInfo {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(frames, "frames");
        Objects.requireNonNull(duration, "duration");
        notes = List.copyOf(notes);
    }

    /** A source whose frames need no mirroring and of which there is nothing to note. */
    public VideoInfo(
            String format,
            int width,
            int height,
            double framesPerSecond,
            OptionalLong frames,
            Optional<Duration> duration,
            int rotation,
            boolean live) {
        this(format, width, height, framesPerSecond, frames, duration, rotation, false, live, List.of());
    }

    /** A source that is not live and whose frames need no turning. */
    public VideoInfo(
            String format,
            int width,
            int height,
            double framesPerSecond,
            OptionalLong frames,
            Optional<Duration> duration) {
        this(format, width, height, framesPerSecond, frames, duration, 0, false);
    }
}
