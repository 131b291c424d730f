package io.agender.text;

import java.util.Locale;

/**
 * Makes foreign text, such as a camera id out of a record's key, harmless for whoever reads it on a terminal or in a
 * log: what would end the line, move the cursor, be obeyed by a terminal or turn the reading direction is written as an
 * escape of Java and JSON, such as {@code \n} or {@code \u001b}. All else stays, letters of any script and emoji among
 * it. Text without such characters comes back as it is.
 */
public final class Printable {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /** The text as a part of one line; "null" for none. */
    public static String line(String text) {
        return escaped(String.valueOf(text), false);
    }

    /** A text of several lines: line breaks and tabs stay, all else is as in {@link #line}. */
    public static String lines(String text) {
        return escaped(String.valueOf(text), true);
    }

    /** Whether a character may be shown as it is. */
    public static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Invisible ones, those that turn the direction among them. Persian words and emoji need the joiners.
            case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }

    /** What stands for a character that may not be shown. */
    public static String escape(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                StringBuilder units = new StringBuilder();
                for (char unit : Character.toChars(codePoint)) {
                    units.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
                yield units.toString();
            }
        };
    }

    private static String escaped(String text, boolean breaksStay) {
        if (text.codePoints().allMatch(Printable::isHarmless)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int length = Character.charCount(codePoint);
            if (isHarmless(codePoint) || breaksStay && isBreak(text, at)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append(escape(codePoint));
            }
            at += length;
        }
        return shown.toString();
    }

    /** A carriage return alone would let what follows overwrite the line. */
    private static boolean isBreak(String text, int at) {
        char sign = text.charAt(at);
        return sign == '\n' || sign == '\t' || sign == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }
}
