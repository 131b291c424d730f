package io.agender.producer;

import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.SentFrames;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.Extent;
import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraStatus;
import java.util.Optional;

/**
 * What came of a camera.
 *
 * @param camera the camera
 * @param outcome how it ended
 * @param stream its stream; empty when the source could not be opened
 * @param sent what the brokers acknowledged
 * @param extent how much of it was wanted
 * @param failure why it failed; present with {@link Outcome#FAILED} only
 * @param status how it stands at the end
 */
public record CameraResult(
        CameraSource camera,
        Outcome outcome,
        Optional<CapturedStream> stream,
        SentFrames sent,
        Extent extent,
        Optional<CameraFailedException> failure,
        CameraStatus status) {

    /** How a camera ended. */
    public enum Outcome {
        /** All that was wanted is in Kafka but what was dropped, the last frame marked as the end of its stream. */
        COMPLETE,
        /**
         * Interrupted: the rest of the source was not read. For a live source of which all was wanted that is the usual
         * end.
         */
        STOPPED,
        /** Source or brokers failed. */
        FAILED
    }
}
