package io.agender.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.Frames;
import io.agender.audit.SummaryRules;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule of docs/privacy.md, by hand. */
class NaiveMinCountTest {

    /** Cells of two bands, then those without an age; what is told, - for what is withheld. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "9 8 7 6 5 4 3, 9 8 7 6 5 4, nothing is small",
        "9 9 9 9 9 2 5, 9 9 9 9 9 -, the small one and the next",
        "9 9 9 9 9 1 1, - - - - - -, as many as are needed and two values",
        "9 9 9 9 8 1 1, 9 9 9 9 - -, the next value hides two alike",
        "9 9 9 9 0 0 0, - - - - - -, nobody is like nobody",
        "9 9 9 7 0 0 0, 9 9 9 - - -, three times nobody and seven",
        "2 0 0 0 0 0 0, null, too few in all",
        "3 3 3 3 3 3 0, - - - - - -, all are as small as the least",
        "2 2 2 2 2 2 2, null, no two values",
    })
    void should_withhold_cells_up_to_the_lowest_threshold_that_hides_enough(String cells, String told, String why) {
        RollupSummary day = day(Stream.of(cells.split(" ")).map(Long::valueOf).toList());

        RollupSummary published = new NaiveMinCount(new SummaryRules(
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        List.of(0, 18),
                        Set.of(RollupPeriod.HOURLY, RollupPeriod.DAILY, RollupPeriod.WEEKLY),
                        ZoneOffset.UTC,
                        3))
                .publish(day, false);

        String shown = published.getEndedCounts().stream()
                .flatMap(band -> Stream.of(cell(band.getFemale()), cell(band.getMale()), cell(band.getUnknown())))
                .collect(Collectors.joining(" "));
        assertThat(published.getTracksEnded() == null ? "null" : shown).as(why).isEqualTo(told);
        assertThat(published.getWithheld()).isTrue();
    }

    private static String cell(Long count) {
        return count == null ? "-" : String.valueOf(count);
    }

    private static RollupSummary day(List<Long> cells) {
        List<AgeBandCount> bands = new ArrayList<>();
        bands.add(new AgeBandCount(0, 17, cells.get(0), cells.get(1), cells.get(2)));
        bands.add(new AgeBandCount(18, null, cells.get(3), cells.get(4), cells.get(5)));
        return RollupSummary.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setPeriod(RollupPeriod.DAILY)
                .setPeriodStart(Frames.START)
                .setPeriodEnd(Frames.START.plus(Duration.ofDays(1)))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setTracksEnded(cells.stream().mapToLong(Long::longValue).sum())
                .setEndedCounts(bands)
                .build();
    }
}
