package io.agender.aggregator;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.estimate.LikelyCounts;
import io.agender.aggregator.window.CameraUpdate;
import io.agender.aggregator.window.CameraWindows;
import io.agender.runtime.CameraLog;
import io.agender.schemas.CameraPeriods;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.camera.CameraVersions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the state of each camera in the store, and sends what {@link CameraWindows} says. */
final class SummarizeCameraProcessor implements Processor<String, FrameFaces, String, SpecificRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(SummarizeCameraProcessor.class);

    /** Late frames in a row after which a camera is not merely a little late. */
    static final long TOLD = 100;

    private final CameraWindows windows;
    private final LikelyCounts likely;
    private final boolean rows;
    private final MeterRegistry meters;
    private final LateGauges late;
    private final ViewGauges views;

    private KeyValueStore<String, CameraState> cameras;
    private KeyValueStore<String, CameraPeriods> periods;
    private KeyValueStore<String, CameraSettings> settings;
    private CameraSink sink;

    SummarizeCameraProcessor(AggregatorConfig config, LikelyCounts likely, MeterRegistry meters, ViewGauges views) {
        this.windows = new CameraWindows(config);
        this.likely = likely;
        this.rows = !config.rows().isEmpty();
        this.meters = meters;
        this.late = new LateGauges(meters);
        this.views = views;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        settings = context.getStateStore(AggregatorTopology.SETTINGS_STORE);
        cameras = context.getStateStore(AggregatorTopology.STORE);
        periods = context.getStateStore(AggregatorTopology.PERIOD_STORE);
        sink = new CameraSink(context, likely, rows);
    }

    @Override
    public void process(Record<String, FrameFaces> record) {
        FacesContract.check(record);
        String cameraId = record.key();
        CameraState known = cameras.get(cameraId);
        CameraState state = known == null ? windows.initial(record.value()) : known;
        StoredPeriods book = new StoredPeriods(periods, cameraId, state);
        CameraUpdate update = windows.update(
                cameraId, state, book, record.value(), time -> Optional.ofNullable(settings.get(cameraId))
                        .flatMap(versions -> CameraVersions.validAt(versions, time)));
        book.save();
        late.show(cameraId, state.getLateInARow());
        switch (update.outcome()) {
            case COUNTED -> {
                cameras.put(cameraId, state);
                views.show(this, record.value());
            }
            case LATE -> {
                cameras.put(cameraId, state);
                meters.counter(AggregatorTopology.LATE_FRAMES, "camera", cameraId)
                        .increment();
                if (state.getLateInARow() == TOLD) {
                    tellLate(cameraId, record.value().getCapturedAt());
                }
            }
            case DUPLICATE ->
                meters.counter(AggregatorTopology.DUPLICATE_FRAMES, "camera", cameraId)
                        .increment();
        }
        sink.send(cameraId, update.due());
    }

    /** Once, when there are so many, and again only after a frame that counted. */
    private static void tellLate(String cameraId, Instant capturedAt) {
        CameraLog.of(
                cameraId,
                () -> LOG.warn(
                        "Camera {}: its last {} frames, up to {}, fall into windows that are final and count nowhere;"
                                + " is the clock of its producer right, or was it wrong before?",
                        cameraId,
                        TOLD,
                        capturedAt));
    }

    @Override
    public void close() {
        late.close();
        views.over(this);
    }
}
