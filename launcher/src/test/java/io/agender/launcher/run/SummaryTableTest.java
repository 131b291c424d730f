package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

    @Test
    void should_show_one_line_per_camera_and_window() {
        String table = SummaryTable.of(List.of(Records.summary("lobby", Records.START, SummaryStatus.FINAL)));
        assertThat(table.lines()
                        .filter(line -> line.contains("camera"))
                        .findFirst()
                        .orElseThrow())
                .contains("women", "men", "0-17", "18+", "mean age");
        assertThat(table.lines()
                        .filter(line -> line.contains("lobby"))
                        .findFirst()
                        .orElseThrow())
                .contains("05-01 09:00:00")
                .matches(".*\\| +100 \\| +2 \\| +50 \\| +31 \\| +18 \\| +3 \\| +47 \\| +33\\.3 \\|.*");
    }

    @Test
    void should_show_a_dash_where_there_is_no_age() {
        DemographicSummary empty = Records.summary("lobby", Records.START, SummaryStatus.FINAL);
        empty.setMeanAge(null);
        assertThat(SummaryTable.of(List.of(empty))).contains(" - ");
    }

    @Test
    void should_say_so_when_there_is_nothing() {
        assertThat(SummaryTable.of(List.of())).isEqualTo("No window holds a frame.");
    }

    @Test
    void should_show_people_where_faces_are_tracked_and_no_count_of_faces_over_frames() {
        String table = SummaryTable.of(List.of(tracked()));
        assertThat(line(table, "camera"))
                .contains("present", "entered", "left", "dwell s")
                .doesNotContain("faces |");
        assertThat(line(table, "lobby")).matches(".*\\| +100 \\| +2 \\| +5 \\| +3 \\| +2 \\| +12\\.3 \\| +31 \\|.*");
    }

    @Test
    void should_show_both_where_only_one_camera_is_tracked() {
        DemographicSummary untracked = Records.summary("door", Records.START, SummaryStatus.FINAL);
        String table = SummaryTable.of(List.of(tracked(), untracked));
        assertThat(line(table, "camera")).contains("faces |", "present");
        assertThat(line(table, "door")).matches(".*\\| +50 \\| +- \\| +- \\| +- \\| +- \\| +31 \\|.*");
    }

    @Test
    void should_mark_what_is_withheld_and_say_by_what() {
        DemographicSummary summary = tracked();
        summary.setWithheld(true);
        summary.setPeoplePresent(null);
        summary.setPeopleEntered(null);
        summary.setMeanAge(null);
        summary.getCounts().get(0).setFemale(null);
        String table = SummaryTable.of(List.of(summary));
        assertThat(line(table, "lobby"))
                .matches(
                        ".*\\| +2 \\| +\\* \\| +\\* \\| +2 \\| +12\\.3 \\| +\\* \\| +18 \\| +\\* \\| +47 \\| +\\* \\|.*");
        assertThat(table).endsWith("* withheld by privacy.min.count");
    }

    @Test
    void should_count_predicted_frames_as_frames_and_undecodable_ones_as_missing() {
        DemographicSummary summary = tracked();
        summary.setFramesPredicted(7);
        summary.setFramesUndecodable(4);
        assertThat(line(SummaryTable.of(List.of(summary)), "lobby")).matches(".*\\| +107 \\| +6 \\|.*");
    }

    private static DemographicSummary tracked() {
        DemographicSummary summary = Records.summary("lobby", Records.START, SummaryStatus.FINAL);
        summary.setCountedUnit(CountedUnit.TRACKS);
        summary.setPeoplePresent(5L);
        summary.setPeopleEntered(3L);
        summary.setTracksEnded(2L);
        summary.setDwellMeanSeconds(12.34);
        return summary;
    }

    private static String line(String table, String part) {
        return table.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }
}
