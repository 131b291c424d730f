package io.agender.aggregator;

import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the state of each camera in the store, sends what {@link CameraWindows} says, and closes silent cameras. */
final class SummarizeCameraProcessor implements Processor<String, FrameFaces, String, SpecificRecord> {

    private final AggregatorConfig config;
    private final CameraWindows windows;
    private final CameraRollups rollups;
    private final MeterRegistry meters;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, CameraState> cameras;
    private SilenceWatch silence;

    SummarizeCameraProcessor(AggregatorConfig config, MeterRegistry meters) {
        this.config = config;
        this.windows = new CameraWindows(config);
        this.rollups = new CameraRollups(config);
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
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
        FacesContract.check(record);
        String cameraId = record.key();
        CameraState known = cameras.get(cameraId);
        CameraState state = known == null ? windows.initial(record.value()) : known;
        CameraUpdate update = windows.update(cameraId, state, record.value());
        List<TimedRollup> due = rollups.due(state);
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
        sendRollups(cameraId, due);
    }

    private void closeSilent(long nowMillis) {
        for (String cameraId : silence.tick(nowMillis)) {
            CameraState state = cameras.get(cameraId);
            List<TimedSummary> summaries = windows.closeAll(cameraId, state);
            List<TimedRollup> due = rollups.due(state);
            cameras.put(cameraId, state);
            send(cameraId, summaries);
            sendRollups(cameraId, due);
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
            context.forward(new Record<>(cameraId, timed.summary(), millis(timed.time())), AggregatorTopology.SINK);
        }
    }

    private void sendRollups(String cameraId, List<TimedRollup> due) {
        for (TimedRollup timed : due) {
            RollupSummary rollup = timed.rollup();
            long time = millis(timed.time());
            context.forward(new Record<>(cameraId, rollup, time), AggregatorTopology.cameraSink(rollup.getPeriod()));
            if (rollup.getSite() != null) {
                context.forward(new Record<>(rollup.getSite(), rollup, time), AggregatorTopology.BY_SITE_SINK);
            }
        }
    }

    /** Kafka knows no time before 1970; an earlier version may have left a window there. */
    private static long millis(Instant time) {
        return Math.max(0, time.toEpochMilli());
    }
}
