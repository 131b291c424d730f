package io.agender.vision.view;

import io.agender.vision.GreyPicture;

/**
 * Brightness of pixels, as sums of so many pixels of the picture each, so that all is counted in whole numbers.
 *
 * @param width width in pixels
 * @param height height in pixels
 * @param sums rows from the top
 * @param of pixels of the picture in each sum
 */
record Plane(int width, int height, int[] sums, int of) {

    /**
     * Means of each cell.
     *
     * @param brightness of its pixels
     * @param across of the steps to their neighbours at the right
     * @param down of the steps to those below
     * @param squares of both steps' squares together
     */
    record Cells(double[] brightness, double[] across, double[] down, double[] squares) {}

    static Plane of(GreyPicture picture) {
        int[] values = new int[picture.pixels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.pixels()[i] & 0xff;
        }
        return new Plane(GreyPicture.WIDTH, GreyPicture.HEIGHT, values, 1);
    }

    Plane halved() {
        int columns = width / 2;
        int rows = height / 2;
        int[] halved = new int[columns * rows];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int at = 2 * y * width + 2 * x;
                halved[y * columns + x] = sums[at] + sums[at + 1] + sums[at + width] + sums[at + width + 1];
            }
        }
        return new Plane(columns, rows, halved, of * 4);
    }

    /** @param side of a cell, in pixels of this plane */
    Cells cells(int side) {
        int columns = width / side;
        int count = columns * (height / side);
        double pixels = side * side;
        Cells cells = new Cells(new double[count], new double[count], new double[count], new double[count]);
        for (int cell = 0; cell < count; cell++) {
            int left = cell % columns * side;
            int top = cell / columns * side;
            long sum = 0;
            long across = 0;
            long down = 0;
            long squares = 0;
            for (int y = top; y < top + side; y++) {
                for (int x = left; x < left + side; x++) {
                    int at = y * width + x;
                    long right = x + 1 < width ? sums[at + 1] - sums[at] : 0;
                    long below = y + 1 < height ? sums[at + width] - sums[at] : 0;
                    sum += sums[at];
                    across += Math.abs(right);
                    down += Math.abs(below);
                    squares += right * right + below * below;
                }
            }
            cells.brightness()[cell] = sum / (of * pixels);
            cells.across()[cell] = across / (of * pixels);
            cells.down()[cell] = down / (of * pixels);
            cells.squares()[cell] = squares / (of * (of * pixels));
        }
        return cells;
    }
}
