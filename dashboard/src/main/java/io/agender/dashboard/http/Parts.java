package io.agender.dashboard.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Parts of answers, each made when it is its turn, so that no answer is in memory as a whole. */
final class Parts {

    /** What a visitor must take at a time. */
    static final int BYTES = 64 * 1024;

    private Parts() {}

    /** An array in parts. */
    static Iterator<byte[]> of(byte[] whole) {
        return new Iterator<>() {
            private int from;

            @Override
            public boolean hasNext() {
                return from < whole.length;
            }

            @Override
            public byte[] next() {
                int to = Math.min(whole.length, from + BYTES);
                byte[] part = from == 0 && to == whole.length ? whole : Arrays.copyOfRange(whole, from, to);
                from = to;
                return part;
            }
        };
    }

    /** A text, then one of each thing. */
    static <T> Iterator<byte[]> of(String first, Iterator<T> things, Function<T, String> text) {
        return new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || things.hasNext();
            }

            @Override
            public byte[] next() {
                String part = begun ? text.apply(things.next()) : first;
                begun = true;
                return part.getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    /** A JSON object with a list for its last field, whose items are made some at a time. */
    static <T> Iterator<byte[]> json(Object head, String field, List<T> items, int atATime, Function<T, String> item) {
        byte[] object = Json.bytes(head);
        String beginning = new String(object, 0, object.length - 1, StandardCharsets.UTF_8) + ",\"" + field + "\":[";
        return new Iterator<>() {
            private boolean begun;
            private boolean ended;
            private boolean comma;
            private int at;

            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public byte[] next() {
                StringBuilder part = new StringBuilder(begun ? "" : beginning);
                begun = true;
                for (int end = Math.min(items.size(), at + atATime); at < end; at++) {
                    String text = item.apply(items.get(at));
                    if (!text.isEmpty()) {
                        part.append(comma ? "," : "").append(text);
                        comma = true;
                    }
                }
                if (at == items.size()) {
                    ended = true;
                    part.append("]}");
                }
                return part.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
