package io.agender.vision.geometry;

import io.agender.vision.BoundingBox;

/**
 * The rules by which the original Agender program (github.com/diovisgood/agender, {@code main.py}) goes from a frame to
 * the patch that its networks see. They are kept to the pixel, with their cut digits and their borders of one pixel, so
 * that its answers can be compared with ours:
 *
 * <ol>
 *   <li>the frame is scaled, up or down, to a small frame of a given area;
 *   <li>faces are found there, and each box is widened by a part of its size on every side, in whole pixels, and cut at
 *       the border;
 *   <li>the box is taken back to the frame, and what it covers there is squeezed to the network's square input.
 * </ol>
 *
 * @param area area of the small frame in square pixels
 * @param padding how much of a box's size is added on each side
 */
public record SeedRules(int area, double padding) {

    /** How a frame is scaled to the small frame: a letterbox without borders, whose input is the small frame. */
    public Letterbox smallFrame(int frameWidth, int frameHeight) {
        int width = (int) Math.max(1, Math.sqrt((double) area * frameWidth / frameHeight));
        int height = (int) Math.max(1, Math.sqrt((double) area * frameHeight / frameWidth));
        return Letterbox.stretched(frameWidth, frameHeight, width, height);
    }

    /**
     * Widens a detector's box.
     *
     * @param detected in pixels of the small frame
     * @return in whole pixels of the small frame; the right and bottom edge are the last pixel, as in the original
     */
    public BoundingBox padded(BoundingBox detected, Letterbox smallFrame) {
        int left = (int) detected.x();
        int top = (int) detected.y();
        int right = (int) detected.right();
        int bottom = (int) detected.bottom();
        int across = (int) Math.floor(0.5 + (right - left) * padding);
        int down = (int) Math.floor(0.5 + (bottom - top) * padding);
        int x = Math.max(0, left - across);
        int y = Math.max(0, top - down);
        return new BoundingBox(
                x,
                y,
                Math.min(right + across, smallFrame.inputWidth() - 1) - x,
                Math.min(bottom + down, smallFrame.inputHeight() - 1) - y);
    }

    /**
     * What the networks see.
     *
     * @param box a padded box, in pixels of the frame
     */
    public static PixelRect patch(BoundingBox box, int frameWidth, int frameHeight) {
        int x = clamp((int) Math.rint(box.x()), frameWidth - 1);
        int y = clamp((int) Math.rint(box.y()), frameHeight - 1);
        int right = Math.min((int) Math.rint(box.right()) + 1, frameWidth - 1);
        int bottom = Math.min((int) Math.rint(box.bottom()) + 1, frameHeight - 1);
        return new PixelRect(x, y, Math.max(1, right - x), Math.max(1, bottom - y));
    }

    private static int clamp(int value, int highest) {
        return Math.max(0, Math.min(highest, value));
    }
}
