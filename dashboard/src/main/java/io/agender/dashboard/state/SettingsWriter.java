package io.agender.dashboard.state;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes a new version of a camera's settings to where they are kept. Thread-safe. */
@FunctionalInterface
public interface SettingsWriter {

    /**
     * Writes a version that keeps to the rules, unless the newest one says the same.
     *
     * @param seen number of the newest version that its writer saw, 0 for none
     * @param draft with the time from which it is valid; its number is given here
     * @return all versions of the camera as they are now, or nothing when there was nothing to write; completes with a
     *     {@link NotWrittenException} otherwise
     */
    CompletableFuture<Optional<CameraSettings>> write(String camera, int seen, CameraVersion draft);

    /** Nothing was written, or nobody knows; the message is a sentence for whoever wanted it. */
    final class NotWrittenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean outpaced;

        private NotWrittenException(String message, boolean outpaced, Throwable cause) {
            super(message, cause);
            this.outpaced = outpaced;
        }

        /** Somebody else has written a version that the writer has not seen. */
        public static NotWrittenException outpaced(String message) {
            return new NotWrittenException(message, true, null);
        }

        /** It could not be done now. */
        public static NotWrittenException trouble(String message, Throwable cause) {
            return new NotWrittenException(message, false, cause);
        }

        public boolean outpaced() {
            return outpaced;
        }
    }
}
