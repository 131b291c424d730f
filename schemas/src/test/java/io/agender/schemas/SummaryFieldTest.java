package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agender.schemas.SummaryField.Rollup;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A new field of a summary must say how it is rolled up and how small counts of it are protected, or fails here. */
class SummaryFieldTest {

    /** How an hour is told from a window: it has these besides. */
    private static final Set<String> ROLLUPS_ONLY =
            Set.of("cameras", "windows", "dwellTotalMillis", "attentionTotalMillis");

    static Stream<Schema> summaries() {
        return Stream.of(
                DemographicSummary.getClassSchema(),
                RollupSummary.getClassSchema(),
                AgeBandCount.getClassSchema(),
                ZoneSummary.getClassSchema(),
                LineSummary.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void should_say_of_every_field_how_it_is_rolled_up_and_how_small_counts_are_protected(Schema summary) {
        assertThat(SummaryField.of(summary)).hasSameSizeAs(summary.getFields());
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void should_be_able_to_withhold_what_is_of_people(Schema summary) {
        assertThat(SummaryField.of(summary))
                .filteredOn(field -> field.privacy().isOfPeople())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(isNullable(field) || field.isTable())
                        .as("%s is null, or a table whose cells are null, when it is withheld", field.name())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void should_be_able_to_add_up_what_is_a_sum(Schema summary) {
        assertThat(SummaryField.of(summary))
                .filteredOn(field -> field.rollup() == Rollup.SUM)
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.isCount() || field.isTable())
                        .as("%s is a whole number or a table", field.name())
                        .isTrue());
    }

    @Test
    void should_say_the_same_of_a_field_in_windows_and_in_hours() {
        Map<String, SummaryField> hours = byName(RollupSummary.getClassSchema());

        assertThat(SummaryField.of(DemographicSummary.getClassSchema()))
                .filteredOn(field -> hours.containsKey(field.name()))
                .hasSizeGreaterThan(15)
                .allSatisfy(field -> {
                    SummaryField hour = hours.get(field.name());
                    assertThat(hour.rollup()).as(field.name()).isEqualTo(field.rollup());
                    assertThat(hour.privacy()).as(field.name()).isEqualTo(field.privacy());
                });
    }

    @Test
    void should_hold_in_hours_all_that_is_rolled_up_of_windows_and_nothing_else() {
        assertThat(rolledUp(RollupSummary.getClassSchema()).filter(name -> !ROLLUPS_ONLY.contains(name)))
                .containsExactlyInAnyOrderElementsOf(
                        rolledUp(DemographicSummary.getClassSchema()).toList());
    }

    @Test
    void should_keep_properties_out_of_what_decides_whether_records_can_be_read() {
        Schema told = DemographicSummary.getClassSchema();
        Schema.Field field = told.getField("tracksEnded");

        assertThat(field.getObjectProps()).containsOnlyKeys("rollup", "privacy");
        assertThat(SchemaNormalization.toParsingForm(told)).doesNotContain("rollup", "privacy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'rollup': 'sum' | Summary.count needs the property privacy, one of coverage, faces, people, ended,"
                        + " watchers, each.",
                "'privacy': 'people' | Summary.count needs the property rollup, one of none, sum, max, union, any,"
                        + " mean, each.",
                "'rollup': 'sum', 'privacy': 'open' | Summary.count needs the property privacy, one of coverage, faces,"
                        + " people, ended, watchers, each, not open.",
            },
            quoteCharacter = '"')
    void should_refuse_a_field_that_does_not_say_it(String properties, String message) {
        Schema summary = new Schema.Parser()
                .parse(("{'type': 'record', 'name': 'Summary', 'fields': [{'name': 'count', 'type': 'long', "
                                + properties + "}]}")
                        .replace('\'', '"'));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SummaryField.of(summary))
                .withMessage(message);
    }

    private static Stream<String> rolledUp(Schema summary) {
        return SummaryField.of(summary).stream()
                .filter(field -> field.rollup() != Rollup.NONE)
                .map(SummaryField::name);
    }

    private static Map<String, SummaryField> byName(Schema summary) {
        return SummaryField.of(summary).stream().collect(Collectors.toMap(SummaryField::name, Function.identity()));
    }

    private static boolean isNullable(SummaryField field) {
        return field.field().schema().isNullable() && field.field().defaultVal() == JsonProperties.NULL_VALUE;
    }
}
