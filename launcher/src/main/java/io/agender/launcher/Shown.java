package io.agender.launcher;

import io.agender.text.Printable;
import io.agender.text.Secrets;
import java.io.PrintWriter;

/** How a text with foreign parts, such as an error's message or a camera's id, is shown to people. */
public final class Shown {

    private Shown() {}

    /** The text as one line, without secrets and without what a terminal would obey. */
    public static String line(String text) {
        return Printable.line(Secrets.hidden(String.valueOf(text)));
    }

    /**
     * Where records go that a command prints, for programs to read: nothing of them is hidden, and what a terminal would
     * obey is an escape of JSON.
     *
     * @param out the command's own writer
     */
    public static PrintWriter records(PrintWriter out) {
        return out instanceof ShownPrinter printer ? printer.records() : out;
    }
}
