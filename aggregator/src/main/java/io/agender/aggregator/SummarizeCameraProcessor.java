package io.agender.aggregator;

import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the state of each camera in the store, sends what {@link CameraWindows} says, and closes silent cameras. */
final class SummarizeCameraProcessor implements Processor<String, FrameFaces, String, DemographicSummary> {

    private final AggregatorConfig config;
    private final CameraWindows windows;
    private final MeterRegistry meters;

    private ProcessorContext<String, DemographicSummary> context;
    private KeyValueStore<String, CameraState> cameras;
    private SilenceWatch silence;

    SummarizeCameraProcessor(AggregatorConfig config, MeterRegistry meters) {
        this.config = config;
        this.windows = new CameraWindows(config);
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, DemographicSummary> context) {
        this.context = context;
        cameras = context.getStateStore(AggregatorTopology.STORE);
        silence = new SilenceWatch(config.idle(), context.currentSystemTimeMs());
        try (KeyValueIterator<String, CameraState> restored = cameras.all()) {
            while (restored.hasNext()) {
                KeyValue<String, CameraState> camera = restored.next();
                watch(camera.key, camera.value);
            }
        }
        context.schedule(silence.step(), PunctuationType.WALL_CLOCK_TIME, this::closeSilent);
    }

    @Override
    public void process(Record<String, FrameFaces> record) {
        String cameraId = record.key();
        CameraState known = cameras.get(cameraId);
        CameraState state = known == null ? windows.initial(record.value()) : known;
        CameraUpdate update = windows.update(cameraId, state, record.value());
        watch(cameraId, state);
        switch (update.outcome()) {
            case COUNTED -> cameras.put(cameraId, state);
            case LATE -> {
                cameras.put(cameraId, state);
                meters.counter(AggregatorTopology.LATE_FRAMES, "camera", cameraId)
                        .increment();
            }
            case DUPLICATE ->
                meters.counter(AggregatorTopology.DUPLICATE_FRAMES, "camera", cameraId)
                        .increment();
        }
        send(cameraId, update.summaries());
    }

    private void closeSilent(long nowMillis) {
        for (String cameraId : silence.tick(nowMillis)) {
            CameraState state = cameras.get(cameraId);
            List<TimedSummary> summaries = windows.closeAll(cameraId, state);
            cameras.put(cameraId, state);
            send(cameraId, summaries);
        }
    }

    private void watch(String cameraId, CameraState state) {
        if (state.getWindows().isEmpty()) {
            silence.forget(cameraId);
        } else {
            silence.heard(cameraId);
        }
    }

    /** Sends new records rather than the incoming one changed: its headers hold processing times. */
    private void send(String cameraId, List<TimedSummary> summaries) {
        for (TimedSummary timed : summaries) {
            context.forward(new Record<>(cameraId, timed.summary(), timed.time().toEpochMilli()));
        }
    }
}
