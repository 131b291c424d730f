package io.agender.producer;

import java.util.Optional;

/**
 * What came of a camera.
 *
 * @param camera the camera
 * @param outcome how it ended
 * @param stream its stream; empty when the source could not be opened
 * @param sent what the brokers acknowledged
 * @param failure why it failed; present with {@link Outcome#FAILED} only
 */
public record CameraResult(
        CameraSource camera,
        Outcome outcome,
        Optional<CapturedStream> stream,
        SentFrames sent,
        Optional<CameraFailedException> failure) {

    /** How a camera ended. */
    public enum Outcome {
        /** Every frame of the source is in Kafka, the last one marked as the end of its stream. */
        COMPLETE,
        /** Interrupted: what was sent is in Kafka, the rest of the source was not read. */
        STOPPED,
        /** Source or brokers failed. */
        FAILED
    }
}
