package io.agender.vision.geometry;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a face is, by the longer side of its box.
 *
 * @param value so many pixels of the frame, or so many parts of the frame's height
 * @param ofHeight whether it is parts of the height, above 0 and at most 1
 */
public record FaceSize(double value, boolean ofHeight) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,3})?) ?(px|%)?");

    private static final double PERCENT = 100;

    public FaceSize {
        if (!(value > 0) || ofHeight && value > 1) {
            throw new IllegalArgumentException(
                    "a face has a size above 0, and none above the frame's height: " + value);
        }
    }

    /**
     * A size as a user writes it.
     *
     * @param text pixels of the frame, such as {@code 24} or {@code 24px}, or a share of its height, such as {@code 3%}
     * @throws IllegalArgumentException when it is none; the message is a clause without a full stop
     */
    public static FaceSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no size of a face; write pixels of the frame, as 24px, or a share of its height,"
                            + " as 3%");
        }
        double number = Double.parseDouble(matcher.group(1));
        return "%".equals(matcher.group(2)) ? new FaceSize(number / PERCENT, true) : new FaceSize(number, false);
    }

    /** The size in pixels of a frame of some height. */
    public double pixels(int frameHeight) {
        return ofHeight ? value * frameHeight : value;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return ofHeight ? number(value * PERCENT) + "%" : number(value) + "px";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    }
}
