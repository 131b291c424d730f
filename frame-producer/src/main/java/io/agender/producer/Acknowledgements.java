package io.agender.producer;

import io.agender.schemas.Frame;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.Callback;

/** Collects the brokers' answers to the frames of one camera. Thread-safe: they come on the producer's own thread. */
final class Acknowledgements {

    private final String cameraId;
    private long frames;
    private long bytes;
    private Instant first;
    private Instant last;
    private CameraFailedException failure;

    Acknowledgements(String cameraId) {
        this.cameraId = cameraId;
    }

    /** Takes the answer to one frame. It keeps the numbers of the frame, not its picture. */
    Callback expect(Frame frame) {
        long sequence = frame.getSequence();
        Instant capturedAt = frame.getCapturedAt();
        int size = frame.getImage().remaining();
        return (metadata, error) -> {
            if (error == null) {
                acknowledged(capturedAt, size);
            } else {
                failed(sequence, error);
            }
        };
    }

    private synchronized void acknowledged(Instant capturedAt, int size) {
        frames++;
        bytes += size;
        first = first == null ? capturedAt : first;
        last = capturedAt;
    }

    /** Keeps the first failure: those of the frames behind it are its consequences. */
    private synchronized void failed(long sequence, Exception error) {
        if (failure == null) {
            failure = CameraFailedException.sending(cameraId, sequence, error);
        }
    }

    /** Throws {@link CameraFailedException} when a frame was lost. */
    synchronized void check() {
        if (failure != null) {
            throw failure;
        }
    }

    synchronized SentFrames sent() {
        return new SentFrames(frames, bytes, Optional.ofNullable(first), Optional.ofNullable(last));
    }
}
