package io.agender.verification;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pictures of 60 KB: a file with so many of them, or a camera that takes one every so often. */
final class FakeSource implements VideoSource {

    private static final byte[] PICTURE = new byte[60_000];

    private final boolean live;
    private final int frames;
    private final Duration interval;

    /** What a camera has taken and nobody has read yet. */
    private final BlockingQueue<Duration> taken = new LinkedBlockingQueue<>();

    private final ScheduledExecutorService shutter;
    private int given;

    private FakeSource(boolean live, int frames, Duration interval) {
        this.live = live;
        this.frames = frames;
        this.interval = interval;
        this.shutter = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "shutter");
            thread.setDaemon(true);
            return thread;
        });
    }

    static FakeSource file(int frames) {
        return new FakeSource(false, frames, Duration.ofMillis(40));
    }

    /** @param frames after so many it is lost */
    static FakeSource camera(int frames, Duration interval) {
        FakeSource camera = new FakeSource(true, frames, interval);
        AtomicInteger number = new AtomicInteger();
        camera.shutter.scheduleAtFixedRate(
                () -> camera.taken.add(interval.multipliedBy(number.getAndIncrement())),
                0,
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
        return camera;
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
        Duration position = live ? nextTaken() : interval.multipliedBy(given);
        given++;
        return Optional.of(new VideoFrame(new EncodedImage(PICTURE, 640, 360), position));
    }

    private Duration nextTaken() {
        try {
            return taken.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VisionException("reading was interrupted.", e);
        }
    }

    @Override
    public void close() {
        shutter.shutdownNow();
    }
}
