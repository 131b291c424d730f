package io.agender.dashboard.state;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.view.Cell;
import io.agender.dashboard.view.TotalView;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsTest {

    @Test
    void should_count_each_track_once_where_it_ended() {
        TotalView total = Totals.of(List.of(
                summary("lobby", NOON)
                        .setTracksEnded(1L)
                        .setDwellMeanSeconds(2.0)
                        .build(),
                summary("lobby", NOON.plusSeconds(10))
                        .setTracksEnded(3L)
                        .setDwellMeanSeconds(6.0)
                        .build()));
        assertThat(total.sums().get("entered")).isEqualTo(new Cell(2, 0));
        assertThat(total.dwellMeanSeconds()).isEqualTo(5.0);
        assertThat(total.bands()).hasSize(2);
        assertThat(total.bands().get(1).female()).isEqualTo(new Cell(2, 0));
        assertThat(total.bands().get(1).unknown()).isEqualTo(new Cell(0, 0));
        assertThat(total.sums()).containsEntry("framesAnalysed", 200L);
        assertThat(total.sums()).containsEntry("framesMissing", 2L);
    }

    @Test
    void should_add_up_watchers_over_the_windows_that_measured_attention_and_say_nothing_where_none_did() {
        TotalView some = Totals.of(List.of(
                summary("lobby", NOON)
                        .setWatchersEnded(2L)
                        .setWatchedMillis(700L)
                        .build(),
                summary("lobby", NOON.plusSeconds(10)).build(),
                summary("lobby", NOON.plusSeconds(20)).setWatchersEnded(3L).build()));
        TotalView none = Totals.of(List.of(summary("lobby", NOON).build()));

        assertThat(some.sums().get("watchersEnded")).isEqualTo(new Cell(5, 0));
        assertThat(some.sums().get("watchedMillis")).isEqualTo(new Cell(700, 0));
        assertThat(none.sums()).containsEntry("watchersEnded", null);
        assertThat(none.sums().get("entered")).isEqualTo(new Cell(1, 0));
    }

    @Test
    void should_count_faces_where_they_are_not_tracked() {
        TotalView total = Totals.of(List.of(summary("lobby", NOON)
                .setCountedUnit(CountedUnit.FACES)
                .setPeopleEntered(null)
                .setTracksEnded(null)
                .setDwellMeanSeconds(null)
                .setEndedCounts(List.of())
                .build()));
        assertThat(total.sums().get("entered")).isNull();
        assertThat(total.dwellMeanSeconds()).isNull();
        assertThat(total.bands().get(1).female()).isEqualTo(new Cell(1, 0));
        assertThat(total.bands().get(1).unknown()).isEqualTo(new Cell(1, 0));
    }

    @Test
    void should_tell_a_lower_bound_where_counts_are_withheld() {
        TotalView total = Totals.of(List.of(
                summary("lobby", NOON).build(),
                summary("lobby", NOON.plusSeconds(10))
                        .setWithheld(true)
                        .setPeopleEntered(null)
                        .setTracksEnded(null)
                        .setEndedCounts(
                                List.of(new AgeBandCount(0, 12, 0L, 0L, 0L), new AgeBandCount(13, null, null, 7L, 0L)))
                        .build()));
        assertThat(total.withheldWindows()).isEqualTo(1);
        assertThat(total.sums().get("entered")).isEqualTo(new Cell(1, 1));
        assertThat(total.bands().get(1).female()).isEqualTo(new Cell(1, 1));
        assertThat(total.bands().get(1).male()).isEqualTo(new Cell(7, 0));
    }

    @Test
    void should_take_windows_that_are_missing_for_seconds_without_frames() {
        TotalView total = Totals.of(List.of(
                summary("lobby", NOON).setSecondsWithoutFrames(2).build(),
                summary("lobby", NOON.plusSeconds(40))
                        .setSecondsWithoutFrames(1)
                        .build()));
        assertThat(total.seconds()).isEqualTo(50);
        assertThat(total.sums()).containsEntry("secondsWithoutFrames", 2L + 30 + 1);
    }

    @Test
    void should_leave_as_seen_what_is_neither_without_frames_nor_impaired() {
        TotalView total = Totals.of(List.of(
                summary("lobby", NOON)
                        .setSecondsWithoutFrames(2)
                        .setSecondsImpaired(5)
                        .setSecondsBlocked(4)
                        .setSecondsMoved(1)
                        .build(),
                summary("lobby", NOON.plusSeconds(20))
                        .setSecondsImpaired(10)
                        .setSecondsBlocked(10)
                        .build()));
        assertThat(total.seconds()).isEqualTo(30);
        assertThat(total.sums())
                .containsEntry("secondsWithoutFrames", 2L + 10)
                .containsEntry("secondsImpaired", 15L)
                .containsEntry("secondsBlocked", 14L)
                .containsEntry("secondsMoved", 1L)
                .containsEntry("secondsDark", 0L);
    }

    @Test
    void should_hold_every_number_that_adds_up_or_has_a_highest() {
        TotalView total = Totals.of(List.of(
                summary("lobby", NOON).setPeakOccupancy(4).build(),
                summary("lobby", NOON.plusSeconds(10)).setPeakOccupancy(3).build()));

        assertThat(total.sums())
                .containsKeys(
                        "framesAnalysed",
                        "framesUnchanged",
                        "framesPredicted",
                        "framesMissing",
                        "framesUndecodable",
                        "framesLate",
                        "secondsWithoutFrames",
                        "facesDetected",
                        "entered",
                        "tracksEnded",
                        "peakOccupancy")
                .containsEntry("facesDetected", 100L)
                .containsEntry("tracksEnded", new Cell(2, 0))
                .containsEntry("peakOccupancy", 4L);
    }
}
