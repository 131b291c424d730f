package io.agender.producer.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/** What the cameras' metrics are called in a meter registry; each has the tag {@code camera}. */
public final class CameraMetricsBinder {

    /** Counter: frames that the brokers have. */
    public static final String SENT = "agender.frames.sent";

    /** Counter: frames that the source gave and that the brokers will never have. */
    public static final String DROPPED = "agender.frames.dropped";

    /** Counter: frames of the source, such as pictures of a folder, that can't be read. */
    public static final String UNREADABLE = "agender.frames.unreadable";

    /** Counter: how often a lost source was opened again. */
    public static final String RECONNECTS = "agender.camera.reconnects";

    /** Gauge: 1 for the {@link CaptureState} in the tag {@code state}, 0 for all others. */
    public static final String STATE = "agender.camera.state";

    private CameraMetricsBinder() {}

    /** Registers the meters of a camera. */
    public static void bind(CameraMetrics metrics, MeterRegistry meters) {
        Tags camera = Tags.of("camera", metrics.status().cameraId());
        counter(SENT, "frames that the brokers have", CameraStatus::acknowledged, metrics, camera, meters);
        counter(DROPPED, "frames that the brokers will never have", CameraStatus::dropped, metrics, camera, meters);
        counter(UNREADABLE, "frames that can't be read", CameraStatus::unreadable, metrics, camera, meters);
        counter(
                RECONNECTS,
                "times that a lost source was opened again",
                CameraStatus::reconnects,
                metrics,
                camera,
                meters);
        for (CaptureState state : CaptureState.values()) {
            Gauge.builder(STATE, metrics, one -> one.status().state() == state ? 1 : 0)
                    .tags(camera.and("state", state.name()))
                    .description("1 for the state that the camera is in")
                    .strongReference(true)
                    .register(meters);
        }
    }

    private static void counter(
            String name,
            String description,
            ToDoubleFunction<CameraStatus> value,
            CameraMetrics metrics,
            Tags tags,
            MeterRegistry meters) {
        // A counter holds its object weakly: a camera's totals would be gone with the camera. The registry stays.
        FunctionCounter.builder(name, meters, any -> value.applyAsDouble(metrics.status()))
                .tags(tags)
                .description(description)
                .register(meters);
    }
}
