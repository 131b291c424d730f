package io.agender.producer.delivery;

import io.agender.producer.status.CameraMetrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The unsent frames of a camera that drops: a few, and when one comes for which there is no room, the oldest go. It gives
 * the frames their numbers as they leave it. A frame's number tells how many were dropped before it, so the consumers see
 * every drop as a gap, also when a stream was lost meanwhile: then the gap is at the beginning of the next one.
 * Thread-safe.
 */
final class FrameQueue {

    /** About two seconds of a camera. */
    static final int MAX_FRAMES = 16;

    /** The newest frame is kept even if it alone has more. */
    static final long MAX_BYTES = 8L << 20;

    private final Deque<CapturedFrame> frames = new ArrayDeque<>();
    private final CameraMetrics metrics;
    private long bytes;
    private long droppedBefore;
    private String streamId;
    private long nextSequence;
    private boolean closed;

    FrameQueue(CameraMetrics metrics) {
        this.metrics = metrics;
    }

    /** A frame with its number in its stream. */
    record Numbered(CapturedFrame frame, long sequence) {}

    /** Adds the newest frame; never waits. After {@link #close()} it is dropped. */
    synchronized void offer(CapturedFrame frame) {
        if (closed) {
            metrics.dropped(1);
            return;
        }
        while (!frames.isEmpty() && (frames.size() >= MAX_FRAMES || bytes + frame.bytes() > MAX_BYTES)) {
            CapturedFrame oldest = frames.remove();
            bytes -= oldest.bytes();
            droppedBefore += 1 + oldest.unreadableBefore();
            metrics.dropped(1);
        }
        frames.add(frame);
        bytes += frame.bytes();
        notifyAll();
    }

    /**
     * How many bytes the oldest frame has, as soon as there is one; it stays, and may be dropped. Empty when the queue is
     * closed and all have left it.
     */
    synchronized OptionalInt awaitOldest() throws InterruptedException {
        while (frames.isEmpty()) {
            if (closed) {
                return OptionalInt.empty();
            }
            wait();
        }
        return OptionalInt.of(frames.peek().bytes());
    }

    /** The oldest frame, as soon as there is one; empty when the queue is closed and all have left it. */
    synchronized Optional<Numbered> take() throws InterruptedException {
        if (awaitOldest().isEmpty()) {
            return Optional.empty();
        }
        CapturedFrame frame = frames.remove();
        bytes -= frame.bytes();
        if (!frame.stream().streamId().equals(streamId)) {
            streamId = frame.stream().streamId();
            nextSequence = 0;
        }
        long sequence = nextSequence + droppedBefore + frame.unreadableBefore();
        droppedBefore = 0;
        nextSequence = sequence + 1;
        return Optional.of(new Numbered(frame, sequence));
    }

    /** Lets {@link #take()} give what is left, and then nothing. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Drops what is left. */
    synchronized void clear() {
        metrics.dropped(frames.size());
        frames.clear();
        bytes = 0;
    }
}
