package io.agender.producer.status;

import io.agender.runtime.RegistryErrors;
import io.agender.schemas.RegistryException;
import io.agender.schemas.Topic;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A camera can't go on. The message is one sentence for the user that names the camera; the cause is a
 * {@link io.agender.vision.VisionException} when the source is at fault and Kafka's exception when sending is.
 */
public final class CameraFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String cameraId;
    private final String what;

    public CameraFailedException(String cameraId, String what, Throwable cause) {
        super("Camera " + cameraId + ": " + what, cause);
        this.cameraId = cameraId;
        this.what = what;
    }

    /** Sending a frame failed for good, after all retries. */
    public static CameraFailedException sending(String cameraId, long sequence, Exception cause) {
        String frame = "frame " + sequence;
        String what;
        Optional<RegistryException> registry = RegistryErrors.in(cause);
        if (registry.isPresent()) {
            what = registry.get().getMessage();
        } else if (cause instanceof RecordTooLargeException) {
            what = "the brokers refuse " + frame + " as too large; lower max.width or jpeg.quality, or raise"
                    + " max.message.bytes of topic " + Topic.FRAMES + ".";
        } else if (cause instanceof InvalidTimestampException) {
            what = "the brokers refuse the capture time of " + frame
                    + "; set start.time so that a file does not end in the future, and this machine's clock right.";
        } else if (cause instanceof TimeoutException) {
            what = "the brokers did not take " + frame + " in time; check that they run and that topic " + Topic.FRAMES
                    + " exists (" + cause.getMessage() + ").";
        } else if (cause instanceof AuthorizationException) {
            what = "the brokers do not let this user write to topic " + Topic.FRAMES
                    + "; grant it what docs/security.md lists.";
        } else {
            what = frame + " could not be sent: " + cause.getMessage();
        }
        return new CameraFailedException(cameraId, what, cause);
    }

    /** The sentence without the camera. */
    public String what() {
        return what;
    }

    /** Whether somebody may mend the cause while this program runs: a right that was there and was taken away. */
    public boolean passes() {
        return getCause() instanceof AuthorizationException || getCause() instanceof AuthenticationException;
    }

    /** The camera that failed. */
    public String cameraId() {
        return cameraId;
    }
}
