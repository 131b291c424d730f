package io.agender.aggregator.window;

import io.agender.schemas.Gender;
import io.agender.schemas.YearCount;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Counts in lists that are sorted by a number, with one entry for each number that occurred. */
final class SortedCounts {

    private SortedCounts() {}

    /** The entry with a key in a list in ascending order of keys; made and put in its place when there is none. */
    static <T> T entry(List<T> entries, int key, ToIntFunction<T> keyOf, IntFunction<T> make) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keyOf.applyAsInt(entries.get(middle)) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == entries.size() || keyOf.applyAsInt(entries.get(low)) != key) {
            entries.add(low, make.apply(key));
        }
        return entries.get(low);
    }

    static void addYear(List<YearCount> years, double age, Gender gender) {
        YearCount year = entry(years, (int) age, YearCount::getYears, missing -> new YearCount(missing, 0L, 0L, 0L));
        switch (gender) {
            case FEMALE -> year.setFemale(year.getFemale() + 1);
            case MALE -> year.setMale(year.getMale() + 1);
            case UNKNOWN -> year.setUnknown(year.getUnknown() + 1);
        }
    }

    /**
     * The median of what was counted; of an even number the mean of both in the middle, halves up.
     *
     * @throws IllegalArgumentException when nothing was counted
     */
    static <T> long median(List<T> entries, ToIntFunction<T> keyOf, ToLongFunction<T> countOf) {
        long all = entries.stream().mapToLong(countOf).sum();
        long lower = keyAt(entries, (all - 1) / 2, keyOf, countOf);
        long upper = keyAt(entries, all / 2, keyOf, countOf);
        return (lower + upper + 1) / 2;
    }

    /** The key at a position, counted from 0, of all that was counted in ascending order. */
    private static <T> int keyAt(List<T> entries, long position, ToIntFunction<T> keyOf, ToLongFunction<T> countOf) {
        long before = 0;
        for (T entry : entries) {
            before += countOf.applyAsLong(entry);
            if (before > position) {
                return keyOf.applyAsInt(entry);
            }
        }
        throw new IllegalArgumentException(before + " were counted, there is none at " + position + ".");
    }
}
