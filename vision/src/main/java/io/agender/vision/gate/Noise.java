package io.agender.vision.gate;

import io.agender.vision.Mosaic;
import java.util.Arrays;

/**
 * How much the tiles of a view vary while the detector finds nobody: sensor noise, rain, leaves in the wind, a screen. It
 * is learned in cells of 2 × 2 tiles, as the mean size of a step from one look to another, about a second apart. The array
 * is not copied, and never changed.
 *
 * @param looks looks that were learned from, as far as they make a difference
 * @param steps mean step of each cell, row by row, in parts of a level of brightness
 */
public record Noise(int looks, short[] steps) {

    private static final int SIDE = 2;
    private static final int COLUMNS = Mosaic.COLUMNS / SIDE;
    private static final int CELLS = COLUMNS * (Mosaic.ROWS / SIDE);

    /** Parts of a level. */
    private static final int ONE = 512;

    /** A look counts one part in so many, so what was learned is forgotten in about as many seconds. */
    private static final int MEMORY = 20;

    /** The first looks count as if so many quiet ones were before them. */
    private static final int DOUBT = 3;

    /** A step that is larger than usual counts as so much more at most: somebody who walks by, or a lamp, is no noise. */
    private static final double SURPRISE = 8;

    /** Standard deviations of a normal step make 4, whose mean size is 0.8 of one. */
    private static final double USUAL = 5;

    /** The quietest camera has steps of its encoder, the unrest of none hides a person: in levels of 255. */
    private static final double LEAST = 4;

    private static final double MOST = 32;

    /** A tile that changed by so many times its threshold counts alone; by less, beside another. */
    private static final int ALONE = 2;

    /** What is known before the first look: nothing. */
    public static final Noise NONE = new Noise(0, new short[CELLS]);

    public Noise {
        if (steps.length != CELLS) {
            throw new IllegalArgumentException("not the steps of " + CELLS + " cells: " + steps.length + " values");
        }
    }

    /** Whether the view differs by more than its noise: in a tile by far, or in two tiles side by side. */
    boolean isExceeded(Mosaic before, Mosaic now) {
        boolean[] changed = new boolean[Mosaic.COLUMNS * Mosaic.ROWS];
        for (int tile = 0; tile < changed.length; tile++) {
            int step = Math.abs(now.tile(tile) - before.tile(tile));
            if (step < LEAST) {
                continue;
            }
            double threshold = threshold(cellOf(tile));
            if (step >= ALONE * threshold) {
                return true;
            }
            changed[tile] = step >= threshold;
            boolean beside = tile % Mosaic.COLUMNS > 0 && changed[tile - 1];
            boolean below = tile >= Mosaic.COLUMNS && changed[tile - Mosaic.COLUMNS];
            if (changed[tile] && (beside || below)) {
                return true;
            }
        }
        return false;
    }

    private double threshold(int cell) {
        return Math.min(MOST, Math.max(LEAST, USUAL * steps[cell] / ONE));
    }

    /** What is known after another look at which nobody was there. */
    Noise learn(Mosaic before, Mosaic now) {
        double[] means = new double[CELLS];
        for (int tile = 0; tile < Mosaic.COLUMNS * Mosaic.ROWS; tile++) {
            means[cellOf(tile)] += Math.abs(now.tile(tile) - before.tile(tile)) / (double) (SIDE * SIDE);
        }
        int count = Math.min(looks + 1, MEMORY);
        double share = 1.0 / Math.min(count + DOUBT, MEMORY);
        short[] learned = new short[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            double known = steps[cell] / (double) ONE;
            double step = Math.min(means[cell], SURPRISE + 2 * known);
            learned[cell] = (short) Math.min(Short.MAX_VALUE, Math.round((known + share * (step - known)) * ONE));
        }
        return new Noise(count, learned);
    }

    private static int cellOf(int tile) {
        return tile / Mosaic.COLUMNS / SIDE * COLUMNS + tile % Mosaic.COLUMNS / SIDE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Noise noise && looks == noise.looks && Arrays.equals(steps, noise.steps);
    }

    @Override
    public int hashCode() {
        return 31 * looks + Arrays.hashCode(steps);
    }

    @Override
    public String toString() {
        return "Noise[" + looks + ", " + Arrays.hashCode(steps) + "]";
    }
}
