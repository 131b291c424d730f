package io.agender.vision.track;

import java.util.Arrays;

/**
 * Pairs rows with columns so that the costs have the least sum: the Hungarian method with shortest augmenting paths and
 * potentials (H. W. Kuhn, "The Hungarian Method for the Assignment Problem", 1955; R. Jonker and A. Volgenant, "A
 * Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems", 1987). Cubic in the larger side.
 * Ties are decided by the order of rows and columns, so equal input has equal output.
 */
final class Assignment {

    /** No column. */
    static final int NONE = -1;

    /** Rows and columns from 1; 0 stands for none. */
    private final double[][] costs;

    private final int size;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOfColumn;
    private final int[] previousColumn;

    private Assignment(double[][] costs, int size) {
        this.costs = costs;
        this.size = size;
        rowPotential = new double[size + 1];
        columnPotential = new double[size + 1];
        rowOfColumn = new int[size + 1];
        previousColumn = new int[size + 1];
    }

    /**
     * The pairs of the least sum, where a row and a column that stay alone cost {@code limit} together. So a pair that
     * costs {@code limit} or more is never made, and two bad pairs are not made where one good pair is to be had.
     *
     * @param costs a row for each row, all of the same length; infinite for pairs that are out of the question
     * @param limit from which on a pair is worse than none
     * @return the column of each row, or {@link #NONE}
     */
    static int[] of(double[][] costs, double limit) {
        int columns = costs.length == 0 ? 0 : costs[0].length;
        int size = Math.max(costs.length, columns);
        double[][] gains = new double[size + 1][size + 1];
        for (int row = 0; row < costs.length; row++) {
            for (int column = 0; column < columns; column++) {
                gains[row + 1][column + 1] = Math.min(0, costs[row][column] - limit);
            }
        }
        Assignment assignment = new Assignment(gains, size);
        for (int row = 1; row <= size; row++) {
            assignment.place(row);
        }
        return assignment.pairs(costs.length);
    }

    /** Gives a row a column, moving other rows along the cheapest path. */
    private void place(int row) {
        double[] distance = new double[size + 1];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        boolean[] done = new boolean[size + 1];
        rowOfColumn[0] = row;
        int column = 0;
        while (rowOfColumn[column] != 0) {
            done[column] = true;
            column = nearest(column, distance, done);
        }
        while (column != 0) {
            rowOfColumn[column] = rowOfColumn[previousColumn[column]];
            column = previousColumn[column];
        }
    }

    private int nearest(int from, double[] distance, boolean[] done) {
        int row = rowOfColumn[from];
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int column = 1; column <= size; column++) {
            if (!done[column]) {
                double reduced = costs[row][column] - rowPotential[row] - columnPotential[column];
                if (reduced < distance[column]) {
                    distance[column] = reduced;
                    previousColumn[column] = from;
                }
                if (distance[column] < least) {
                    least = distance[column];
                    nearest = column;
                }
            }
        }
        for (int column = 0; column <= size; column++) {
            if (done[column]) {
                rowPotential[rowOfColumn[column]] += least;
                columnPotential[column] -= least;
            } else {
                distance[column] -= least;
            }
        }
        return nearest;
    }

    private int[] pairs(int rows) {
        int[] columnOfRow = new int[rows];
        Arrays.fill(columnOfRow, NONE);
        for (int column = 1; column <= size; column++) {
            int row = rowOfColumn[column];
            if (row <= rows && costs[row][column] < 0) {
                columnOfRow[row - 1] = column - 1;
            }
        }
        return columnOfRow;
    }
}
