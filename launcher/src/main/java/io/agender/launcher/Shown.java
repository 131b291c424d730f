package io.agender.launcher;

import io.agender.text.Printable;
import io.agender.text.Secrets;

/** How a text with foreign parts, such as an error's message or a camera's id, is shown to people. */
public final class Shown {

    private Shown() {}

    /** The text as one line, without secrets and without what a terminal would obey. */
    public static String line(String text) {
        return Printable.line(Secrets.hidden(String.valueOf(text)));
    }
}
