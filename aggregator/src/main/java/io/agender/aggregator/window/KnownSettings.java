package io.agender.aggregator.window;

import io.agender.schemas.CameraVersion;
import java.time.Instant;
import java.util.Optional;

/** What is known of a camera at the moment, asked for each window that opens. */
@FunctionalInterface
public interface KnownSettings {

    KnownSettings NONE = time -> Optional.empty();

    /** The version of its settings that is valid at a moment of the camera's time. */
    Optional<CameraVersion> at(Instant time);
}
