package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentTest {

    private static final double NO = Double.POSITIVE_INFINITY;

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("nothing", new double[][] {}, new int[] {}),
                Arguments.of("no columns", new double[][] {{}, {}}, new int[] {-1, -1}),
                Arguments.of("one pair", new double[][] {{1}}, new int[] {0}),
                Arguments.of("a pair that costs the limit is none", new double[][] {{2}}, new int[] {-1}),
                Arguments.of("a pair out of the question", new double[][] {{NO}}, new int[] {-1}),
                Arguments.of("the best first would be dear", new double[][] {{0, 0.1}, {0.2, 1.9}}, new int[] {1, 0}),
                Arguments.of(
                        "one good pair, not two bad ones", new double[][] {{0, 1.5}, {1.5, NO}}, new int[] {0, -1}),
                Arguments.of("more rows", new double[][] {{1}, {0.5}, {0.7}}, new int[] {-1, 0, -1}),
                Arguments.of("more columns", new double[][] {{1, 0.5, 0.7}}, new int[] {1}),
                Arguments.of("a tie goes by order", new double[][] {{1, 1}, {1, 1}}, new int[] {0, 1}),
                Arguments.of("a tie for one column", new double[][] {{1}, {1}}, new int[] {0, -1}),
                Arguments.of("nothing fits anything", new double[][] {{NO, NO}, {NO, NO}}, new int[] {-1, -1}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void should_pair_rows_with_columns(String name, double[][] costs, int[] expected) {
        assertThat(Assignment.of(costs, 2)).containsExactly(expected);
    }

    @Test
    void should_be_as_good_as_trying_everything() {
        Random random = new Random(4);
        for (int round = 0; round < 4000; round++) {
            double[][] costs = costs(random, random.nextInt(6), random.nextInt(6));

            int[] pairs = Assignment.of(costs, 2);

            assertThat(saved(costs, pairs))
                    .as(Arrays.deepToString(costs))
                    .isCloseTo(maxSaved(costs, 0, 0), within(1e-9));
        }
    }

    /** Few different costs, so that there are ties. */
    private static double[][] costs(Random random, int rows, int columns) {
        double[][] costs = new double[rows][columns];
        for (double[] row : costs) {
            Arrays.setAll(row, column -> random.nextInt(4) == 0 ? NO : random.nextInt(12) / 4.0);
        }
        return costs;
    }

    /** What pairs spare against staying alone; fails where a column is taken twice or a pair is not allowed. */
    private static double saved(double[][] costs, int[] pairs) {
        double sum = 0;
        assertThat(Arrays.stream(pairs).filter(column -> column >= 0)).doesNotHaveDuplicates();
        for (int row = 0; row < pairs.length; row++) {
            if (pairs[row] >= 0) {
                assertThat(costs[row][pairs[row]]).isLessThan(2);
                sum += 2 - costs[row][pairs[row]];
            }
        }
        return sum;
    }

    private static double maxSaved(double[][] costs, int row, int taken) {
        if (row == costs.length) {
            return 0;
        }
        double most = maxSaved(costs, row + 1, taken);
        for (int column = 0; column < costs[row].length; column++) {
            if ((taken & 1 << column) == 0) {
                most = Math.max(
                        most, Math.max(0, 2 - costs[row][column]) + maxSaved(costs, row + 1, taken | 1 << column));
            }
        }
        return most;
    }

    @Test
    void should_pair_two_hundred_rows_with_their_columns() {
        double[][] costs = new double[200][200];
        for (int row = 0; row < costs.length; row++) {
            for (int column = 0; column < costs.length; column++) {
                costs[row][column] = Math.min(1.5, Math.abs(column - (row * 7) % 200) / 100.0);
            }
        }

        int[] pairs = Assignment.of(costs, 2);

        for (int row = 0; row < costs.length; row++) {
            assertThat(pairs[row]).isEqualTo((row * 7) % 200);
        }
    }
}
