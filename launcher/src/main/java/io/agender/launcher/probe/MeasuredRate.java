package io.agender.launcher.probe;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoSource;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rate at which the frames of a live source come. */
public final class MeasuredRate {

    /** Enough for a rate, and soon over. */
    private static final Duration TIME = Duration.ofSeconds(2);

    private static final int FRAMES = 100;

    private MeasuredRate() {}

    /**
     * Watches an open source for two seconds; tells nothing where fewer than two frames come.
     *
     * @throws io.agender.vision.VisionException when the source is lost meanwhile
     */
    public static OptionalDouble of(VideoSource source) {
        Optional<VideoFrame> frame = source.next();
        if (frame.isEmpty()) {
            return OptionalDouble.empty();
        }
        Duration start = frame.get().position();
        Duration passed = Duration.ZERO;
        int frames = 0;
        while (frame.isPresent() && frames < FRAMES && passed.compareTo(TIME) < 0) {
            frame = source.next();
            if (frame.isPresent()) {
                frames++;
                passed = frame.get().position().minus(start);
            }
        }
        return passed.isZero() ? OptionalDouble.empty() : OptionalDouble.of(frames * 1e9 / passed.toNanos());
    }
}
