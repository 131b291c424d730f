package io.agender.aggregator.privacy;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which cells of a table may be published beside their total, when none below a least count may be found out.
 *
 * <p>Withheld are all cells up to a threshold: the lowest one that takes in every cell below the least count, at least two
 * different values, and together at least the least count. So the rule looks at values only, never at places. Whoever
 * knows the rule, the total and the published cells can exchange any two withheld values and has the same publication
 * before him; because two values differ, no withheld cell is certain, and what can be said of them is said of a group
 * that is not small. Where no threshold does that, or the total itself is too small, all is withheld, the total as well:
 * a table with nobody in it, and one with a single person in any of the cells, look the same.
 */
final class SmallCells {

    private SmallCells() {}

    /**
     * Decides what is withheld.
     *
     * @param cells the whole table, at least two cells, each counting others than the rest
     * @param least the least count, at least 2
     * @return for each cell whether it is withheld; empty when the total is withheld as well
     */
    static Optional<boolean[]> withheld(long[] cells, long least) {
        long total = Arrays.stream(cells).sum();
        if (total < least) {
            return Optional.empty();
        }
        long[] ascending = Arrays.stream(cells).sorted().toArray();
        if (ascending[0] >= least) {
            return Optional.of(new boolean[cells.length]);
        }
        long sum = 0;
        for (int i = 0; i < ascending.length; i++) {
            sum += ascending[i];
            boolean last = i + 1 == ascending.length;
            boolean takesInSmallOnes = last || ascending[i + 1] >= least;
            boolean takesInEquals = last || ascending[i + 1] > ascending[i];
            if (takesInSmallOnes && takesInEquals && ascending[0] < ascending[i] && sum >= least) {
                return Optional.of(upTo(ascending[i], cells));
            }
        }
        return Optional.empty();
    }

    private static boolean[] upTo(long threshold, long[] cells) {
        boolean[] withheld = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) {
            withheld[i] = cells[i] <= threshold;
        }
        return withheld;
    }
}
