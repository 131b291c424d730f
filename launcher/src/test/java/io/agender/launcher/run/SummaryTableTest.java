package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTableTest {

    private static final TableStyle STYLE = new TableStyle(80, 20, ZoneOffset.UTC);
    private static final TableStyle WIDE = new TableStyle(200, 20, ZoneOffset.UTC);

    @Test
    void should_show_a_row_for_each_camera_and_window_and_a_total() {
        String table = SummaryTable.of(
                List.of(
                        tracked("lobby", 0, 3, 2, 1, 1, 0, 4.0),
                        tracked("lobby", 10, 1, 2, 1, 0, 1, 6.0),
                        tracked("door", 0, 1, 1, 1, 0, 0, 1.5)),
                STYLE);

        assertThat(cells(table, "camera"))
                .containsExactly("camera", "from", "came in", "left", "women", "men", "unknown", "mean age", "stay s");
        assertThat(cells(table, "09:00:10"))
                .containsExactly("lobby", "09:00:10", "1", "2", "1", "0", "1", "33.3", "6.0");
        assertThat(table.lines())
                .contains("total: 5 came in, 3 women, 1 man, 1 unknown, mean stay 4.3 s")
                .contains("times: Z, 2026-05-01; women, men, unknown and stay are of who left");
    }

    @Test
    void should_say_who_is_still_there_and_what_was_not_seen() {
        DemographicSummary window = tracked("lobby", 0, 3, 1, 1, 0, 0, 4.0);
        window.setFramesMissing(2);
        window.setFramesUndecodable(1);
        String table = SummaryTable.of(List.of(window), STYLE);

        assertThat(table.lines())
                .contains("total: 3 came in, 1 woman, 0 men, mean stay 4.0 s, 2 still there", "3 frames are missing");
        assertThat(cells(table, "camera")).contains("missing");
    }

    @Test
    void should_say_how_long_a_camera_could_not_see_where_one_could_not() {
        DemographicSummary window = tracked("lobby", 0, 0, 0, 0, 0, 0, 0.0);
        window.setSecondsImpaired(7);
        window.setSecondsDark(7);
        String table = SummaryTable.of(List.of(window, tracked("lobby", 10, 3, 1, 1, 0, 0, 4.0)), STYLE);

        assertThat(cells(table, "camera")).contains("can't see s");
        assertThat(cells(table, "09:00:00")).contains("7");
        assertThat(table.lines()).contains("for 7 s a camera could not see: nobody found is not nobody there");
        assertThat(SummaryTable.of(List.of(tracked("lobby", 0, 3, 1, 1, 0, 0, 4.0)), WIDE))
                .doesNotContain("see");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 132, 200})
    void should_fit_the_line_and_use_it(int width) {
        List<DemographicSummary> windows = new ArrayList<>();
        for (String camera : List.of("lobby", "a camera with a name that is much too long", "door")) {
            for (int i = 0; i < 5; i++) {
                DemographicSummary window = tracked(camera, 10 * i, 12345, 12345, 10000, 2345, 0, 1234.5);
                window.setFramesMissing(99999);
                windows.add(window);
            }
        }
        String table = SummaryTable.of(windows, new TableStyle(width, 20, ZoneOffset.UTC));

        assertThat(table.lines()).allMatch(line -> line.length() <= width);
        assertThat(cells(table, "camera").size()).isGreaterThanOrEqualTo(Math.min(14, width / 11));
        assertThat(cells(table, "camera")).contains("came in", "women", "men", "unknown");
    }

    @Test
    void should_show_ages_and_frames_where_the_terminal_is_wide() {
        assertThat(cells(SummaryTable.of(List.of(tracked("lobby", 0, 3, 2, 1, 1, 0, 4.0)), WIDE), "camera"))
                .containsExactly(
                        "camera",
                        "from",
                        "frames",
                        "present",
                        "came in",
                        "left",
                        "women",
                        "men",
                        "unknown",
                        "0-17",
                        "18+",
                        "mean age",
                        "stay s",
                        "peak");
    }

    @Test
    void should_tell_the_time_of_the_readers_clock() {
        String table = SummaryTable.of(
                List.of(tracked("lobby", 0, 3, 2, 1, 1, 0, 4.0)), new TableStyle(80, 20, ZoneId.of("Asia/Tokyo")));

        assertThat(cells(table, "lobby")).contains("18:00:00");
        assertThat(table).contains("times: Asia/Tokyo, 2026-05-01");
    }

    @Test
    void should_name_the_day_in_each_row_where_there_are_several() {
        String table = SummaryTable.of(
                List.of(
                        tracked("lobby", 0, 3, 2, 1, 1, 0, 4.0),
                        tracked("lobby", Duration.ofDays(1).toSeconds(), 3, 2, 1, 1, 0, 4.0)),
                STYLE);

        assertThat(cells(table, "05-02")).contains("05-02 09:00:00");
        assertThat(table.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void should_sum_up_many_windows_to_what_fits_and_lose_nobody() {
        List<DemographicSummary> windows = Stream.iterate(0, i -> i < 360, i -> i + 1)
                .map(i -> tracked("lobby", 10 * i, 1, 1, 1, 0, 0, 2.0))
                .toList();
        String table = SummaryTable.of(windows, STYLE);

        assertThat(table.lines().filter(line -> line.startsWith(" lobby"))).hasSize(12);
        assertThat(cells(table, "09:05:00")).contains("30");
        assertThat(table.lines())
                .contains("total: 360 came in, 360 women, 0 men, mean stay 2.0 s")
                .contains("A row is all windows of 300s that begin there; each window is in summary.jsonl.");
    }

    @Test
    void should_give_each_camera_a_row_where_there_are_very_many() {
        List<DemographicSummary> windows = new ArrayList<>();
        for (int camera = 0; camera < 30; camera++) {
            windows.add(tracked("camera " + camera, 0, 1, 1, 1, 0, 0, 2.0));
            windows.add(tracked("camera " + camera, Duration.ofDays(90).toSeconds(), 1, 1, 1, 0, 0, 2.0));
        }
        String table = SummaryTable.of(windows, STYLE);

        assertThat(table.lines().filter(line -> line.startsWith(" camera "))).hasSize(20 + 1);
        assertThat(table.lines())
                .contains("total: 60 came in, 60 women, 0 men, mean stay 2.0 s")
                .contains("A row is all windows of a camera; each window is in summary.jsonl.")
                .contains("10 more cameras are in summary.jsonl.");
    }

    @Test
    void should_begin_a_day_at_midnight_of_the_readers_clock() {
        List<DemographicSummary> windows = Stream.iterate(0, i -> i < 24 * 7, i -> i + 1)
                .map(i -> tracked("lobby", Duration.ofHours(i).toSeconds(), 1, 1, 1, 0, 0, 2.0))
                .toList();
        String table = SummaryTable.of(windows, new TableStyle(80, 10, ZoneId.of("Asia/Tokyo")));

        assertThat(table.lines().filter(line -> line.contains("00:00:00"))).hasSize(7);
    }

    @Test
    void should_say_so_when_there_is_nothing() {
        assertThat(SummaryTable.of(List.of(), STYLE)).isEqualTo("No window holds a frame.");
    }

    @Test
    void should_count_faces_and_no_people_where_they_are_not_followed() {
        DemographicSummary untracked = Records.summary("door", Records.START, SummaryStatus.FINAL);
        String table = SummaryTable.of(List.of(untracked), STYLE);

        assertThat(cells(table, "camera")).contains("faces").doesNotContain("came in", "stay s");
        assertThat(cells(table, "door")).contains("50", "31", "18", "1");
        assertThat(table.lines())
                .contains("total: 50 faces in 100 frames; a face counts in every frame that it is in")
                .contains("2 frames are missing");
    }

    @Test
    void should_mark_what_is_withheld_and_say_by_what() {
        DemographicSummary summary = tracked("lobby", 0, 3, 2, 1, 1, 0, 4.0);
        summary.setWithheld(true);
        summary.setPeopleEntered(null);
        summary.setMeanAge(null);
        summary.getEndedCounts().get(0).setFemale(null);
        String table = SummaryTable.of(List.of(summary), STYLE);

        assertThat(cells(table, "lobby")).containsExactly("lobby", "09:00:00", "*", "2", "*", "1", "0", "*", "4.0");
        assertThat(table)
                .contains("total: * came in, * women, 1 man, mean stay 4.0 s")
                .endsWith("* withheld by privacy.min.count");
    }

    @Test
    void should_let_no_camera_steer_the_terminal() {
        assertThat(SummaryTable.of(List.of(tracked("a\u001b[2J", 0, 3, 2, 1, 1, 0, 4.0)), STYLE))
                .doesNotContain("\u001b");
    }

    @Test
    void should_show_hours_and_days_of_cameras_and_sites_each_under_its_head() {
        String table = SummaryTable.ofRollups(
                List.of(
                        sum(RollupScope.SITE, RollupPeriod.DAILY),
                        sum(RollupScope.CAMERA, RollupPeriod.DAILY),
                        sum(RollupScope.SITE, RollupPeriod.HOURLY),
                        sum(RollupScope.CAMERA, RollupPeriod.HOURLY)),
                STYLE);

        assertThat(table.lines().filter(line -> line.contains("came in")).map(line -> line.split("\\|")[0].strip()))
                .containsExactly("camera, hour", "site, hour", "camera, day", "site, day");
        assertThat(table.lines().filter(line -> line.contains("Bremen")))
                .hasSize(2)
                .allMatch(line -> line.contains("7"));
    }

    private static RollupSummary sum(RollupScope scope, RollupPeriod period) {
        Instant start = period == RollupPeriod.HOURLY ? Records.START : Instant.parse("2026-05-01T00:00:00Z");
        return RollupSummary.newBuilder()
                .setScope(scope)
                .setCameraId(scope == RollupScope.CAMERA ? "lobby" : null)
                .setSite("Bremen")
                .setPeriod(period)
                .setPeriodStart(start)
                .setPeriodEnd(start.plus(period == RollupPeriod.HOURLY ? Duration.ofHours(1) : Duration.ofDays(1)))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setPeopleEntered(7L)
                .setTracksEnded(7L)
                .setDwellTotalMillis(14_000L)
                .setEndedCounts(List.of(new AgeBandCount(0, null, 3L, 4L, 0L)))
                .build();
    }

    private static DemographicSummary tracked(
            String camera, long second, long entered, long left, long women, long men, long unknown, double stay) {
        DemographicSummary summary = Records.summary(camera, Records.START.plusSeconds(second), SummaryStatus.FINAL);
        summary.setCountedUnit(CountedUnit.TRACKS);
        summary.setFramesMissing(0);
        summary.setPeoplePresent(entered);
        summary.setPeopleEntered(entered);
        summary.setTracksEnded(left);
        summary.setDwellMeanSeconds(stay);
        summary.setEndedCounts(new ArrayList<>(
                List.of(new AgeBandCount(0, 17, 0L, 0L, 0L), new AgeBandCount(18, null, women, men, unknown))));
        return summary;
    }

    /** The cells of the first line with a text. */
    private static List<String> cells(String table, String part) {
        String line =
                table.lines().filter(each -> each.contains(part)).findFirst().orElseThrow();
        return Stream.of(line.split("\\|")).map(String::strip).toList();
    }
}
