package io.agender.audit.window;

import java.util.List;

/** The middle of numbers in tenths. */
final class Median {

    private Median() {}

    /** Of an even number of them the mean of both middle ones, to a tenth, halves up; null of none. */
    static Double ofTenths(List<Long> tenths) {
        if (tenths.isEmpty()) {
            return null;
        }
        List<Long> sorted = tenths.stream().sorted().toList();
        long lower = sorted.get((sorted.size() - 1) / 2);
        long upper = sorted.get(sorted.size() / 2);
        return Math.floorDiv(lower + upper + 1, 2L) / 10.0;
    }

    /** Milliseconds in tenths of a second, halves up; from 100 s on only three digits count. */
    static long threeDigits(long millis) {
        long tenths = (millis + 50) / 100;
        int digits = String.valueOf(tenths).length();
        long step = (long) Math.pow(10, Math.max(0, digits - 3));
        return tenths / step * step;
    }
}
