package io.agender.verification;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Pictures of 60 KB: a file with so many of them, or a camera that takes one every so often. */
final class FakeSource implements VideoSource {

    private static final byte[] PICTURE = new byte[60_000];

    private final boolean live;
    private final int frames;
    private final Duration interval;
    private final long beganNanos = System.nanoTime();
    private int given;

    private FakeSource(boolean live, int frames, Duration interval) {
        this.live = live;
        this.frames = frames;
        this.interval = interval;
    }

    static FakeSource file(int frames) {
        return new FakeSource(false, frames, Duration.ofMillis(40));
    }

    /** @param frames after so many it is lost */
    static FakeSource camera(int frames, Duration interval) {
        return new FakeSource(true, frames, interval);
    }

    @Override
    public VideoInfo info() {
        return new VideoInfo(
                "fake",
                640,
                360,
                1e9 / interval.toNanos(),
                live ? OptionalLong.empty() : OptionalLong.of(frames),
                live ? Optional.empty() : Optional.of(interval.multipliedBy(frames)),
                0,
                live);
    }

    @Override
    public Optional<VideoFrame> next() {
        if (given == frames) {
            if (live) {
                throw new VisionException("the camera was switched off.");
            }
            return Optional.empty();
        }
        Duration position = interval.multipliedBy(given++);
        if (live) {
            awaitShutter(position);
        }
        return Optional.of(new VideoFrame(new EncodedImage(PICTURE, 640, 360), position));
    }

    /** A camera takes its pictures when it takes them. */
    private void awaitShutter(Duration position) {
        try {
            TimeUnit.NANOSECONDS.sleep(position.toNanos() - (System.nanoTime() - beganNanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VisionException("reading was interrupted.", e);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
