package io.agender.notifier.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.CameraProgress;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RuleEngineTest {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
    private static final Rule QUEUE =
            Rule.parse("queue: more than 5 people in zone queue for 30s").get(0);
    private static final Rule BLIND = Rule.parse("blind: cannot see for 30s").get(0);
    private static final Rule DARK = Rule.parse("gone: dark for 60s").get(0);

    @Test
    void should_tell_once_when_it_has_held_long_enough_and_once_when_it_holds_no_more() {
        assertThat(tell(QUEUE, queue(0, 6), queue(1, 9), queue(2, 6), queue(3, 7), queue(4, 5), queue(5, 5)))
                .containsExactly("raised at 30 since 0 with 6.0", "cleared at 40 since 0 with 5.0");
    }

    @Test
    void should_not_tell_what_did_not_hold_long_enough() {
        assertThat(tell(QUEUE, queue(0, 6), queue(1, 6), queue(2, 5), queue(3, 6), queue(4, 6)))
                .isEmpty();
    }

    @Test
    void should_begin_anew_behind_a_gap_but_end_nothing_by_it() {
        assertThat(tell(
                        QUEUE,
                        queue(0, 6),
                        queue(1, 6),
                        queue(3, 6),
                        queue(4, 6),
                        queue(5, 6),
                        queue(9, 6),
                        queue(10, 1)))
                .containsExactly("raised at 60 since 30 with 6.0", "cleared at 100 since 30 with 1.0");
    }

    @Test
    void should_neither_begin_nor_end_by_what_is_withheld() {
        assertThat(tell(QUEUE, queue(0, null), queue(1, null), queue(2, null), queue(3, null), queue(4, null)))
                .isEmpty();
        assertThat(tell(QUEUE, queue(0, 6), queue(1, 6), queue(2, 6), queue(3, null), queue(4, 6), queue(5, 0)))
                .containsExactly("raised at 30 since 0 with 6.0", "cleared at 50 since 0 with 0.0");
    }

    @Test
    void should_not_end_because_a_camera_cant_see_and_nobody_is_found() {
        assertThat(tell(QUEUE, queue(0, 6), queue(1, 6), queue(2, 6), blind(3, 0), queue(4, 6), queue(5, 0)))
                .containsExactly("raised at 30 since 0 with 6.0", "cleared at 50 since 0 with 0.0");
        assertThat(tell(QUEUE, queue(0, 6), blind(1, 6), queue(2, 6)))
                .as("who is found is there")
                .containsExactly("raised at 30 since 0 with 6.0");
    }

    @Test
    void should_tell_for_how_long_a_camera_cannot_see() {
        assertThat(tell(
                        BLIND,
                        view(0, 0, 0, 0),
                        view(1, 0, 4, 0),
                        view(2, 0, 10, 0),
                        view(3, 2, 3, 5),
                        view(4, 0, 0, 10),
                        view(5, 0, 0, 10),
                        view(6, 0, 0, 9)))
                .containsExactly("raised at 50 since 20 with 10.0", "cleared at 60 since 20 with 9.0");
    }

    @Test
    void should_neither_begin_nor_end_by_a_window_without_frames_that_a_camera_cannot_see() {
        assertThat(tell(BLIND, view(0, 10, 0, 0), view(1, 10, 0, 0), view(2, 10, 0, 0), view(3, 10, 0, 0)))
                .isEmpty();
        assertThat(tell(
                        BLIND,
                        view(0, 0, 10, 0),
                        view(1, 0, 10, 0),
                        view(2, 0, 10, 0),
                        view(3, 10, 0, 0),
                        view(4, 0, 0, 0)))
                .containsExactly("raised at 30 since 0 with 10.0", "cleared at 40 since 0 with 0.0");
    }

    @Test
    void should_tell_apart_what_is_wrong_with_a_view() {
        Rule covered = Rule.parse("covered: view blocked or dark for 20s").get(0);
        Rule moved = Rule.parse("moved: view moved for 0s").get(0);
        SpecificRecord[] windows = {view(0, 0, 10, 0), view(1, 0, 10, 0), view(2, 0, 9, 1), view(3, 0, 0, 10)};

        assertThat(tell(covered, windows))
                .containsExactly("raised at 20 since 0 with 10.0", "cleared at 20 since 0 with 9.0");
        assertThat(tell(moved, windows)).containsExactly("raised at 40 since 30 with 10.0");
        assertThat(tell(BLIND, windows)).containsExactly("raised at 30 since 0 with 10.0");
    }

    /** A window with seconds of its kinds; in those that remain the camera could see. */
    private static DemographicSummary view(int number, int withoutFrames, int blocked, int moved) {
        DemographicSummary window = window(number);
        window.setSecondsWithoutFrames(withoutFrames);
        window.setSecondsImpaired(blocked + moved);
        window.setSecondsBlocked(blocked);
        window.setSecondsMoved(moved);
        return window;
    }

    private static DemographicSummary blind(int number, Integer people) {
        DemographicSummary window = queue(number, people);
        window.setFramesAnalysed(50);
        window.setFramesImpaired(50);
        return window;
    }

    @Test
    void should_pass_over_windows_that_come_late_and_those_that_are_not_final() {
        assertThat(tell(QUEUE, queue(0, 6), queue(1, 6), queue(0, 1), partial(2, 9), queue(2, 6)))
                .containsExactly("raised at 30 since 0 with 6.0");
    }

    @Test
    void should_count_faces_of_the_whole_picture() {
        Rule crowd = Rule.parse("crowd: more than 2.5 faces in picture for 0s").get(0);
        assertThat(tell(crowd, faces(0, 2.5), faces(1, 2.6), faces(2, 0.0)))
                .containsExactly("raised at 20 since 10 with 2.6", "cleared at 20 since 10 with 0.0");
    }

    @Test
    void should_say_that_a_camera_is_dark_whichever_mark_is_the_first_to_tell() {
        List<String> told = List.of("raised at 65 since 5 with null", "cleared at 200 since 5 with null");
        assertThat(tell(DARK, queue(0, 1), mark(5, 30), mark(5, 64), mark(5, 66), mark(5, 90), queue(20, 1)))
                .isEqualTo(told);
        assertThat(tell(DARK, queue(0, 1), mark(5, 120), queue(0, 1), queue(20, 1), queue(21, 1)))
                .isEqualTo(told);
    }

    @Test
    void should_not_believe_a_mark_that_is_older_than_what_was_seen() {
        assertThat(tell(DARK, queue(0, 1), queue(20, 1), mark(5, 190))).isEmpty();
        assertThat(tell(DARK, mark(90, 90))).isEmpty();
    }

    @Test
    void should_give_the_same_ids_to_the_same_and_others_to_all_else() {
        SpecificRecord[] twice = {
            queue(0, 6), queue(1, 6), queue(2, 6), queue(3, 0), queue(4, 6), queue(5, 6), queue(6, 6), queue(7, 0)
        };
        List<String> ids = alerts(QUEUE, twice).stream().map(Alert::id).toList();

        assertThat(ids).hasSize(4).doesNotHaveDuplicates();
        assertThat(alerts(QUEUE, twice)).extracting(Alert::id).isEqualTo(ids);
        Rule other =
                Rule.parse("queue: more than 4 people in zone queue for 30s").get(0);
        assertThat(alerts(other, twice)).extracting(Alert::id).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void should_not_call_a_camera_dark_that_was_stopped() {
        CameraProgress stopped = mark(5, 190);
        stopped.setEnded(true);

        assertThat(tell(DARK, queue(0, 1), stopped)).isEmpty();
    }

    private static List<String> tell(Rule rule, SpecificRecord... records) {
        return alerts(rule, records).stream()
                .map(alert -> (alert.raised() ? "raised" : "cleared") + " at " + seconds(alert.at()) + " since "
                        + seconds(alert.since()) + " with " + alert.figure())
                .collect(Collectors.toList());
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond() - START.getEpochSecond();
    }

    private static List<Alert> alerts(Rule rule, SpecificRecord... records) {
        List<Alert> alerts = new ArrayList<>();
        RuleState state = RuleState.begun("lobby");
        for (SpecificRecord record : records) {
            RuleStep step = record instanceof CameraProgress mark
                    ? RuleEngine.take(rule, state, mark)
                    : RuleEngine.take(rule, state, (DemographicSummary) record);
            state = step.state();
            Stream.of(step).flatMap(one -> one.alert().stream()).forEach(alerts::add);
        }
        return alerts;
    }

    private static CameraProgress mark(int silentSince, int upTo) {
        return new CameraProgress("lobby", "s", 1L, false, START.plusSeconds(silentSince), START.plusSeconds(upTo));
    }

    private static DemographicSummary queue(int number, Integer people) {
        DemographicSummary window = window(number);
        window.setZones(List.of(ZoneSummary.newBuilder()
                .setZone("queue")
                .setPeoplePresent(people == null ? null : people.longValue())
                .build()));
        return window;
    }

    private static DemographicSummary partial(int number, int people) {
        DemographicSummary window = queue(number, people);
        window.setStatus(SummaryStatus.PARTIAL);
        return window;
    }

    private static DemographicSummary faces(int number, double faces) {
        DemographicSummary window = window(number);
        window.setAverageOccupancy(faces);
        return window;
    }

    private static DemographicSummary window(int number) {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(START.plusSeconds(10L * number))
                .setWindowEnd(START.plusSeconds(10L * number + 10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(50)
                .setFramesMissing(0)
                .setFacesDetected(0)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of())
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();
    }
}
