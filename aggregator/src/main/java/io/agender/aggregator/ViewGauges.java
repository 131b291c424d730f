package io.agender.aggregator;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.ViewKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shows of each camera how it saw in the last frame that tells it. Belongs to a task; its gauges go with it, as those of a
 * camera do whose stream is over: nobody need look after its lens then.
 */
final class ViewGauges implements AutoCloseable {

    private record Shown(AtomicReference<ViewKind> view, List<Gauge> gauges) {}

    private final MeterRegistry meters;
    private final Map<String, Shown> cameras = new HashMap<>();

    ViewGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    void show(FrameFaces frame) {
        if (frame.getEndOfStream()) {
            forget(cameras.remove(frame.getCameraId()));
        } else if (frame.getView() != null) {
            cameras.computeIfAbsent(frame.getCameraId(), this::begin)
                    .view()
                    .set(frame.getView().getKind());
        }
    }

    private Shown begin(String cameraId) {
        AtomicReference<ViewKind> view = new AtomicReference<>();
        return new Shown(
                view,
                Arrays.stream(ViewKind.values())
                        .map(kind -> Gauge.builder(AggregatorTopology.VIEW, view, now -> now.get() == kind ? 1 : 0)
                                .tag("camera", cameraId)
                                .tag("view", kind.name())
                                .register(meters))
                        .toList());
    }

    private void forget(Shown shown) {
        if (shown != null) {
            shown.gauges().forEach(meters::remove);
        }
    }

    @Override
    public void close() {
        cameras.values().forEach(this::forget);
        cameras.clear();
    }
}
