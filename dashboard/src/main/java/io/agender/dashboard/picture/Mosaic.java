package io.agender.dashboard.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Replaces a region by few large squares, each of the mean colour of what it covers; nothing finer is left of it. */
final class Mosaic {

    /** Squares along the shorter side: too few to know a face by. */
    private static final int SQUARES = 6;

    private Mosaic() {}

    /** Changes the pixels of the box, as far as it lies in the picture. */
    static void over(BufferedImage picture, Box box) {
        int left = Math.max(0, (int) Math.floor(box.x()));
        int top = Math.max(0, (int) Math.floor(box.y()));
        int right = Math.min(picture.getWidth(), (int) Math.ceil(box.x() + box.width()));
        int bottom = Math.min(picture.getHeight(), (int) Math.ceil(box.y() + box.height()));
        int side = Math.max(4, Math.round(Math.min(box.width(), box.height()) / SQUARES));
        for (int y = top; y < bottom; y += side) {
            for (int x = left; x < right; x += side) {
                level(picture, x, y, Math.min(side, right - x), Math.min(side, bottom - y));
            }
        }
    }

    private static void level(BufferedImage picture, int x, int y, int width, int height) {
        int[] pixels = picture.getRGB(x, y, width, height, null, 0, width);
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : pixels) {
            red += pixel >> 16 & 0xff;
            green += pixel >> 8 & 0xff;
            blue += pixel & 0xff;
        }
        int mean =
                (int) (red / pixels.length) << 16 | (int) (green / pixels.length) << 8 | (int) (blue / pixels.length);
        Arrays.fill(pixels, mean);
        picture.setRGB(x, y, width, height, pixels, 0, width);
    }
}
