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
        byte[] pixels = picture.pixels();
        int[] values = new int[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xff;
        }
        return new Plane(GreyPicture.WIDTH, GreyPicture.HEIGHT, values, 1);
    }

    Plane halved() {
        int columns = width / 2;
        int rows = height / 2;
        int[] whole = sums;
        int[] halved = new int[columns * rows];
        for (int y = 0; y < rows; y++) {
            int upper = 2 * y * width;
            int lower = upper + width;
            for (int x = 0; x < columns; x++) {
                halved[y * columns + x] = whole[upper] + whole[upper + 1] + whole[lower] + whole[lower + 1];
                upper += 2;
                lower += 2;
            }
        }
        return new Plane(columns, rows, halved, of * 4);
    }

    /** @param side of a cell, in pixels of this plane */
    Cells cells(int side) {
        int columns = width / side;
        int count = columns * (height / side);
        Cells cells = new Cells(new double[count], new double[count], new double[count], new double[count]);
        for (int cell = 0; cell < count; cell++) {
            count(cell, cell % columns * side, cell / columns * side, side, cells);
        }
        return cells;
    }

    /**
     * This is done for every pixel of every frame, mostly by a compiler that does not optimise: without a branch for each
     * sign, which noise would have guessed wrong at every other pixel, and without counting further than an int goes, it
     * takes less than half the time. The squares of a row fit, for no step is larger than 16 pixels' brightness.
     */
    private void count(int cell, int left, int top, int side, Cells cells) {
        int[] values = sums;
        int last = left + side < width ? side : side - 1;
        long sum = 0;
        long across = 0;
        long down = 0;
        long squares = 0;
        for (int y = top; y < top + side; y++) {
            int row = y * width + left;
            int under = y + 1 < height ? row + width : row;
            int rowSum = 0;
            int rowAcross = 0;
            int rowDown = 0;
            int rowSquares = 0;
            int here = values[row];
            for (int x = 0; x < side; x++) {
                int next = x < last ? values[row + x + 1] : here;
                int right = next - here;
                int below = values[under + x] - here;
                rowSum += here;
                rowAcross += abs(right);
                rowDown += abs(below);
                rowSquares += right * right + below * below;
                here = next;
            }
            sum += rowSum;
            across += rowAcross;
            down += rowDown;
            squares += rowSquares;
        }
        double pixels = side * side;
        cells.brightness()[cell] = sum / (of * pixels);
        cells.across()[cell] = across / (of * pixels);
        cells.down()[cell] = down / (of * pixels);
        cells.squares()[cell] = squares / (of * (of * pixels));
    }

    private static int abs(int value) {
        int sign = value >> 31;
        return (value ^ sign) - sign;
    }
}
