package io.agender.dashboard.report;

import io.agender.schemas.DemographicRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/** Writes rows to a file that tables read. */
@FunctionalInterface
public interface RowFile {

    /**
     * Writes all rows.
     *
     * @param file takes the place of what is there
     */
    void write(Path file, Iterator<DemographicRow> rows) throws IOException;
}
