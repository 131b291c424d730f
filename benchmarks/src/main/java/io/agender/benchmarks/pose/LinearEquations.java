package io.agender.benchmarks.pose;

/** A handful of linear equations, as those of a fit are. */
final class LinearEquations {

    private static final double SINGULAR = 1e-12;

    private LinearEquations() {}

    /**
     * Solves them by Gauss's elimination with the largest pivot of each column.
     *
     * @throws IllegalArgumentException when there is no single answer
     */
    static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[][] rows = new double[size][];
        for (int row = 0; row < size; row++) {
            rows[row] = new double[size + 1];
            System.arraycopy(matrix[row], 0, rows[row], 0, size);
            rows[row][size] = right[row];
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            double[] swapped = rows[column];
            rows[column] = rows[pivot];
            rows[pivot] = swapped;
            if (!(Math.abs(rows[column][column]) > SINGULAR)) {
                throw new IllegalArgumentException("the poses don't tell the points: too few turns, or all alike");
            }
            for (int row = 0; row < size; row++) {
                double share = row == column ? 0 : rows[row][column] / rows[column][column];
                for (int at = column; at <= size; at++) {
                    rows[row][at] -= share * rows[column][at];
                }
            }
        }
        double[] answer = new double[size];
        for (int row = 0; row < size; row++) {
            answer[row] = rows[row][size] / rows[row][row];
        }
        return answer;
    }
}
