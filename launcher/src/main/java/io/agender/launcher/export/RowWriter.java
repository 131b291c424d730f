package io.agender.launcher.export;

import io.agender.schemas.DemographicRow;
import java.io.Closeable;
import java.io.IOException;

/** Writes rows. Whoever opens it closes it; only then all of them are written. */
interface RowWriter extends Closeable {

    /** Writes a row. */
    void write(DemographicRow row) throws IOException;
}
