package io.agender.launcher;

import io.agender.text.Printable;
import io.agender.text.Secrets;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of defence before the terminal: whatever a command prints loses its secrets, and what a terminal would
 * obey. Line breaks stay, and the colours of help texts; who prints foreign text inside a line makes it
 * {@linkplain Printable#line printable} himself.
 */
final class ShownWriter extends FilterWriter {

    /** Bold, underlined, colours and their ends: nothing that hides a text or moves it. */
    private static final Pattern STYLE = Pattern.compile("\u001b\\[(?:[0-4]|2[1-4]|3[0-79]|;)*m");

    private final UnaryOperator<String> hide;

    ShownWriter(Writer terminal) {
        this(terminal, Secrets::hidden);
    }

    private ShownWriter(Writer terminal, UnaryOperator<String> hide) {
        super(terminal);
        this.hide = hide;
    }

    /**
     * For records, which programs read: nothing is hidden, for what looks like a secret to us is part of the record. What a
     * terminal would obey is an escape of JSON even here.
     */
    static ShownWriter ofRecords(Writer terminal) {
        return new ShownWriter(terminal, text -> text);
    }

    @Override
    public void write(int sign) throws IOException {
        write(String.valueOf((char) sign), 0, 1);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        out.write(shown(hide.apply(text.substring(from, from + length))));
    }

    /** A writer that swallows what the system refuses tells it here, or nobody would hear of it. */
    @Override
    public void flush() throws IOException {
        super.flush();
        if (out instanceof PrintWriter writer && writer.checkError()) {
            throw new IOException("The output is not taken any more.");
        }
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        Matcher style = STYLE.matcher(text);
        int at = 0;
        while (style.find()) {
            shown.append(Printable.lines(text.substring(at, style.start()))).append(style.group());
            at = style.end();
        }
        return shown.append(Printable.lines(text.substring(at))).toString();
    }
}
