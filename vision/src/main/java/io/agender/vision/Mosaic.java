package io.agender.vision;

import java.util.Arrays;
import java.util.Objects;

/**
 * A whole frame as a mosaic of {@value #COLUMNS} × {@value #ROWS} grey tiles, each the mean brightness of what it covers:
 * enough to see that something in the view has changed, far too coarse to know a face by. The array is not copied: whoever
 * makes a mosaic hands it over and leaves it alone, and readers only read it.
 *
 * @param tiles rows from the top, a byte of brightness each
 */
public record Mosaic(byte[] tiles) {

    /** Tiles beside one another. */
    public static final int COLUMNS = 40;

    /** Tiles above one another. */
    public static final int ROWS = 24;

    public Mosaic {
        Objects.requireNonNull(tiles, "tiles");
        if (tiles.length != COLUMNS * ROWS) {
            throw new IllegalArgumentException(
                    "not the tiles of a mosaic of " + COLUMNS + " x " + ROWS + ": " + tiles.length + " bytes");
        }
    }

    /**
     * Lays the mosaic of a grey picture, in whole numbers, so that every machine has the same.
     *
     * @param pixels rows from the top, a byte of brightness each
     */
    public static Mosaic of(byte[] pixels, int width, int height) {
        byte[] tiles = new byte[COLUMNS * ROWS];
        for (int row = 0; row < ROWS; row++) {
            int top = row * height / ROWS;
            int bottom = Math.max(top + 1, (row + 1) * height / ROWS);
            for (int column = 0; column < COLUMNS; column++) {
                int left = column * width / COLUMNS;
                int right = Math.max(left + 1, (column + 1) * width / COLUMNS);
                long sum = 0;
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        sum += pixels[y * width + x] & 0xff;
                    }
                }
                int count = (right - left) * (bottom - top);
                tiles[row * COLUMNS + column] = (byte) ((sum + count / 2) / count);
            }
        }
        return new Mosaic(tiles);
    }

    /** Brightness of a tile, 0 to 255. */
    public int tile(int at) {
        return tiles[at] & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mosaic mosaic && Arrays.equals(tiles, mosaic.tiles);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tiles);
    }

    @Override
    public String toString() {
        return "Mosaic[" + Arrays.hashCode(tiles) + "]";
    }
}
