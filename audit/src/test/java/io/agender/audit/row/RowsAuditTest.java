package io.agender.audit.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.Difference;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowsAuditTest {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    /** Of each window a row of all, and one of women, men and unknown of the only band. */
    private static final int OF_WINDOW = 4;

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of(damage(rows -> rows.remove(5)), "FEMALE from 0, gender: expected FEMALE, found MALE"),
                Arguments.of(damage(rows -> rows.remove(rows.size() - 1)), "UNKNOWN from 0, record"),
                Arguments.of(damage(rows -> rows.subList(8, 12).clear()), "expected WINDOW 2026-11-30T10:00:20Z"),
                Arguments.of(damage(rows -> rows.add(4, rows.get(3))), "revision 1, UNKNOWN from 0 a second time"),
                Arguments.of(
                        damage(rows -> rows.addAll(rows.subList(0, OF_WINDOW))),
                        "found WINDOW 2026-11-30T10:00:00Z revision 1 a second time"),
                Arguments.of(damage(rows -> rows.get(6).setPeoplePresent(8L)), "peoplePresent: expected 7, found 8"),
                Arguments.of(
                        damage(rows -> rows.get(4).setPeriodStart(START.minusSeconds(10))),
                        "no row of this summary here, found WINDOW 2026-11-30T09:59:50Z"),
                Arguments.of(damage(List::clear), "rows of [WINDOW]"));
    }

    private static Consumer<List<DemographicRow>> damage(Consumer<List<DemographicRow>> damage) {
        return damage;
    }

    @Test
    void should_find_the_rows_of_all_windows() {
        assertThat(differences(rows -> {})).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void should_name_what_is_damaged(Consumer<List<DemographicRow>> damage, String what) {
        assertThat(differences(damage)).hasValueSatisfying(difference -> assertThat(difference.toString())
                .contains(what));
    }

    @Test
    void should_not_want_rows_of_summaries_before_the_first_one() {
        assertThat(differences(rows -> rows.subList(0, OF_WINDOW).clear())).isEmpty();
    }

    @Test
    void should_leave_rows_alone_that_are_newer_than_the_summaries() {
        assertThat(differences(rows -> rows.addAll(NaiveRows.of(window(4))))).isEmpty();
    }

    private static Optional<Difference> differences(Consumer<List<DemographicRow>> damage) {
        RowsAudit audit = new RowsAudit(Set.of(RowPeriod.WINDOW));
        List<DemographicSummary> windows =
                IntStream.range(0, 4).mapToObj(RowsAuditTest::window).toList();
        windows.forEach(audit::expect);
        List<DemographicRow> rows = new ArrayList<>();
        windows.forEach(window -> rows.addAll(NaiveRows.of(window)));
        damage.accept(rows);
        rows.forEach(audit::take);
        return audit.end();
    }

    private static DemographicSummary window(int number) {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(START.plusSeconds(10L * number))
                .setWindowEnd(START.plusSeconds(10L * number + 10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(100)
                .setFramesMissing(0)
                .setFacesDetected(0)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of(new AgeBandCount(0, null, 6L, 7L, 0L)))
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();
    }
}
