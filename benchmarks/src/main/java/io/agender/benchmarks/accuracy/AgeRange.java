package io.agender.benchmarks.accuracy;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The age on a label, in completed years. Data sets give an exact age, a range such as {@code 20-29}, or an open one such
 * as {@code more than 70}.
 *
 * @param from the youngest
 * @param to the oldest; empty for an open range
 */
record AgeRange(int from, OptionalInt to) {

    static final int OLDEST = 120;

    /** An open range is taken for one of ten years, for its middle. */
    private static final int OPEN_YEARS = 10;

    private static final Pattern EXACT = Pattern.compile("(\\d{1,3})(?:\\.0+)?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})\\s*(?:-|–|to)\\s*(\\d{1,3})");
    private static final Pattern OPEN = Pattern.compile("(?:more than|over|>=?)\\s*(\\d{1,3})|(\\d{1,3})\\s*\\+");

    /** A range that a spreadsheet took for a day: 3-9 becomes 03-Sep, 10-19 becomes Oct-19. */
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})-([a-z]{3})|([a-z]{3})-(\\d{1,2})");

    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));

    AgeRange {
        if (from < 0 || from > OLDEST || to.isPresent() && (to.getAsInt() < from || to.getAsInt() > OLDEST)) {
            throw new IllegalArgumentException("ages must go from 0 to " + OLDEST + " and not backwards");
        }
    }

    static AgeRange of(int from, int to) {
        return new AgeRange(from, OptionalInt.of(to));
    }

    /**
     * Reads what data sets write.
     *
     * @throws IllegalArgumentException when it is no age; the message says what is
     */
    static AgeRange parse(String text) {
        String age = text.strip().toLowerCase(Locale.ROOT);
        Matcher exact = EXACT.matcher(age);
        if (exact.matches()) {
            int years = Integer.parseInt(exact.group(1));
            return of(years, years);
        }
        Matcher range = RANGE.matcher(age);
        if (range.matches()) {
            return of(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        Matcher open = OPEN.matcher(age);
        if (open.matches()) {
            return new AgeRange(
                    Integer.parseInt(open.group(1) == null ? open.group(2) : open.group(1)), OptionalInt.empty());
        }
        Matcher day = DAY.matcher(age);
        if (day.matches()) {
            return day.group(1) != null
                    ? between(Integer.parseInt(day.group(1)), month(day.group(2), text))
                    : between(month(day.group(3), text), Integer.parseInt(day.group(4)));
        }
        throw new IllegalArgumentException("'" + text + "' is no age; write 34, 30-39 or 70+");
    }

    /** A spreadsheet writes a day either way round. */
    private static AgeRange between(int one, int other) {
        return of(Math.min(one, other), Math.max(one, other));
    }

    private static int month(String name, String text) {
        Integer month = MONTHS.get(name);
        if (month == null) {
            throw new IllegalArgumentException("'" + text + "' is no age; write 34, 30-39 or 70+");
        }
        return month;
    }

    /** What a model's age is compared with. */
    double middle() {
        return (from + to.orElse(from + OPEN_YEARS)) / 2.0;
    }

    /** The range as a row of a table is named. */
    String label() {
        if (to.isEmpty()) {
            return from + "+";
        }
        return from == to.getAsInt() ? String.valueOf(from) : from + "-" + to.getAsInt();
    }
}
