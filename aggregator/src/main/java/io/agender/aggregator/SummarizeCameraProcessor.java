package io.agender.aggregator;

import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the state of each camera in the store, and sends what {@link CameraWindows} says. */
final class SummarizeCameraProcessor implements Processor<String, FrameFaces, String, SpecificRecord> {

    private final CameraWindows windows;
    private final CameraRollups rollups;
    private final MeterRegistry meters;
    private final LateGauges late;

    private KeyValueStore<String, CameraState> cameras;
    private CameraOutlet outlet;

    SummarizeCameraProcessor(AggregatorConfig config, MeterRegistry meters) {
        this.windows = new CameraWindows(config);
        this.rollups = new CameraRollups(config);
        this.meters = meters;
        this.late = new LateGauges(meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        cameras = context.getStateStore(AggregatorTopology.STORE);
        outlet = new CameraOutlet(context);
    }

    @Override
    public void process(Record<String, FrameFaces> record) {
        FacesContract.check(record);
        String cameraId = record.key();
        CameraState known = cameras.get(cameraId);
        CameraState state = known == null ? windows.initial(record.value()) : known;
        CameraUpdate update = windows.update(cameraId, state, record.value());
        List<TimedRollup> due = rollups.due(state);
        late.show(cameraId, state.getLateInARow());
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
        outlet.send(cameraId, update.summaries(), due);
    }

    @Override
    public void close() {
        late.close();
    }
}
