package io.agender.benchmarks.accuracy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Size of the frame that a face far away is seen in.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record FrameSize(int width, int height) {

    /** Larger frames are of no camera, and of no use here. */
    private static final int MAX_SIDE = 8192;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

    public FrameSize {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException("the sides of a frame are between 1 and " + MAX_SIDE + " pixels");
        }
    }

    /**
     * A size as a user writes it.
     *
     * @param text such as {@code 640x360}
     * @throws IllegalArgumentException when it is none
     */
    public static FrameSize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size; write it like 640x360");
        }
        return new FrameSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
