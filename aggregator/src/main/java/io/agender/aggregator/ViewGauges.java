package io.agender.aggregator;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.ViewKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shows of each camera how it saw in the last frame that tells it, as long as frames come: of a camera whose stream is over,
 * or that has fallen silent, nobody knows how it sees. The gauges of a camera go with the task that shows it. Safe to use
 * from several threads, as tasks share it.
 */
final class ViewGauges {

    private record Shown(Object task, AtomicReference<ViewKind> view, List<Gauge> gauges) {}

    private final MeterRegistry meters;
    private final Map<String, Shown> cameras = new ConcurrentHashMap<>();

    ViewGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param task who shows it, and tells when it is {@link #over} */
    void show(Object task, FrameFaces frame) {
        if (frame.getEndOfStream()) {
            forget(frame.getCameraId());
        } else if (frame.getView() != null) {
            cameras.computeIfAbsent(frame.getCameraId(), camera -> begin(task, camera))
                    .view()
                    .set(frame.getView().getKind());
        }
    }

    private Shown begin(Object task, String cameraId) {
        AtomicReference<ViewKind> view = new AtomicReference<>();
        return new Shown(
                task,
                view,
                Arrays.stream(ViewKind.values())
                        .map(kind -> Gauge.builder(AggregatorTopology.VIEW, view, now -> now.get() == kind ? 1 : 0)
                                .tag("camera", cameraId)
                                .tag("view", kind.name())
                                .register(meters))
                        .toList());
    }

    /** Shows no more of a camera until its next frame. */
    void forget(String cameraId) {
        cameras.computeIfPresent(cameraId, (camera, shown) -> {
            shown.gauges().forEach(meters::remove);
            return null;
        });
    }

    /** Shows no more of the cameras of a task. */
    void over(Object task) {
        cameras.forEach((camera, shown) -> {
            if (shown.task() == task) {
                forget(camera);
            }
        });
    }
}
