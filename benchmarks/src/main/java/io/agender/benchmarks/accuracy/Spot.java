package io.agender.benchmarks.accuracy;

/**
 * Where in a frame a picture is put.
 *
 * @param x 0 at the left edge, 1 at the right one
 * @param y 0 at the upper edge, 1 at the lower one
 */
public record Spot(double x, double y) {

    public static final Spot MIDDLE = new Spot(0.5, 0.5);

    /** Multiples of powers of 1 / 1.3247…, modulo 1, cover a square more evenly than chance does (R2 sequence). */
    private static final double STEP_X = 0.7548776662466927;

    private static final double STEP_Y = 0.5698402909980532;

    /** One of a sequence of spots that is evenly spread over the frame, and always the same. */
    static Spot spread(int number) {
        return new Spot(number * STEP_X % 1, number * STEP_Y % 1);
    }
}
