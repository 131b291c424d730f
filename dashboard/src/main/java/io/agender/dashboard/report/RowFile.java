package io.agender.dashboard.report;

import io.agender.schemas.DemographicRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;

/** Writes rows to a file that tables read. */
@FunctionalInterface
public interface RowFile {

    /**
     * Writes all rows.
     *
     * @param file takes the place of what is there
     * @param zone of local times
     */
    void write(Path file, ZoneId zone, Iterator<DemographicRow> rows) throws IOException;
}
