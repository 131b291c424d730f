package io.agender.launcher.live;

import static io.agender.launcher.live.LiveRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.launcher.run.RunReport;
import io.agender.launcher.run.SummaryTable;
import io.agender.launcher.run.TableStyle;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveOutcomeTest {

    private static final TableStyle STYLE = new TableStyle(80, 20, ZoneOffset.UTC);

    private final LiveOutcome outcome = new LiveOutcome(List.of("lobby", "door"));

    @Test
    void should_add_up_all_windows_of_many_days_and_keep_the_newest() {
        for (int window = 0; window < 26_000; window++) { // three days of windows of ten seconds
            outcome.finished(window("lobby", window, 2L));
        }

        assertThat(outcome.newest()).hasSize(500);
        assertThat(outcome.totals().finals()).isEqualTo(26_000);
        assertThat(SummaryTable.of(outcome.newest(), outcome.totals().windows(), STYLE))
                .contains("total: 52000 came in");
        assertThat(total()).contains("\"peopleEntered\":52000", "\"framesMissing\":52000");
    }

    @Test
    void should_add_up_zones_and_lines_of_all_windows() {
        for (int window = 0; window < 1_000; window++) {
            outcome.finished(LiveRecords.withPlaces(window("lobby", window, 2L)));
        }

        assertThat(outcome.totals().places().text())
                .containsExactly(
                        "lobby, zone till: 1000 came in, mean stay 4.0 s, at most 2 at once",
                        "lobby, line entrance: 1000 in, 0 out");

        DemographicSummary withheld = LiveRecords.withPlaces(window("lobby", 1_000, 2L));
        withheld.getZones().get(0).setPeopleEntered(null);
        withheld.getLines().get(0).setCrossedIn(null);
        outcome.finished(withheld);

        assertThat(outcome.totals().places().text())
                .containsExactly(
                        "lobby, zone till: no counts of people, at most 2 at once",
                        "lobby, line entrance: no counts of people");
    }

    @Test
    void should_withhold_the_total_when_a_window_is_withheld_however_long_ago() {
        DemographicSummary withheld = window("lobby", 0, null);
        withheld.setWithheld(true);
        withheld.setCountedUnit(window("lobby", 0, 2L).getCountedUnit());
        outcome.finished(withheld);
        for (int window = 1; window < 1_000; window++) {
            outcome.finished(window("lobby", window, 2L));
        }

        assertThat(outcome.newest()).noneMatch(DemographicSummary::getWithheld);
        assertThat(SummaryTable.of(outcome.newest(), outcome.totals().windows(), STYLE))
                .contains("total: * came in");
        assertThat(total()).contains("\"peopleEntered\":null");
    }

    @Test
    void should_have_the_highest_revision_of_each_hour_and_day() {
        outcome.summedUp(LiveRecords.rollup("lobby", RollupPeriod.DAILY, 0, 1, 3));
        outcome.summedUp(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 0, 1, 3));
        outcome.summedUp(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 0, 2, 4));
        outcome.summedUp(LiveRecords.rollup("door", RollupPeriod.HOURLY, 0, 1, 9));
        outcome.summedUp(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 1, 1, 5));

        assertThat(outcome.rollups())
                .extracting(RollupSummary::getPeriod, RollupSummary::getCameraId, RollupSummary::getPeopleEntered)
                .containsExactly(
                        tuple(RollupPeriod.HOURLY, "door", 9L),
                        tuple(RollupPeriod.HOURLY, "lobby", 4L),
                        tuple(RollupPeriod.HOURLY, "lobby", 5L),
                        tuple(RollupPeriod.DAILY, "lobby", 3L));
    }

    @Test
    void should_let_old_hours_go_and_no_day() {
        outcome.summedUp(LiveRecords.rollup("lobby", RollupPeriod.DAILY, 0, 1, 3));
        for (int hour = 0; hour < 2_000; hour++) {
            outcome.summedUp(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, hour, 1, hour));
        }

        List<RollupSummary> kept = outcome.rollups();
        assertThat(kept).hasSize(500);
        assertThat(kept.get(0).getPeopleEntered()).isEqualTo(1_501);
        assertThat(kept.get(499).getPeriod()).isEqualTo(RollupPeriod.DAILY);
        assertThat(SummaryTable.ofRollups(kept, STYLE)).contains("The newest 20; all are in the file.");
    }

    private static DemographicSummary window(String camera, int number, Long entered) {
        return LiveRecords.summary(camera, NOON.plusSeconds(10L * number), SummaryStatus.FINAL, entered);
    }

    private String total() {
        StringWriter text = new StringWriter();
        LiveOutcome.Totals totals = outcome.totals();
        new RunReport(new PrintWriter(text))
                .total(
                        totals.frames(),
                        totals.faces(),
                        totals.deadLetters(),
                        totals.windows(),
                        List.of(Path.of("out/summary.jsonl")));
        return text.toString();
    }
}
