package io.agender.launcher.export;

import io.agender.dashboard.report.RowFile;
import io.agender.schemas.DemographicRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Iterator;

/** Writes rows as a Parquet file for whoever has them, as an export does. */
public final class ParquetFile implements RowFile {

    @Override
    public void write(Path file, Iterator<DemographicRow> rows) throws IOException {
        try (RowWriter parquet = ExportFormat.PARQUET.open(file, RowColumns.ofPlaces(ZoneOffset.UTC))) {
            while (rows.hasNext()) {
                parquet.write(rows.next());
            }
        }
    }
}
