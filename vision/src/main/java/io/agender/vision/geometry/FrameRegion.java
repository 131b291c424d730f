package io.agender.vision.geometry;

import java.util.Arrays;

/**
 * A part of every frame, whatever its size.
 *
 * @param x left edge, 0 (the frame's left) to 1 (its right)
 * @param y top edge, 0 (the frame's top) to 1 (its bottom)
 * @param width above 0; {@code x + width} is at most 1
 * @param height above 0; {@code y + height} is at most 1
 */
public record FrameRegion(double x, double y, double width, double height) {

    private static final int NUMBERS = 4;

    /** 0.1 + 0.2 is more than 0.3, for a computer. */
    private static final double ROUNDING = 1e-9;

    /** Too little of one to count. */
    private static final double PART_OF_A_PIXEL = 1e-6;

    public FrameRegion {
        boolean inside = x >= 0 && y >= 0 && x + width <= 1 + ROUNDING && y + height <= 1 + ROUNDING;
        if (!inside || !(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("a region lies inside the frame and has an area: left, top, width and"
                    + " height are parts of the frame, from 0 to 1");
        }
    }

    /**
     * A region as a user writes it.
     *
     * @param text left, top, width, height, such as {@code 0,0.25,1,0.5}
     * @throws IllegalArgumentException when it is none; the message is a clause without a full stop
     */
    public static FrameRegion parse(String text) {
        double[] numbers;
        try {
            numbers = Arrays.stream(text.split(",", -1))
                    .mapToDouble(part -> Double.parseDouble(part.strip()))
                    .toArray();
        } catch (NumberFormatException e) {
            numbers = new double[0];
        }
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException("'" + text
                    + "' is no region; write left, top, width and height in parts of the frame, as" + " 0,0.25,1,0.5");
        }
        return new FrameRegion(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /** The whole pixels of a frame that the region touches. */
    PixelRect in(int frameWidth, int frameHeight) {
        int left = (int) Math.min(frameWidth - 1, Math.floor(x * frameWidth + PART_OF_A_PIXEL));
        int top = (int) Math.min(frameHeight - 1, Math.floor(y * frameHeight + PART_OF_A_PIXEL));
        int right = (int) Math.min(frameWidth, Math.ceil((x + width) * frameWidth - PART_OF_A_PIXEL));
        int bottom = (int) Math.min(frameHeight, Math.ceil((y + height) * frameHeight - PART_OF_A_PIXEL));
        return new PixelRect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }
}
