package io.agender.benchmarks.accuracy;

import java.util.ArrayList;
import java.util.List;

/** Takes some of many, evenly. */
final class Spread {

    private Spread() {}

    /** @param most 0 for all */
    static <T> List<T> over(List<T> all, int most) {
        if (most == 0 || all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * all.size() / most)));
        }
        return some;
    }
}
