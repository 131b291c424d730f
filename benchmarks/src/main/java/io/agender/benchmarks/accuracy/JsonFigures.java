package io.agender.benchmarks.accuracy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How figures are written for programs: null where there is none, since JSON has no NaN. */
public final class JsonFigures {

    private JsonFigures() {}

    public static void interval(ObjectNode node, String name, Interval interval) {
        number(node, name, interval.value());
        ArrayNode bounds = node.putArray(name + "Interval");
        if (!Double.isNaN(interval.value())) {
            bounds.add(interval.low()).add(interval.high());
        }
    }

    public static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
