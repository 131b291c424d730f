package io.agender.benchmarks.tracking;

import java.util.List;

/** Counts changes of mind. */
final class Changes {

    private Changes() {}

    /** How many values differ from the one before. */
    static int in(List<?> values) {
        int changes = 0;
        for (int index = 1; index < values.size(); index++) {
            if (!values.get(index).equals(values.get(index - 1))) {
                changes++;
            }
        }
        return changes;
    }
}
