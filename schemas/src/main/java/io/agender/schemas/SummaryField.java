package io.agender.schemas;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * A field of a summary with what the properties {@code rollup} and {@code privacy} of its schema say of it. They stand
 * beside its name in {@code DemographicSummary.avsc} and {@code RollupSummary.avsc}, and whatever adds summaries up or
 * withholds small counts goes by them. There is no default: a field that says nothing is refused, for what nobody has
 * thought about must not be published.
 *
 * @param field of the schema
 * @param rollup what it is over several windows, or several cameras
 * @param privacy what {@code privacy.min.count} does to it; {@code docs/privacy.md} tells why
 */
public record SummaryField(Schema.Field field, Rollup rollup, Privacy privacy) {

    private static final Set<Schema.Type> COUNTS = EnumSet.of(Schema.Type.NULL, Schema.Type.INT, Schema.Type.LONG);

    /** What a field is over several windows, or several cameras. */
    public enum Rollup {
        /** Nothing: it does not add up, or names what the summary is of. */
        NONE,
        /** The sum; of age bands the sum of each. */
        SUM,
        /** The highest. */
        MAX,
        /** All that occur in a list, each once. */
        UNION,
        /** True when it is true of one of them. */
        ANY,
        /** Worked out of other sums. */
        MEAN,
        /** A list of figures: those of the same name are put together, field by field. */
        EACH
    }

    /** What {@code privacy.min.count} does to a field. */
    public enum Privacy {
        /** Published: what was seen, when, by what, and how much of it. */
        COVERAGE,
        /** Published: how many faces were in frames, which are not counts of people. */
        FACES,
        /** Withheld always: it is of people who are in other counts, too, from which it could be subtracted. */
        PEOPLE,
        /**
         * Published where the table of the tracks that ended is, each of which is in one table only: its total and its
         * cells, and what is told of no fewer tracks than the total.
         */
        ENDED,
        /**
         * Published where the table of the tracks that ended is, if enough of them watched and enough did not: what is told
         * of no fewer tracks than those who watched. Tables of it never are, for with the table of all they would tell of
         * few.
         */
        WATCHERS,
        /** A list of figures whose fields say it, each for itself. */
        EACH;

        /** Whether it is of people, so that small counts of it are withheld. */
        public boolean isOfPeople() {
            return this == PEOPLE || this == ENDED || this == WATCHERS;
        }
    }

    /**
     * The fields of a record, in their order.
     *
     * @throws IllegalArgumentException when one of them does not say both; the message names it
     */
    public static List<SummaryField> of(Schema record) {
        return record.getFields().stream()
                .map(field -> new SummaryField(
                        field,
                        property(record, field, "rollup", Rollup.values()),
                        property(record, field, "privacy", Privacy.values())))
                .toList();
    }

    /** Whether it is a whole number, or one that may be null. */
    public boolean isCount() {
        List<Schema> types = field.schema().isUnion() ? field.schema().getTypes() : List.of(field.schema());
        return types.stream().allMatch(type -> COUNTS.contains(type.getType()) && type.getLogicalType() == null);
    }

    /** Whether it is a list of {@link AgeBandCount}. */
    public boolean isTable() {
        return field.schema().getType() == Schema.Type.ARRAY
                && field.schema().getElementType().equals(AgeBandCount.getClassSchema());
    }

    /** Whether it is a list of figures, such as those of zones: records whose first field is their name. */
    public boolean isFigures() {
        return rollup == Rollup.EACH;
    }

    /** What the fields of such figures say. */
    public List<SummaryField> ofFigures() {
        return of(field.schema().getElementType());
    }

    /** Its name. */
    public String name() {
        return field.name();
    }

    /** Its value in a record of this schema. */
    public Object in(IndexedRecord record) {
        return record.get(field.pos());
    }

    /** Sets its value in a record of this schema. */
    public void put(IndexedRecord record, Object value) {
        record.put(field.pos(), value);
    }

    private static <E extends Enum<E>> E property(Schema record, Schema.Field field, String name, E[] values) {
        Object text = field.getObjectProp(name);
        return Arrays.stream(values)
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(record.getName() + "." + field.name()
                        + " needs the property " + name + ", one of "
                        + Arrays.stream(values).map(SummaryField::word).collect(Collectors.joining(", "))
                        + (text == null ? "." : ", not " + text + ".")));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
