package io.agender.vision;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@link VideoSource} says of itself before its first frame is read.
 *
 * @param format short name of container and codec, for people, such as {@code mp4/h264} or {@code pictures}
 * @param width width in pixels of the frames that {@link VideoSource#next()} gives
 * @param height height in pixels of the frames that {@link VideoSource#next()} gives
 * @param framesPerSecond mean rate of the frames that {@link VideoSource#next()} gives
 * @param frames how many frames {@link VideoSource#next()} will give, where that is known; an estimate
 * @param duration from the first frame to the end of the last one; empty for a live source
 */
public record VideoInfo(
        String format,
        int width,
        int height,
        double framesPerSecond,
        OptionalLong frames,
        Optional<Duration> duration) {}
