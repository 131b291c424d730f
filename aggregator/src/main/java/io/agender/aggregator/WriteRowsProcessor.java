package io.agender.aggregator;

import io.agender.aggregator.config.Rollups;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.rows.RowKey;
import io.agender.schemas.rows.SummaryRows;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lays summaries out in rows, as they are written: what is withheld there is withheld here. Of windows the final ones
 * alone; of hours, days and weeks each revision, for the last of a camera that is gone stays partial.
 */
final class WriteRowsProcessor implements Processor<String, SpecificRecord, String, DemographicRow> {

    private final Set<RowPeriod> periods;

    private ProcessorContext<String, DemographicRow> context;

    WriteRowsProcessor(Set<RowPeriod> periods) {
        this.periods = periods;
    }

    @Override
    public void init(ProcessorContext<String, DemographicRow> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        for (DemographicRow row : rows(record.value())) {
            context.forward(new Record<>(RowKey.of(row), row, record.timestamp()));
        }
    }

    private List<DemographicRow> rows(SpecificRecord summary) {
        if (summary instanceof DemographicSummary window) {
            boolean wanted = window.getStatus() == SummaryStatus.FINAL && periods.contains(RowPeriod.WINDOW);
            return wanted ? SummaryRows.of(window) : List.of();
        }
        RollupSummary rollup = (RollupSummary) summary;
        // Not of opening hours: they are in those of the whole period, and a sum over the topic would count them twice.
        return rollup.getHours() == RollupHours.ALL && periods.contains(Rollups.rowPeriod(rollup.getPeriod()))
                ? SummaryRows.of(rollup)
                : List.of();
    }
}
