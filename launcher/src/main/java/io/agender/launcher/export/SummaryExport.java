package io.agender.launcher.export;

import io.agender.launcher.read.RecordLines;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.rows.SummaryRows;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes summaries as they are read and writes them as rows: final windows as they come, since each comes once, and of hours,
 * days and weeks the last revision of each, when all are read, in the order of cameras and time. Belongs to one thread.
 */
public final class SummaryExport implements RecordLines, AutoCloseable {

    private final ExportPlan plan;
    private final RowWriter writer;
    private final Map<PeriodOf, RollupSummary> newest =
            new TreeMap<>(Comparator.comparing(PeriodOf::source).thenComparing(PeriodOf::start));
    private long rows;
    private boolean closed;

    private record PeriodOf(String source, Instant start) {}

    private SummaryExport(ExportPlan plan, RowWriter writer) {
        this.plan = plan;
        this.writer = writer;
    }

    /** Writes to a file that is begun. */
    public static SummaryExport to(ExportFile file, ExportFormat format, ExportPlan plan) {
        try {
            return new SummaryExport(plan, format.open(file.part(), columns(plan)));
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Prints a text; the writer stays the caller's, who asks it whether it took all. */
    public static SummaryExport to(PrintWriter out, ExportFormat format, ExportPlan plan) {
        try {
            return new SummaryExport(plan, format.open(new OpenWriter(out), columns(plan)));
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static RowColumns columns(ExportPlan plan) {
        return plan.ofPlaces() ? RowColumns.ofPlaces(plan.zone()) : new RowColumns(plan.zone());
    }

    @Override
    public void write(ConsumerRecord<String, byte[]> record, Optional<SpecificRecord> value) {
        value.ifPresent(summary -> {
            if (summary instanceof DemographicSummary window) {
                if (window.getStatus() == SummaryStatus.FINAL && plan.wants(window.getWindowStart())) {
                    write(SummaryRows.of(window));
                }
            } else {
                keep((RollupSummary) summary);
            }
        });
    }

    private void keep(RollupSummary rollup) {
        if (plan.wants(rollup)) {
            String source = rollup.getScope() == RollupScope.SITE ? rollup.getSite() : rollup.getCameraId();
            newest.merge(
                    new PeriodOf(source, rollup.getPeriodStart()),
                    rollup,
                    (one, other) -> one.getRevision() > other.getRevision() ? one : other);
        }
    }

    private void write(List<DemographicRow> all) {
        try {
            for (DemographicRow row : all) {
                writer.write(row);
            }
            rows += all.size();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Writes what is left, when all is read; how many rows there are. */
    public long complete() {
        newest.values().forEach(rollup -> write(SummaryRows.of(rollup)));
        newest.clear();
        close();
        return rows;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static CommandException refused(IOException error) {
        return new CommandException(
                ExitCode.FILES,
                "The rows can't be written (" + error.getMessage() + "); free some space, or name another file with"
                        + " --output.",
                error);
    }

    /** Closing it leaves the writer behind it open. */
    private static final class OpenWriter extends FilterWriter {

        OpenWriter(PrintWriter out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
