package io.agender.producer.source;

import java.util.Objects;

/**
 * A camera and how it is played.
 *
 * @param source its id and where its frames come from
 * @param config its own sampling, times and policy
 */
public record Camera(CameraSource source, FrameProducerConfig config) {

    public Camera {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(config, "config");
    }

    /** The camera id. */
    public String id() {
        return source.cameraId();
    }
}
