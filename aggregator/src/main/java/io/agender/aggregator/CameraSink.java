package io.agender.aggregator;

import io.agender.aggregator.estimate.LikelyCounts;
import io.agender.aggregator.period.TimedRollup;
import io.agender.aggregator.window.Due;
import io.agender.aggregator.window.TimedSummary;
import io.agender.schemas.RollupSummary;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what is due of a camera to the topics that it belongs to: new records rather than an incoming one changed, whose
 * headers hold processing times. Belongs to one processor.
 */
final class CameraSink {

    private final ProcessorContext<String, SpecificRecord> context;
    private final LikelyCounts likely;
    private final boolean rows;

    /** @param rows whether summaries are written as rows, too */
    CameraSink(ProcessorContext<String, SpecificRecord> context, LikelyCounts likely, boolean rows) {
        this.context = context;
        this.likely = likely;
        this.rows = rows;
    }

    void send(String cameraId, Due due) {
        for (TimedSummary timed : due.summaries()) {
            send(new Record<>(cameraId, timed.summary(), millis(timed.time())), AggregatorTopology.SINK);
        }
        for (TimedRollup timed : due.rollups()) {
            RollupSummary rollup = timed.rollup();
            long time = millis(timed.time());
            send(new Record<>(cameraId, likely.addTo(rollup), time), AggregatorTopology.cameraSink(rollup));
            // Without estimates, which don't add up: the site's are worked out of its own counts.
            if (rollup.getSite() != null) {
                context.forward(new Record<>(rollup.getSite(), rollup, time), AggregatorTopology.BY_SITE_SINK);
            }
        }
    }

    private void send(Record<String, SpecificRecord> record, String sink) {
        context.forward(record, sink);
        if (rows) {
            context.forward(record, AggregatorTopology.CAMERA_ROWS_PROCESSOR);
        }
    }

    /** Kafka knows no time before 1970; an earlier version may have left a window there. */
    private static long millis(Instant time) {
        return Math.max(0, time.toEpochMilli());
    }
}
