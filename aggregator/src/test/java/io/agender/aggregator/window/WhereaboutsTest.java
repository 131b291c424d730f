package io.agender.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.RandomPlaces;
import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSide;
import io.agender.schemas.LineSummary;
import io.agender.schemas.ZoneSummary;
import io.agender.schemas.camera.CameraVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A picture of 640 × 480 pixels with the zone "right" from x = 320 on and the line "middle" just there, whose right side is
 * in. Boxes are 50 pixels wide and high, so borders are 10 pixels wide. Windows of ten seconds, grace two.
 */
class WhereaboutsTest {

    private final CameraWindows windows = new CameraWindows(TestConfigs.withoutPartials());
    private final TestCamera camera = new TestCamera("lobby");
    private CameraSettings settings = new CameraSettings("lobby", new ArrayList<>(), List.of());
    private final List<DemographicSummary> closed = new ArrayList<>();
    private CameraState state;

    WhereaboutsTest() {
        valid(1, Instant.EPOCH, 0.5);
    }

    @Test
    void should_count_who_comes_in_and_crosses_and_leaves_again_once_each() {
        walk(0, 100, 200, 319, 320, 331, 400);
        walk(6, 331, 315, 311, 309);
        end(9.5, 1, 0, 9);

        assertZone(close(), 1, 1, 1, 5.0);
        assertLine(closed.get(0), 1, 1);
    }

    @Test
    void should_count_a_box_that_shakes_on_a_border_once() {
        walk(0, 100, 321, 315, 325, 312, 329, 311, 328, 400);

        DemographicSummary summary = close();
        assertZone(summary, 1, 1, 0, null);
        assertLine(summary, 1, 0);
    }

    @Test
    void should_not_count_who_turns_back_on_the_border_as_crossing() {
        walk(0, 100, 329, 100, 325, 309);

        DemographicSummary summary = close();
        assertLine(summary, 0, 0);
        assertThat(zone(summary).getPeopleEntered()).as("came in and left").isEqualTo(2);
        assertThat(zone(summary).getStaysEnded()).isEqualTo(2);
    }

    @Test
    void should_not_count_who_walks_around_the_end_of_the_line() {
        settings.getVersions()
                .get(0)
                .setLines(List.of(new CameraLine(
                        "middle", RandomPlaces.point(0.5, 0.5), RandomPlaces.point(0.5, 1), LineSide.LEFT)));
        add(camera.tracked(0, at(1, 100, 100)));
        add(camera.tracked(1, at(1, 500, 100)));
        add(camera.tracked(2, at(1, 500, 400)));
        add(camera.tracked(3, at(1, 100, 400)));

        assertLine(close(), 0, 1);
    }

    @Test
    void should_move_nobody_in_frames_that_were_predicted_or_cant_be_read() {
        walk(0, 100);
        add(predicted(camera.tracked(1, at(1, 500, 240))));
        walk(2, 101);
        add(camera.undecodable(3));
        DemographicSummary summary = close();

        assertZone(summary, 0, 0, 0, null);
        assertLine(summary, 0, 0);
    }

    @Test
    void should_show_in_predicted_frames_who_is_still_there() {
        walk(8, 400);
        add(predicted(camera.tracked(11, at(1, 100, 240))));
        add(predicted(camera.tracked(21, at(1, 100, 240))));
        walk(22, 400);
        DemographicSummary last = close();

        assertThat(closed)
                .extracting(summary -> zone(summary).getPeoplePresent())
                .containsExactly(1L, 1L, 1L);
        assertThat(closed)
                .extracting(summary -> zone(summary).getPeopleEntered())
                .containsExactly(1L, 0L, 0L);
        assertThat(closed.get(1).getFramesAnalysed()).isZero();
        assertThat(zone(last).getFacesDetected()).isEqualTo(1);
    }

    @Test
    void should_hold_who_stays_over_the_border_of_windows_in_both_and_let_them_enter_once() {
        walk(8, 100, 400, 400, 400, 400, 100);
        end(15, 1, 8, 13);
        close();

        assertThat(closed)
                .extracting(summary -> zone(summary).getPeoplePresent())
                .containsExactly(1L, 1L);
        assertThat(closed)
                .extracting(summary -> zone(summary).getPeopleEntered())
                .containsExactly(1L, 0L);
        assertThat(closed).extracting(summary -> zone(summary).getStaysEnded()).containsExactly(0L, 1L);
        assertThat(zone(closed.get(1)).getDwellMeanSeconds()).isEqualTo(3.0);
        assertThat(zone(closed.get(1)).getDwellMedianSeconds()).isEqualTo(3.0);
        assertThat(closed)
                .extracting(summary -> summary.getLines().get(0).getCrossedIn())
                .containsExactly(1L, 0L);
        assertThat(closed)
                .extracting(summary -> summary.getLines().get(0).getCrossedOut())
                .containsExactly(0L, 1L);
    }

    @Test
    void should_end_the_stay_of_a_track_that_is_lost_when_it_was_last_seen_there() {
        walk(0, 400, 410, 420);
        add(camera.tracked(6));
        end(7, 1, 0, 2);

        assertZone(close(), 1, 1, 1, 2.0);
        assertThat(state.getWhereabouts()).isEmpty();
    }

    @Test
    void should_end_a_stay_that_a_late_frame_ends_with_the_next_one_that_counts() {
        walk(8, 400);
        walk(13, 400);
        walk(24, 400); // the first window is final
        end(9.5, 1, 8, 24);
        assertThat(state.getLateInARow()).isEqualTo(1);
        assertThat(state.getWhereabouts()).hasSize(1);
        add(camera.tracked(25));
        close();

        assertThat(closed).extracting(summary -> zone(summary).getStaysEnded()).containsExactly(0L, 0L, 1L);
        assertThat(zone(closed.get(2)).getDwellMeanSeconds()).isEqualTo(16.0);
    }

    @Test
    void should_move_nobody_in_late_frames() {
        walk(8, 100);
        walk(13, 100);
        walk(24, 100);
        add(camera.tracked(9, at(1, 500, 240)));
        walk(25, 100);
        close();

        assertThat(closed).allSatisfy(summary -> assertThat(zone(summary).getPeopleEntered())
                .isZero());
        assertThat(closed).allSatisfy(summary -> assertLine(summary, 0, 0));
    }

    @Test
    void should_count_ages_and_genders_of_who_is_there_who_left_and_who_crossed() {
        Face woman = at(1, 100, 240);
        woman.getTrack().setGender(Gender.FEMALE);
        woman.getTrack().setAge(31f);
        add(camera.tracked(0, woman, at(2, 500, 240)));
        Face later = at(1, 400, 240);
        later.getTrack().setGender(Gender.FEMALE);
        later.getTrack().setAge(40f);
        add(camera.tracked(1, later, at(2, 400, 240)));
        add(camera.tracked(2, at(2, 100, 240)));
        DemographicSummary summary = close();

        ZoneSummary zone = zone(summary);
        assertThat(zone.getCounts())
                .filteredOn(band -> band.getFromAge() == 35)
                .singleElement()
                .satisfies(band -> {
                    assertThat(band.getFemale()).isEqualTo(1);
                    assertThat(band.getMale()).isZero();
                });
        assertThat(zone.getCounts().get(3).getMale()).as("25 to 34").isEqualTo(1);
        assertThat(zone.getEndedCounts().get(3).getMale()).isEqualTo(1);
        LineSummary line = summary.getLines().get(0);
        assertThat(line.getInCounts().get(4).getFemale()).isEqualTo(1);
        assertThat(line.getOutCounts().get(3).getMale()).isEqualTo(1);
        assertThat(zone.getAverageOccupancy()).isEqualTo(1.0);
        assertThat(zone.getPeakOccupancy()).isEqualTo(2);
    }

    @Test
    void should_count_faces_of_no_track_in_the_occupancy_alone() {
        Face face = TestCamera.man(30);
        face.setBox(box(400, 240));
        add(camera.frame(0, face));
        ZoneSummary zone = zone(close());

        assertThat(zone.getFacesDetected()).isEqualTo(1);
        assertThat(zone.getPeoplePresent()).isNull();
        assertThat(zone.getCounts()).isEmpty();
        assertThat(closed.get(0).getLines().get(0).getCrossedIn()).isNull();
    }

    @Test
    void should_go_by_the_version_that_was_valid_when_the_window_began_until_it_closes() {
        valid(2, TestCamera.at(10), 0.25);
        walk(8, 200, 200, 200, 200);
        settings = new CameraSettings("lobby", new ArrayList<>(settings.getVersions()), List.of());
        valid(3, TestCamera.at(5), 0.9); // too late for windows that are open
        walk(13, 200);
        close();

        assertThat(closed).extracting(DemographicSummary::getSettingsVersion).containsExactly(1, 2);
        assertThat(closed)
                .extracting(summary -> zone(summary).getPeopleEntered())
                .containsExactly(0L, 1L);
    }

    @Test
    void should_let_a_stay_go_on_in_the_zone_of_the_same_name_and_begin_lines_anew() {
        valid(2, TestCamera.at(10), 0.25);
        walk(8, 300, 400, 400, 400);
        close();

        assertThat(closed)
                .extracting(summary -> zone(summary).getPeopleEntered())
                .containsExactly(1L, 0L);
        assertThat(closed).extracting(summary -> zone(summary).getStaysEnded()).containsExactly(0L, 0L);

        walk(20, 300);
        valid(3, TestCamera.at(30), 0.39);
        walk(31, 100);
        assertLine(close(), 0, 0);
    }

    @Test
    void should_let_who_is_in_a_zone_enter_it_once_when_frames_of_the_window_before_come_later() {
        valid(2, TestCamera.at(10), 0.25);
        walk(8, 200);
        walk(10, 200);
        walk(9.5, 200); // outside of the zone as it was
        walk(11, 200);
        close();

        assertThat(closed)
                .extracting(summary -> zone(summary).getPeopleEntered())
                .containsExactly(0L, 1L);
        assertThat(closed).extracting(summary -> zone(summary).getStaysEnded()).containsExactly(0L, 0L);
    }

    @Test
    void should_let_who_is_in_a_new_zone_enter_it_once_when_frames_of_the_window_before_come_later() {
        settings.getVersions().get(0).setZones(List.of());
        settings.getVersions().get(0).setLines(List.of());
        valid(2, TestCamera.at(10), 0.5);
        walk(8, 400);
        walk(10, 400);
        walk(9.5, 400);
        walk(11, 400);
        end(11.5, 1, 8, 11);
        close();

        assertThat(closed.get(0).getZones()).isEmpty();
        assertZone(closed.get(1), 1, 1, 1, 1.0);
    }

    @Test
    void should_let_nobody_come_back_into_a_zone_that_is_no_longer_there() {
        valid(2, TestCamera.at(10), 0.5);
        settings.getVersions().get(1).setZones(List.of());
        settings.getVersions().get(1).setLines(List.of());
        walk(8, 400);
        walk(10, 400);
        walk(9.5, 400);
        walk(11, 400);
        close();

        assertZone(closed.get(0), 1, 1, 0, null);
        assertThat(closed.get(1).getZones()).isEmpty();
        assertThat(state.getWhereabouts())
                .allSatisfy(place -> assertThat(place.getStays()).isEmpty());
    }

    @Test
    void should_show_who_is_where_in_a_frame_of_the_window_before_and_move_nobody_by_it() {
        valid(2, TestCamera.at(10), 0.9);
        walk(8, 100);
        walk(10, 100);
        walk(9.5, 400); // in the zone as it was, and across the line
        walk(11, 100);
        close();

        assertZone(closed.get(0), 1, 0, 0, null);
        assertThat(zone(closed.get(0)).getFacesDetected()).isEqualTo(1);
        assertLine(closed.get(0), 0, 0);
        assertZone(closed.get(1), 0, 0, 0, null);
    }

    @Test
    void should_remember_the_side_of_a_line_while_frames_of_the_window_before_come() {
        valid(2, TestCamera.at(10), 0.25);
        walk(8, 100);
        walk(10, 100);
        walk(9.5, 100);
        walk(11, 200);
        close();

        assertLine(closed.get(0), 0, 0);
        assertLine(closed.get(1), 1, 0);
    }

    @Test
    void should_end_a_stay_in_a_new_zone_that_a_frame_of_the_window_before_ends_with_the_next_one_of_its_own() {
        valid(2, TestCamera.at(10), 0.25);
        settings.getVersions().get(1).setZones(List.of(RandomPlaces.zone("new", 0.25, 0, 1, 0, 1, 1, 0.25, 1)));
        walk(8, 200);
        walk(10, 200, 200);
        end(9.5, 1, 8, 11);
        add(camera.tracked(11.5));
        close();

        assertZone(closed.get(0), 0, 0, 0, null);
        assertZone(closed.get(1), 1, 1, 1, 1.0);
        assertThat(state.getWhereabouts()).isEmpty();
    }

    @Test
    void should_name_no_version_where_none_was_valid_and_count_nothing() {
        settings = new CameraSettings("lobby", new ArrayList<>(), List.of());
        walk(0, 100, 400);
        DemographicSummary summary = close();

        assertThat(summary.getSettingsVersion()).isNull();
        assertThat(summary.getZones()).isEmpty();
        assertThat(summary.getLines()).isEmpty();
        assertThat(state.getWhereabouts()).isEmpty();
    }

    @Test
    void should_forget_the_tracks_of_streams_whose_end_nobody_told() {
        walk(0, 400);
        for (int run = 2; run <= 5; run++) {
            camera.restart("stream-" + run);
            add(camera.tracked(run));
        }

        assertThat(state.getWhereabouts()).isEmpty();
    }

    /** The same zone from another edge on, and the line there. */
    private void valid(int number, Instant from, double edge) {
        settings.getVersions()
                .add(CameraVersion.newBuilder()
                        .setVersion(number)
                        .setValidFrom(from)
                        .setAppliedAt(Instant.EPOCH)
                        .setZones(List.of(RandomPlaces.zone("right", edge, 0, 1, 0, 1, 1, edge, 1)))
                        .setLines(List.of(new CameraLine(
                                "middle", RandomPlaces.point(edge, 0), RandomPlaces.point(edge, 1), LineSide.LEFT)))
                        .build());
    }

    /** A frame a second in which track 1 is at these x. */
    private void walk(double from, double... places) {
        for (int i = 0; i < places.length; i++) {
            add(camera.tracked(from + i, at(1, places[i], 240)));
        }
    }

    private void end(double seconds, int track, double from, double to) {
        add(TestCamera.ending(camera.frame(seconds), camera.ended(track, from, to, Gender.MALE, 30f)));
    }

    private Face at(int track, double x, double y) {
        Face face = camera.track(track, Gender.MALE, 30f);
        face.setBox(box(x, y));
        return face;
    }

    private static BoundingBox box(double x, double y) {
        return new BoundingBox((float) x - 25, (float) y - 25, 50f, 50f);
    }

    private static FrameFaces predicted(FrameFaces frame) {
        frame.setOutcome(FrameOutcome.PREDICTED);
        return frame;
    }

    private void add(FrameFaces frame) {
        if (state == null) {
            state = windows.initial(frame);
        }
        windows.update("lobby", state, frame, time -> CameraVersions.validAt(settings, time))
                .due()
                .summaries()
                .forEach(timed -> closed.add(timed.summary()));
    }

    private DemographicSummary close() {
        windows.closeAll("lobby", state).forEach(timed -> closed.add(timed.summary()));
        return closed.get(closed.size() - 1);
    }

    private static ZoneSummary zone(DemographicSummary summary) {
        return summary.getZones().get(0);
    }

    private static void assertZone(DemographicSummary summary, long present, long entered, long ended, Double dwell) {
        assertThat(zone(summary).getPeoplePresent()).isEqualTo(present);
        assertThat(zone(summary).getPeopleEntered()).isEqualTo(entered);
        assertThat(zone(summary).getStaysEnded()).isEqualTo(ended);
        assertThat(zone(summary).getDwellMeanSeconds()).isEqualTo(dwell);
    }

    private static void assertLine(DemographicSummary summary, long in, long out) {
        assertThat(summary.getLines().get(0).getCrossedIn()).as("in").isEqualTo(in);
        assertThat(summary.getLines().get(0).getCrossedOut()).as("out").isEqualTo(out);
    }
}
