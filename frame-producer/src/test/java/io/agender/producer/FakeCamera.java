package io.agender.producer;

import io.agender.producer.delivery.RecordLimit;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A live camera whose connections go as told, one after the other; after the last one it is silent until interrupted. */
final class FakeCamera implements VideoSources {

    private final Queue<Connection> connections = new ArrayDeque<>();
    private final AtomicInteger open = new AtomicInteger();
    private int opened;
    private int tooLarge;

    /**
     * A connection.
     *
     * @param refusal why there is none; null if there is
     * @param frames how many frames come
     * @param width of the pictures, the last of which is {@code lastWidth} wide
     * @param loss what is thrown after the frames; null if the source ends instead
     * @param live whether the source says that it is
     */
    private record Connection(String refusal, int frames, int width, int lastWidth, String loss, boolean live) {}

    FakeCamera refuses(String why) {
        connections.add(new Connection(why, 0, 0, 0, null, true));
        return this;
    }

    FakeCamera gives(int frames, String thenLost) {
        connections.add(new Connection(null, frames, 640, 640, thenLost, true));
        return this;
    }

    FakeCamera endsAfter(int frames) {
        return gives(frames, null);
    }

    FakeCamera isARecordingOf(int frames) {
        connections.add(new Connection(null, frames, 640, 640, null, false));
        return this;
    }

    FakeCamera changesItsSizeAfter(int frames) {
        connections.add(new Connection(null, frames + 1, 640, 320, "unreachable", true));
        return this;
    }

    /** The frame of this number, counted from 1, is larger than a record can hold, in each connection. */
    FakeCamera isTooLargeAt(int frame) {
        tooLarge = frame;
        return this;
    }

    /** How many sources are open now. */
    int open() {
        return open.get();
    }

    /** How many sources were ever opened. */
    synchronized int opened() {
        return opened;
    }

    @Override
    public synchronized VideoSource open(String location, VideoOptions options) {
        Connection next = connections.poll();
        if (next != null && next.refusal() != null) {
            throw new VisionException(next.refusal());
        }
        opened++;
        open.incrementAndGet();
        return new Source(next);
    }

    private final class Source implements VideoSource {

        private final Connection connection;
        private int given;
        private boolean closed;

        Source(Connection connection) {
            this.connection = connection;
        }

        @Override
        public VideoInfo info() {
            return new VideoInfo("fake", 640, 360, 10, OptionalLong.empty(), Optional.empty(), 0, isLive());
        }

        private boolean isLive() {
            return connection == null || connection.live();
        }

        @Override
        public Optional<VideoFrame> next() {
            if (connection == null) {
                throw silentUntilInterrupted();
            }
            if (given == connection.frames()) {
                if (connection.loss() == null) {
                    return Optional.empty();
                }
                throw new VisionException(connection.loss());
            }
            given++;
            int width = given == connection.frames() ? connection.lastWidth() : connection.width();
            byte[] picture =
                    given == tooLarge ? new byte[RecordLimit.MAX_PICTURE_BYTES + 1] : new byte[] {(byte) given};
            return Optional.of(
                    new VideoFrame(new EncodedImage(picture, width, 360), Duration.ofMillis(100L * (given - 1))));
        }

        private VisionException silentUntilInterrupted() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new VisionException("reading was interrupted.");
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
