package io.agender.benchmarks;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Plays frames that are encoded already, again and again, as fast as they are asked for. */
final class MemorySource implements VideoSource {

    private final List<EncodedImage> frames;
    private final long count;
    private final double framesPerSecond;
    private long next;

    /**
     * @param count how many frames are given
     * @param framesPerSecond by the frames' own time
     */
    MemorySource(List<EncodedImage> frames, long count, double framesPerSecond) {
        this.frames = frames;
        this.count = count;
        this.framesPerSecond = framesPerSecond;
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
        EncodedImage image = frames.get((int) (next++ % frames.size()));
        return Optional.of(new VideoFrame(image, Duration.ofNanos(position)));
    }

    @Override
    public void close() {}
}
