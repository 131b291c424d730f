package io.agender.producer.delivery;

import io.agender.producer.status.CameraFigures;
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
    static final int MOST_FRAMES = 16;

    /** The newest frame is kept even if it alone has more. */
    static final long MOST_BYTES = 8L << 20;

    private final Deque<Shot> shots = new ArrayDeque<>();
    private final CameraFigures figures;
    private long bytes;
    private long droppedBefore;
    private String streamId;
    private long nextSequence;
    private boolean closed;

    FrameQueue(CameraFigures figures) {
        this.figures = figures;
    }

    /** A frame with its number in its stream. */
    record Numbered(Shot shot, long sequence) {}

    /** Adds the newest frame; never waits. After {@link #close()} it is dropped. */
    synchronized void offer(Shot shot) {
        if (closed) {
            figures.dropped(1);
            return;
        }
        while (!shots.isEmpty() && (shots.size() >= MOST_FRAMES || bytes + shot.bytes() > MOST_BYTES)) {
            Shot oldest = shots.remove();
            bytes -= oldest.bytes();
            droppedBefore += 1 + oldest.unreadableBefore();
            figures.dropped(1);
        }
        shots.add(shot);
        bytes += shot.bytes();
        notifyAll();
    }

    /**
     * How many bytes the oldest frame has, as soon as there is one; it stays, and may be dropped. Empty when the queue is
     * closed and all have left it.
     */
    synchronized OptionalInt awaitOldest() throws InterruptedException {
        while (shots.isEmpty()) {
            if (closed) {
                return OptionalInt.empty();
            }
            wait();
        }
        return OptionalInt.of(shots.peek().bytes());
    }

    /** The oldest frame, as soon as there is one; empty when the queue is closed and all have left it. */
    synchronized Optional<Numbered> take() throws InterruptedException {
        if (awaitOldest().isEmpty()) {
            return Optional.empty();
        }
        Shot shot = shots.remove();
        bytes -= shot.bytes();
        if (!shot.stream().streamId().equals(streamId)) {
            streamId = shot.stream().streamId();
            nextSequence = 0;
        }
        long sequence = nextSequence + droppedBefore + shot.unreadableBefore();
        droppedBefore = 0;
        nextSequence = sequence + 1;
        return Optional.of(new Numbered(shot, sequence));
    }

    /** Lets {@link #take()} give what is left, and then nothing. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Drops what is left. */
    synchronized void clear() {
        figures.dropped(shots.size());
        shots.clear();
        bytes = 0;
    }
}
