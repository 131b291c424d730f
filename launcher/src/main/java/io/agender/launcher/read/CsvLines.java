package io.agender.launcher.read;

import io.agender.dashboard.view.SummaryCsv;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Summaries as lines of a table. The head comes with the first; it comes again where a record has age bands that it has no
 * columns for, since nobody knows those of records that are yet to come.
 */
public final class CsvLines implements RecordLines {

    private final PrintWriter out;
    private final SummaryCsv csv;
    private boolean headed;

    /** @param csv with room for the age bands of the records that are there */
    public CsvLines(PrintWriter out, SummaryCsv csv) {
        this.out = out;
        this.csv = csv;
    }

    @Override
    public void write(ConsumerRecord<String, byte[]> record, Optional<SpecificRecord> value) {
        value.ifPresent(summary -> {
            if (csv.expect(summary) || !headed) {
                out.print(csv.head());
                headed = true;
            }
            out.print(csv.lines(List.of(summary)));
            out.flush();
        });
    }
}
