package io.agender.launcher;

import io.agender.text.Printable;
import io.agender.text.Secrets;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
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

    ShownWriter(Writer terminal) {
        super(terminal);
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
        out.write(shown(Secrets.hidden(text.substring(from, from + length))));
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
