package io.agender.aggregator;

import io.agender.aggregator.config.Rollups;
import io.agender.aggregator.estimate.LikelyCounts;
import io.agender.aggregator.period.SiteRollups;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SitePeriod;
import io.agender.schemas.calendar.LocalPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the periods of each site in the store and sends what {@link SiteRollups} says. */
final class SumSiteProcessor implements Processor<String, RollupSummary, String, SpecificRecord> {

    /** So long after its start a period is forgotten, when the one that is then begins. */
    static final Duration KEPT = Duration.ofDays(400);

    private final LikelyCounts likely;
    private final boolean rows;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, SitePeriod> sites;

    /** @param rows whether summaries are written as rows, too */
    SumSiteProcessor(LikelyCounts likely, boolean rows) {
        this.likely = likely;
        this.rows = rows;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        sites = context.getStateStore(AggregatorTopology.SITE_STORE);
    }

    @Override
    public void process(Record<String, RollupSummary> record) {
        RollupSummary camera = record.value();
        String key = key(camera, camera.getPeriodStart());
        SitePeriod state = sites.get(key);
        if (state == null) {
            state = SiteRollups.initial(camera);
            forgetBefore(camera);
        }
        RollupSummary site = likely.addTo(SiteRollups.update(state, camera));
        sites.put(key, state);
        Record<String, SpecificRecord> sent = new Record<>(record.key(), site, record.timestamp());
        context.forward(sent, AggregatorTopology.siteSink(camera));
        if (rows) {
            context.forward(sent, AggregatorTopology.SITE_ROWS_PROCESSOR);
        }
    }

    /** The period that was so long ago, and the one before it, which is passed over where clocks were set meanwhile. */
    private void forgetBefore(RollupSummary camera) {
        ZoneId zone = Rollups.zone(camera.getTimeZone()).orElse(ZoneOffset.UTC);
        LocalPeriod old =
                LocalPeriod.at(camera.getPeriod(), zone, camera.getPeriodStart().minus(KEPT));
        LocalPeriod older = LocalPeriod.at(camera.getPeriod(), zone, old.start().minusNanos(1));
        sites.delete(key(camera, old.start()));
        sites.delete(key(camera, older.start()));
    }

    private static String key(RollupSummary camera, Instant start) {
        String key = camera.getSite() + "|" + camera.getPeriod() + "|" + start;
        return camera.getHours() == RollupHours.OPEN ? key + "|" + RollupHours.OPEN : key;
    }
}
