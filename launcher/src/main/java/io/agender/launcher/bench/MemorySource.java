package io.agender.launcher.bench;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Plays frames that are encoded already, again and again: at once, or as a live camera would give them. */
final class MemorySource implements VideoSource {

    private final List<EncodedImage> frames;
    private final long count;
    private final double framesPerSecond;
    private final boolean paced;
    private final long start = System.nanoTime();
    private long next;

    /**
     * @param count how many frames are given
     * @param framesPerSecond by the frames' own time
     * @param paced whether a frame is given only when its time has come
     */
    MemorySource(List<EncodedImage> frames, long count, double framesPerSecond, boolean paced) {
        this.frames = frames;
        this.count = count;
        this.framesPerSecond = framesPerSecond;
        this.paced = paced;
    }

    @Override
    public VideoInfo info() {
        EncodedImage first = frames.get(0);
        // No duration, so that the first frame's time is the time at which the source was opened.
        return new VideoInfo(
                "memory", first.width(), first.height(), framesPerSecond, OptionalLong.of(count), Optional.empty());
    }

    @Override
    public Optional<VideoFrame> next() {
        if (next == count) {
            return Optional.empty();
        }
        long position = Math.round(next * 1e9 / framesPerSecond);
        if (paced) {
            awaitTurn(position);
        }
        EncodedImage image = frames.get((int) (next++ % frames.size()));
        return Optional.of(new VideoFrame(image, Duration.ofNanos(position)));
    }

    private void awaitTurn(long position) {
        long left = position - (System.nanoTime() - start);
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
            left = position - (System.nanoTime() - start);
        }
    }

    @Override
    public void close() {}
}
