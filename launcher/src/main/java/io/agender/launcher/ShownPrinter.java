package io.agender.launcher;

import java.io.PrintWriter;
import java.io.Writer;

/** What commands print to: text for people, and records for programs. */
final class ShownPrinter extends PrintWriter {

    private final PrintWriter records;

    ShownPrinter(Writer terminal) {
        super(new ShownWriter(terminal), true);
        records = new PrintWriter(ShownWriter.ofRecords(terminal), true);
    }

    PrintWriter records() {
        return records;
    }
}
