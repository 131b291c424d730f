package io.agender.producer.delivery;

import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraMetrics;
import io.agender.schemas.Frame;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Knows which frames of one camera Kafka's client has and the brokers have not answered for, and bounds them. Thread-safe:
 * the answers come on the producer's own thread.
 */
final class Acknowledgements {

    /** Enough to keep a connection busy; each may take a batch of its own, half a mebibyte of the producer's buffer. */
    static final int MAX_FRAMES = 8;

    /** One frame is let through even if it alone has more. */
    static final long MAX_BYTES = 4L << 20;

    /** So long without an answer, and the user is told. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final String cameraId;
    private final Predicate<Exception> loses;
    private final CameraMetrics metrics;
    private long answers;
    private int waitingFrames;
    private long waitingBytes;
    private long frames;
    private long bytes;
    private Instant first;
    private Instant last;
    private CameraFailedException failure;

    /** @param loses whether a refusal costs the camera only this frame, not all that would follow */
    Acknowledgements(String cameraId, Predicate<Exception> loses, CameraMetrics metrics) {
        this.cameraId = cameraId;
        this.loses = loses;
        this.metrics = metrics;
    }

    /** Counts one frame as on its way. */
    synchronized Answer expect(Frame frame) {
        Answer answer = new Answer(frame);
        waitingFrames++;
        waitingBytes += answer.size;
        metrics.sent();
        return answer;
    }

    /**
     * Returns when there is room for one more frame of so many bytes.
     *
     * @throws CameraFailedException when a frame was lost that must not be
     */
    synchronized void awaitRoom(int size) throws InterruptedException {
        check();
        while (waitingFrames >= MAX_FRAMES || waitingFrames > 0 && waitingBytes + size > MAX_BYTES) {
            long answersBefore = answers;
            wait(PATIENCE_MILLIS);
            check();
            if (answers == answersBefore) {
                metrics.waiting("the brokers do not answer");
            }
        }
    }

    /** Throws {@link CameraFailedException} when a frame was lost that must not be. */
    synchronized void check() {
        if (failure != null) {
            throw failure;
        }
    }

    /** The refusal that ended the delivery, unless it was for good. */
    synchronized Optional<CameraFailedException> passingFailure() {
        return Optional.ofNullable(failure).filter(known -> frames > 0 && known.passes());
    }

    /** Begins anew after a refusal. */
    synchronized void forgive() {
        failure = null;
    }

    /** What the brokers have. */
    synchronized SentFrames sent() {
        return new SentFrames(frames, bytes, Optional.ofNullable(first), Optional.ofNullable(last));
    }

    /** How many frames are on their way. */
    synchronized int waiting() {
        return waitingFrames;
    }

    private synchronized void answered(Answer answer, Exception error) {
        leave(answer);
        answers++;
        if (error == null) {
            frames++;
            bytes += answer.size;
            first = first == null ? answer.capturedAt : first;
            last = answer.capturedAt;
            metrics.acknowledged();
        } else if (loses.test(error)) {
            metrics.refused(CameraFailedException.sending(cameraId, answer.sequence, error));
        } else if (failure == null) {
            // The first one: those of the frames behind it are its consequences.
            failure = CameraFailedException.sending(cameraId, answer.sequence, error);
        }
    }

    private void leave(Answer answer) {
        waitingFrames--;
        waitingBytes -= answer.size;
        notifyAll();
    }

    private synchronized void withdrawn(Answer answer) {
        leave(answer);
        metrics.unsent();
    }

    /** The brokers' answer to one frame. It keeps the numbers of the frame, not its picture. */
    final class Answer implements Callback {

        private final long sequence;
        private final Instant capturedAt;
        private final int size;
        private final Thread handing = Thread.currentThread();
        private boolean inHand = true;
        private boolean refusedInHand;

        private Answer(Frame frame) {
            sequence = frame.getSequence();
            capturedAt = frame.getCapturedAt();
            size = frame.getImage().remaining();
        }

        /**
         * While {@code send} has not returned, a time-out says that the client has no room for the frame or does not know
         * where to send it, and has not taken it. Later, it says that the brokers may have it or not.
         */
        @Override
        public void onCompletion(RecordMetadata metadata, Exception error) {
            if (error instanceof TimeoutException && Thread.currentThread() == handing && inHand) {
                refusedInHand = true;
                withdrawn(this);
                metrics.waiting("the brokers do not answer");
            } else {
                answered(this, error);
            }
        }

        /** {@code send} has returned; false when the client has not taken the frame and it must be sent again. */
        boolean handed() {
            inHand = false;
            return !refusedInHand;
        }

        /** {@code send} has thrown. */
        void withdraw() {
            inHand = false;
            withdrawn(this);
        }
    }
}
