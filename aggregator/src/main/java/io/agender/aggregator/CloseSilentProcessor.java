package io.agender.aggregator;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.estimate.LikelyCounts;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.Due;
import io.agender.aggregator.window.SilentCamera;
import io.agender.schemas.CameraPeriods;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraState;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Closes the windows of cameras that have fallen silent, and makes their hours, days and weeks final. That a camera is silent is what the marks in agender.progress say
 * ({@link SilentCamera}); nothing here knows the wall clock, and where no mark comes, as in an outage, nothing closes.
 */
final class CloseSilentProcessor implements Processor<String, CameraProgress, String, SpecificRecord> {

    private final CameraWindows windows;
    private final Duration idle;
    private final LikelyCounts likely;
    private final boolean rows;
    private final ViewGauges views;

    private KeyValueStore<String, CameraState> cameras;
    private KeyValueStore<String, CameraPeriods> periods;
    private CameraSink sink;

    CloseSilentProcessor(AggregatorConfig config, LikelyCounts likely, ViewGauges views) {
        this.windows = new CameraWindows(config);
        this.idle = config.idle();
        this.likely = likely;
        this.rows = !config.rows().isEmpty();
        this.views = views;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        cameras = context.getStateStore(AggregatorTopology.STORE);
        periods = context.getStateStore(AggregatorTopology.PERIOD_STORE);
        sink = new CameraSink(context, likely, rows);
    }

    @Override
    public void process(Record<String, CameraProgress> mark) {
        String cameraId = mark.key();
        CameraState state = cameras.get(cameraId);
        Optional<Duration> silence = state == null ? Optional.empty() : SilentCamera.silence(state, mark.value());
        if (silence.isEmpty() || silence.get().compareTo(idle) < 0) {
            return;
        }
        views.forget(cameraId);
        StoredPeriods book = new StoredPeriods(periods, cameraId, state);
        Due due = windows.closeSilent(cameraId, state, book, silence.get());
        if (book.isOpen() || !due.equals(Due.NOTHING)) {
            cameras.put(cameraId, state);
            book.save();
            sink.send(cameraId, due);
        }
    }
}
