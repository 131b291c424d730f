package io.agender.producer;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/** Gives a number of small frames, 40.0005 ms apart; at will breaks off or gives larger ones. */
final class FakeVideoSource implements VideoSource {

    static final Duration INTERVAL = Duration.ofNanos(40_000_500);

    private final int frames;
    private final Map<Integer, Integer> unreadableBefore = new HashMap<>();
    private long unreadable;
    private int given;
    private int breaksAt = Integer.MAX_VALUE;
    private RuntimeException trouble;
    private IntUnaryOperator size = frame -> 0;
    private Optional<Duration> duration;
    private boolean closed;

    FakeVideoSource(int frames) {
        this.frames = frames;
        this.duration = Optional.of(INTERVAL.multipliedBy(frames));
    }

    FakeVideoSource breakingAt(int frame, RuntimeException error) {
        breaksAt = frame;
        trouble = error;
        return this;
    }

    /** So many pictures can't be read before this frame; the number of all frames before the end. */
    FakeVideoSource unreadableBefore(int frame, int pictures) {
        unreadableBefore.put(frame, pictures);
        return this;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    FakeVideoSource withSize(IntUnaryOperator bytesOfFrame) {
        size = bytesOfFrame;
        return this;
    }

    FakeVideoSource withoutDuration() {
        duration = Optional.empty();
        return this;
    }

    @Override
    public VideoInfo info() {
        return new VideoInfo("fake", 640, 360, 25, OptionalLong.of(frames), duration, 0, false);
    }

    @Override
    public Optional<VideoFrame> next() {
        unreadable += unreadableBefore.getOrDefault(given, 0);
        if (given == breaksAt) {
            throw trouble;
        }
        if (given == frames) {
            return Optional.empty();
        }
        int bytes = size.applyAsInt(given);
        byte[] picture = bytes > 0 ? new byte[bytes] : ("picture " + given).getBytes(StandardCharsets.UTF_8);
        VideoFrame frame = new VideoFrame(new EncodedImage(picture, 640, 360), INTERVAL.multipliedBy(given));
        given++;
        return Optional.of(frame);
    }

    int given() {
        return given;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
