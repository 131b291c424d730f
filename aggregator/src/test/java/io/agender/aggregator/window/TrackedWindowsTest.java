package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.attentive;
import static io.agender.aggregator.TestCamera.ending;
import static io.agender.aggregator.TestCamera.man;
import static io.agender.aggregator.TestCamera.watching;
import static io.agender.aggregator.TestCamera.woman;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.window.CameraUpdate.Outcome;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraState;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a camera's windows say of people and of what was not seen. */
class TrackedWindowsTest {

    private final TestCamera camera = new TestCamera("lobby");
    private CameraWindows windows = new CameraWindows(TestConfigs.withoutPartials());
    private CameraState state;
    private final List<DemographicSummary> finals = new ArrayList<>();

    @Test
    void should_count_a_track_once_in_a_window_by_its_own_last_estimate_there() {
        update(camera.tracked(1, female(1, 20f)));
        update(camera.tracked(2, female(1, 30f), camera.track(2, Gender.UNKNOWN, null)));
        update(camera.tracked(9, female(1, 31f)));
        update(camera.tracked(10.5, male(1, 70f)));

        DemographicSummary summary = closeAll().get(0);

        assertThat(summary.getCountedUnit()).isEqualTo(CountedUnit.TRACKS);
        assertThat(summary.getPeoplePresent()).isEqualTo(2);
        assertThat(summary.getPeopleEntered()).isEqualTo(2);
        assertThat(summary.getMeanAge()).isEqualTo(31);
        assertThat(summary.getMedianAge()).isEqualTo(31);
        assertThat(filled(summary.getCounts())).containsExactly(new AgeBandCount(25, 34, 1L, 0L, 0L));
    }

    @Test
    void should_count_one_who_stays_in_every_window_as_present_but_once_as_entered() {
        update(camera.tracked(1, female(1, 20f)));
        update(camera.tracked(11, female(1, 20f), male(2, 30f)));
        update(camera.tracked(21, male(2, 30f)));

        assertThat(closeAll())
                .extracting(
                        summary -> summary.getPeoplePresent() + " present " + summary.getPeopleEntered() + " entered")
                .containsExactly("1 present 1 entered", "2 present 1 entered", "1 present 0 entered");
    }

    @Test
    void should_not_let_a_frame_of_the_next_window_change_an_estimate_when_the_track_ends_there() {
        update(camera.tracked(9, female(1, 20f)));
        update(camera.tracked(10.5, male(1, 70f)));
        update(ending(camera.frame(11), camera.ended(1, 9, 10.5, Gender.MALE, 71f)));

        List<DemographicSummary> summaries = closeAll();

        assertThat(filled(summaries.get(0).getCounts())).containsExactly(new AgeBandCount(18, 24, 1L, 0L, 0L));
        assertThat(filled(summaries.get(1).getCounts())).containsExactly(new AgeBandCount(65, null, 0L, 1L, 0L));
        assertThat(filled(summaries.get(0).getEndedCounts())).isEmpty();
        assertThat(filled(summaries.get(1).getEndedCounts())).containsExactly(new AgeBandCount(65, null, 0L, 1L, 0L));
    }

    @Test
    void should_count_faces_without_a_track_in_the_occupancy_only() {
        update(camera.tracked(1, female(1, 20f), woman(40)));
        update(camera.tracked(2, man(30), woman(40), man(33)));

        DemographicSummary summary = closeAll().get(0);

        assertThat(summary.getFacesDetected()).isEqualTo(5);
        assertThat(summary.getAverageOccupancy()).isEqualTo(2.5);
        assertThat(summary.getPeakOccupancy()).isEqualTo(3);
        assertThat(summary.getPeoplePresent()).isEqualTo(1);
        assertThat(summary.getMeanAge()).isEqualTo(20);
    }

    @Test
    void should_say_of_an_empty_tracked_window_that_nobody_was_there() {
        update(camera.tracked(1));

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getCountedUnit()).isEqualTo(CountedUnit.TRACKS);
            assertThat(summary.getPeoplePresent()).isZero();
            assertThat(summary.getPeopleEntered()).isZero();
            assertThat(summary.getTracksEnded()).isZero();
            assertThat(summary.getDwellMeanSeconds()).isNull();
            assertThat(summary.getDwellMedianSeconds()).isNull();
            assertThat(summary.getEndedCounts()).hasSize(8);
        });
    }

    @Test
    void should_count_tracks_only_where_tracking_begins_within_a_window() {
        update(camera.frame(1, woman(80), woman(81)));
        update(camera.tracked(2, female(1, 20f)));
        update(camera.frame(3, woman(82)));

        DemographicSummary summary = closeAll().get(0);

        assertThat(summary.getCountedUnit()).isEqualTo(CountedUnit.TRACKS);
        assertThat(filled(summary.getCounts())).containsExactly(new AgeBandCount(18, 24, 1L, 0L, 0L));
        assertThat(summary.getFacesDetected()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // dwells in seconds, mean, median
                "2           | 2      | 2",
                "1 2 9       | 4      | 2",
                "1 2 3 10    | 4      | 2.5",
                "0.04 0.05   | 0.045  | 0.1", // to a tenth, halves up
                "99.94       | 99.94  | 99.9",
                "123.4       | 123.4  | 123", // from 100 s on three digits
                "4567        | 4567   | 4560",
                "-3          | 0      | 0", // ended before it began: bad data counts as nothing
            })
    void should_give_mean_and_median_of_the_time_that_ended_tracks_were_seen(
            String dwells, double mean, double median) {
        List<EndedTrack> ended = new ArrayList<>();
        for (String dwell : dwells.split(" +")) {
            ended.add(camera.ended(ended.size() + 1, -5000, -5000 + Double.parseDouble(dwell), Gender.UNKNOWN, null));
        }
        update(ending(camera.frame(1), ended.toArray(EndedTrack[]::new)));

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getTracksEnded()).isEqualTo(ended.size());
            assertThat(summary.getDwellMeanSeconds()).isEqualTo(mean);
            assertThat(summary.getDwellMedianSeconds()).isEqualTo(median);
        });
    }

    @Test
    void should_count_in_each_window_who_watched_there_and_how_long() {
        update(attentive(camera.tracked(8, watching(female(1, 20f), 0, 0), watching(male(2, 40f), 0, 0))));
        update(attentive(camera.tracked(9, watching(female(1, 20f), 300, 300), watching(male(2, 40f), 0, 0))));
        update(attentive(camera.tracked(9.5, watching(female(1, 30f), 500, 800))));
        update(attentive(camera.tracked(10.5, watching(female(1, 30f), 1000, 1800))));
        update(attentive(ending(
                camera.tracked(19),
                watching(camera.ended(1, 8, 10.5, Gender.FEMALE, 30f), 1800),
                watching(camera.ended(2, 8, 9, Gender.MALE, 40f), 0))));

        List<DemographicSummary> summaries = closeAll();

        assertThat(summaries.get(0)).satisfies(summary -> {
            assertThat(summary.getWatchers()).isEqualTo(1);
            assertThat(summary.getWatcherShare()).isEqualTo(0.5);
            assertThat(summary.getWatchedMillis()).isEqualTo(800);
            assertThat(filled(summary.getWatcherCounts())).containsExactly(new AgeBandCount(25, 34, 1L, 0L, 0L));
            assertThat(summary.getWatchersEnded()).isZero();
            assertThat(summary.getAttentionMeanSeconds()).isNull();
            assertThat(summary.getAttentionMedianSeconds()).isNull();
            assertThat(filled(summary.getEndedWatcherCounts())).isEmpty();
        });
        assertThat(summaries.get(1)).satisfies(summary -> {
            assertThat(summary.getWatchers()).isEqualTo(1);
            assertThat(summary.getWatcherShare()).isEqualTo(1);
            assertThat(summary.getWatchedMillis()).isEqualTo(1000);
            assertThat(summary.getTracksEnded()).isEqualTo(2);
            assertThat(summary.getWatchersEnded()).isEqualTo(1);
            assertThat(summary.getAttentionMeanSeconds()).isEqualTo(1.8);
            assertThat(summary.getAttentionMedianSeconds()).isEqualTo(1.8);
            assertThat(filled(summary.getEndedWatcherCounts())).containsExactly(new AgeBandCount(25, 34, 1L, 0L, 0L));
        });
    }

    @Test
    void should_tell_nobody_watching_from_nobody_measuring() {
        update(attentive(camera.tracked(1)));
        update(attentive(camera.tracked(2)));
        update(camera.tracked(11, female(1, 20f)));
        update(ending(camera.frame(21), camera.ended(1, 11, 11, Gender.FEMALE, 20f)));

        List<DemographicSummary> summaries = closeAll();

        assertThat(summaries.get(0).getWatchers()).isZero();
        assertThat(summaries.get(0).getWatcherShare()).as("of nobody").isNull();
        assertThat(summaries.get(0).getWatcherCounts()).hasSize(8);
        assertThat(summaries.subList(1, 3)).allSatisfy(summary -> {
            assertThat(summary.getWatchers()).isNull();
            assertThat(summary.getWatcherShare()).isNull();
            assertThat(summary.getWatchedMillis()).isNull();
            assertThat(summary.getWatchersEnded()).isNull();
            assertThat(summary.getWatcherCounts()).isEmpty();
            assertThat(summary.getEndedWatcherCounts()).isEmpty();
        });
    }

    @ParameterizedTest(name = "{0} s apart: {1}")
    @CsvSource({"0.3, 0", "1, 0", "1.001,", "2,", "60,"})
    void should_say_nothing_of_watchers_where_frames_are_too_far_apart_for_a_look(double apart, Long watchers) {
        for (int frame = 0; frame < 5; frame++) {
            update(attentive(camera.tracked(frame * apart, watching(female(1, 20f), 0, 0))));
        }
        update(attentive(
                ending(camera.tracked(5 * apart), watching(camera.ended(1, 0, 4 * apart, Gender.FEMALE, 20f), 0))));
        closeAll();

        assertThat(finals).isNotEmpty().allSatisfy(summary -> {
            assertThat(summary.getWatchers()).isEqualTo(watchers);
            assertThat(summary.getWatchedMillis()).isEqualTo(watchers);
            assertThat(summary.getWatchersEnded()).isEqualTo(watchers);
        });
    }

    @Test
    void should_not_take_frames_that_the_detector_skipped_for_sights_of_a_look() {
        for (int frame = 0; frame < 9; frame++) {
            FrameFaces next = attentive(camera.tracked(frame, watching(female(1, 20f), 0, 0)));
            next.setOutcome(frame % 2 == 0 ? FrameOutcome.ANALYSED : FrameOutcome.PREDICTED);
            update(next);
        }

        assertThat(closeAll()).singleElement().satisfies(summary -> assertThat(summary.getWatchers())
                .isNull());
    }

    @Test
    void should_know_of_watchers_where_windows_are_as_short_as_the_time_between_frames() {
        windows = new CameraWindows(TestConfigs.of(Map.of("window", "1s", "partial.interval", "0s")));
        for (int frame = 0; frame < 5; frame++) {
            update(attentive(camera.tracked(frame, watching(female(1, 20f), 0, 0))));
        }

        assertThat(closeAll()).extracting(DemographicSummary::getWatchers).containsExactly(null, 0L, 0L, 0L, 0L);
    }

    @Test
    void should_count_one_who_is_in_the_last_frame_and_ends_with_it() {
        FrameFaces last = camera.tracked(3, female(1, 20f), male(2, 30f));
        last.setEndOfStream(true);
        List<TimedSummary> summaries = update(ending(
                        last, camera.ended(1, 1, 3, Gender.FEMALE, 20f), camera.ended(2, 1, 3, Gender.MALE, 30f)))
                .due()
                .summaries();

        assertThat(summaries).singleElement().satisfies(timed -> {
            assertThat(timed.summary().getPeoplePresent()).isEqualTo(2);
            assertThat(timed.summary().getPeopleEntered()).isEqualTo(2);
            assertThat(timed.summary().getTracksEnded()).isEqualTo(2);
        });
    }

    @Test
    void should_count_a_track_that_a_late_frame_shows_or_ends_in_the_oldest_open_window() {
        update(camera.tracked(5, female(1, 20f)));
        update(camera.tracked(14));
        update(camera.tracked(21));
        CameraUpdate late = update(
                ending(camera.tracked(4, female(1, 20f), male(2, 30f)), camera.ended(1, 1, 4, Gender.FEMALE, 20f)));

        assertThat(late.outcome()).isEqualTo(Outcome.LATE);
        assertThat(closeAll())
                .extracting(s -> s.getFramesLate() + " late " + s.getPeoplePresent() + " present "
                        + s.getPeopleEntered() + " entered " + s.getTracksEnded() + " ended")
                .containsExactly(
                        "0 late 1 present 1 entered 0 ended",
                        "1 late 0 present 1 entered 1 ended",
                        "0 late 0 present 0 entered 0 ended");
    }

    @Test
    void should_keep_what_a_late_frame_tells_for_the_next_window_when_none_is_open() {
        update(camera.tracked(5, female(1, 20f)));
        closeAll();
        CameraUpdate late = update(ending(camera.lose(2).tracked(6), camera.ended(1, 5, 5, Gender.FEMALE, 20f)));
        assertThat(late).isEqualTo(new CameraUpdate(Outcome.LATE, Due.NOTHING));

        update(camera.tracked(11));
        update(camera.tracked(22));

        assertThat(closeAll())
                .extracting(s -> s.getFramesLate() + " late " + s.getFramesMissing() + " missing " + s.getTracksEnded()
                        + " ended")
                .containsExactly("0 late 0 missing 0 ended", "1 late 2 missing 1 ended", "0 late 0 missing 0 ended");
        assertThat(state.getCarried()).isEqualTo(Flows.empty());
    }

    @Test
    void should_count_no_track_again_when_a_forgotten_run_is_played_again() {
        for (String stream : List.of("a", "b", "c", "d", "e", "f")) {
            double time = 10 * (stream.charAt(0) - 'a');
            update(camera.restart(stream).tracked(time, female(1, 20f)));
        }
        CameraUpdate replayed = update(
                ending(camera.restart("a").tracked(0, female(1, 20f)), camera.ended(1, 0, 0, Gender.FEMALE, 20f)));

        assertThat(replayed.outcome()).isEqualTo(Outcome.LATE);
        List<DemographicSummary> summaries = closeAll();
        assertThat(summaries).hasSize(6).allSatisfy(summary -> {
            assertThat(summary.getPeopleEntered()).isEqualTo(1);
            assertThat(summary.getTracksEnded()).isZero();
        });
        assertThat(summaries.stream().mapToLong(DemographicSummary::getFramesLate))
                .containsExactly(0L, 0L, 0L, 0L, 1L, 0L);
    }

    @Test
    void should_count_no_track_again_when_a_run_that_is_played_again_catches_up() {
        for (String stream : List.of("a", "b", "c", "d", "e", "f")) {
            double time = 10 * (stream.charAt(0) - 'a');
            update(camera.restart(stream).tracked(time, female(1, 20f)));
        }
        update(camera.restart("a").tracked(0, female(1, 20f)));
        update(camera.tracked(55, female(1, 20f)));

        assertThat(closeAll()).extracting(DemographicSummary::getPeopleEntered).containsOnly(1L);
    }

    @Test
    void should_count_tracks_of_a_new_run_whose_first_frames_fall_into_a_closed_window() {
        update(camera.lastFrame(3));
        update(camera.restart("b").tracked(4, female(1, 20f)));
        update(ending(camera.frame(5), camera.ended(1, 4, 4, Gender.FEMALE, 20f)));
        update(camera.tracked(11));

        assertThat(closeAll())
                .extracting(s -> s.getFramesLate() + " late " + s.getPeopleEntered() + " entered " + s.getTracksEnded())
                .containsExactly("0 late null entered null", "2 late 1 entered 1");
    }

    @Test
    void should_report_a_window_of_nothing_but_undecodable_frames_for_garbage_is_not_an_empty_room() {
        update(camera.undecodable(1));
        update(camera.undecodable(2));

        CameraUpdate update = update(camera.undecodable(12));

        assertThat(update.due().summaries()).singleElement().satisfies(timed -> {
            assertThat(timed.summary().getStatus()).isEqualTo(SummaryStatus.FINAL);
            assertThat(timed.summary().getFramesUndecodable()).isEqualTo(2);
            assertThat(timed.summary().getFramesAnalysed()).isZero();
            assertThat(timed.summary().getFramesMissing()).isZero();
            assertThat(timed.summary().getSecondsWithoutFrames()).isEqualTo(10);
            assertThat(timed.summary().getAverageOccupancy()).isNull();
        });
    }

    @Test
    void should_tell_predicted_frames_from_analysed_ones() {
        update(camera.tracked(1, female(1, 20f)));
        FrameFaces predicted = camera.tracked(2, female(1, 20f), female(2, 30f));
        predicted.setOutcome(FrameOutcome.PREDICTED);
        update(predicted);

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getFramesAnalysed()).isEqualTo(1);
            assertThat(summary.getFramesPredicted()).isEqualTo(1);
            assertThat(summary.getFacesDetected()).isEqualTo(1);
            assertThat(summary.getPeakOccupancy()).isEqualTo(1);
            assertThat(summary.getPeoplePresent()).isEqualTo(2);
            assertThat(summary.getSecondsWithoutFrames()).isEqualTo(8);
        });
    }

    @Test
    void should_count_a_frame_in_which_nothing_changed_as_seen_and_empty() {
        update(camera.tracked(1, female(1, 20f)));
        FrameFaces unchanged = camera.tracked(4);
        unchanged.setOutcome(FrameOutcome.UNCHANGED);
        update(unchanged);

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getFramesAnalysed()).isEqualTo(2);
            assertThat(summary.getFramesUnchanged()).isEqualTo(1);
            assertThat(summary.getAverageOccupancy()).isEqualTo(0.5);
            assertThat(summary.getSecondsWithoutFrames()).isEqualTo(8);
        });
    }

    @Test
    void should_give_in_a_partial_the_seconds_without_a_frame_that_are_over() {
        windows = new CameraWindows(TestConfigs.defaults());
        update(camera.frame(1));

        assertThat(update(camera.frame(6.5)).due().summaries()).singleElement().satisfies(timed -> assertThat(
                        timed.summary().getSecondsWithoutFrames())
                .isEqualTo(5));
    }

    @Test
    void should_carry_the_place_of_the_camera() {
        update(TestCamera.of("shop", camera.frame(1)));
        update(camera.frame(11));

        assertThat(closeAll()).extracting(DemographicSummary::getSite).containsExactly("shop", null);
    }

    @Test
    void should_keep_no_more_of_a_busy_day_than_the_tracks_that_go_on_and_the_counts() {
        windows = new CameraWindows(TestConfigs.of(Map.of("window", "1d", "partial.interval", "0s")));
        for (int number = 1; number <= 20_000; number++) {
            Face[] faces = {female(number, number % 900 / 10f), male(number + 1, 30f)};
            FrameFaces frame = number == 1
                    ? camera.tracked(1, faces)
                    : ending(
                            camera.tracked(number * 4, faces),
                            camera.ended(number - 1, 0, number * 3.7, Gender.FEMALE, number % 900 / 10f));
            update(frame);
        }

        assertThat(state.getWindows()).singleElement().satisfies(window -> {
            assertThat(window.getTracks()).hasSize(2);
            assertThat(window.getTracksOver()).isEqualTo(19_999);
            assertThat(window.getCoveredSeconds()).hasSize(CoveredSeconds.MAX_RANGES);
        });
        assertThat(AvroStateSerde.of(CameraState.class).serializer().serialize("t", state))
                .hasSizeLessThan(32 * 1024);
        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getPeoplePresent()).isEqualTo(20_001);
            assertThat(summary.getPeopleEntered()).isEqualTo(20_001);
            assertThat(summary.getTracksEnded()).isEqualTo(19_999);
            assertThat(summary.getSecondsWithoutFrames())
                    .isEqualTo(Duration.ofDays(1).toSeconds() - 20_000);
        });
    }

    private Face female(int number, float age) {
        return camera.track(number, Gender.FEMALE, age);
    }

    private Face male(int number, float age) {
        return camera.track(number, Gender.MALE, age);
    }

    private static Stream<AgeBandCount> filled(List<AgeBandCount> counts) {
        return counts.stream().filter(count -> count.getFemale() + count.getMale() + count.getUnknown() > 0);
    }

    private CameraUpdate update(FrameFaces frame) {
        if (state == null) {
            state = windows.initial(frame);
        }
        return sent(windows.update(camera.id, state, frame));
    }

    private CameraUpdate sent(CameraUpdate update) {
        update.due().summaries().stream()
                .map(TimedSummary::summary)
                .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                .forEach(finals::add);
        return update;
    }

    /** All windows of the camera, those that closed before included. */
    private List<DemographicSummary> closeAll() {
        sent(new CameraUpdate(Outcome.COUNTED, new Due(windows.closeAll(camera.id, state), List.of())));
        return finals;
    }
}
