package io.agender.vision.image;

/**
 * How a stored picture is set upright: first mirrored, its left side to the right, then turned. These are the eight ways
 * that EXIF numbers from 1 to 8, and all that a display matrix of quarter turns can ask for.
 *
 * @param mirrored whether left and right change places before the turn
 * @param quarterTurns turns of 90 degrees clockwise, 0 to 3
 */
public record Orientation(boolean mirrored, int quarterTurns) {

    public static final Orientation AS_STORED = new Orientation(false, 0);

    private static final int ENTRIES = 9;

    /**
     * Reads a display matrix as FFmpeg keeps it, nine numbers by rows: the pixel (x, y) is shown at (m0 x + m3 y, m1 x +
     * m4 y), with y downwards. Slanted ones are rounded to quarter turns; one that shows nothing asks for nothing.
     */
    public static Orientation ofDisplayMatrix(int[] matrix) {
        if (matrix.length < ENTRIES) {
            throw new IllegalArgumentException("a display matrix has nine numbers, not " + matrix.length);
        }
        double right = Math.hypot(matrix[0], matrix[3]);
        double down = Math.hypot(matrix[1], matrix[4]);
        if (right == 0 || down == 0) {
            return AS_STORED;
        }
        double determinant = (double) matrix[0] * matrix[4] - (double) matrix[1] * matrix[3];
        // Mirroring changes the first column alone, so that the second tells the turn in both cases.
        double clockwise = Math.toDegrees(Math.atan2(-matrix[3] / right, matrix[4] / down));
        return new Orientation(determinant < 0, Math.floorMod(Math.round(clockwise / 90), 4));
    }

    /** Whether width and height change places. */
    public boolean swapsSides() {
        return quarterTurns % 2 != 0;
    }
}
