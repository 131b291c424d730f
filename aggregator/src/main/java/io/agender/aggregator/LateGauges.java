package io.agender.aggregator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows of each camera how many of its frames were late in a row: a camera all of whose frames are late sends no summary
 * that could tell. Belongs to a task; its gauges go with it, or another instance's camera would seem to be here.
 */
final class LateGauges implements AutoCloseable {

    private record Shown(AtomicLong frames, Gauge gauge) {}

    private final MeterRegistry meters;
    private final Map<String, Shown> cameras = new HashMap<>();

    LateGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    void show(String cameraId, long frames) {
        cameras.computeIfAbsent(cameraId, this::begin).frames().set(frames);
    }

    private Shown begin(String cameraId) {
        AtomicLong frames = new AtomicLong();
        return new Shown(
                frames,
                Gauge.builder(AggregatorTopology.LATE_IN_A_ROW, frames, AtomicLong::doubleValue)
                        .tag("camera", cameraId)
                        .register(meters));
    }

    @Override
    public void close() {
        cameras.values().forEach(shown -> meters.remove(shown.gauge()));
        cameras.clear();
    }
}
