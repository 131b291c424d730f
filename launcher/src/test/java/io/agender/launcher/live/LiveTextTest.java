package io.agender.launcher.live;

import static io.agender.launcher.live.LiveRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.status.CaptureState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameView;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTextTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final LiveAccount account = new LiveAccount(
            List.of("lobby"), new LiveOutcome(List.of("lobby")), Duration.ofSeconds(10), BERLIN, () -> NOON, () -> 1L);

    @Test
    void should_say_who_is_there_and_who_came_today() {
        account.analysed(LiveRecords.faces("lobby", "a stream", 0, 2));
        account.summarized(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 57L), false);

        assertThat(text(false, CaptureState.RUNNING, false, null)).isEqualTo("lobby: live, 9.8 fps, 2 now, 57 today");
    }

    @Test
    void should_say_on_what_it_lies_that_a_camera_does_not_run() {
        account.summarized(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 57L), false);

        assertThat(text(false, CaptureState.LOST, false, "rtsp://***@cam/s refuses the connection."))
                .isEqualTo(
                        "lobby: lost, the camera or the network, 57 today; rtsp://***@cam/s refuses the connection.");
        assertThat(text(false, CaptureState.RUNNING, true, null))
                .isEqualTo("lobby: live, 9.8 fps, 57 today; the broker does not answer");
        assertThat(text(true, CaptureState.RUNNING, false, null))
                .isEqualTo("lobby: live, 9.8 fps, 57 today; this machine analyses too slowly");
    }

    @Test
    void should_say_since_when_a_camera_cant_see_and_that_nobody_found_is_not_nobody_there() {
        account.analysed(impaired(0, ViewKind.DARK));
        assertThat(text(false, CaptureState.RUNNING, false, null))
                .isEqualTo("lobby: live, 9.8 fps; the camera can't see, dark since 13:59:50");

        account.analysed(impaired(2, ViewKind.BLURRED));
        assertThat(text(false, CaptureState.RUNNING, false, null))
                .isEqualTo("lobby: live, 9.8 fps, 2 now; the camera can't see, blurred since 13:59:50");
        assertThat(text(true, CaptureState.RUNNING, false, null))
                .isEqualTo("lobby: live, 9.8 fps, 2 now; this machine analyses too slowly");

        account.analysed(LiveRecords.faces("lobby", "a stream", 1, 0));
        assertThat(text(false, CaptureState.RUNNING, false, null)).isEqualTo("lobby: live, 9.8 fps, 0 now");
    }

    private static FrameFaces impaired(int people, ViewKind kind) {
        FrameFaces frame = LiveRecords.faces("lobby", "a stream", 0, people);
        frame.setView(new FrameView(kind, NOON.minusSeconds(10), null));
        return frame;
    }

    @Test
    void should_put_a_window_into_one_line_of_local_time() {
        WindowLine line = new WindowLine(BERLIN);

        assertThat(line.of(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 3L)))
                .isEqualTo("14:00:00 lobby: 3 present, 3 came in, 2 women, 1 men, mean age 33, 2 frames missing");
        assertThat(line.of(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, null)))
                .isEqualTo("14:00:00 lobby: 50 faces, 2 women, 1 men, mean age 33, 2 frames missing");
        DemographicSummary impaired = LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 3L);
        impaired.setSecondsImpaired(7);
        impaired.setSecondsDark(3);
        impaired.setSecondsMoved(4);
        assertThat(line.of(impaired)).endsWith(", mean age 33, 2 frames missing, 3 s dark, 4 s moved");
    }

    @Test
    void should_say_of_a_window_who_was_in_its_zones_and_crossed_its_lines() {
        WindowLine line = new WindowLine(BERLIN);
        DemographicSummary window = LiveRecords.withPlaces(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 3L));

        assertThat(line.of(window)).endsWith("2 frames missing, zone till 2, line entrance 1 in 0 out");

        window.setWithheld(true);
        window.setPeoplePresent(null);
        window.getZones().get(0).setPeoplePresent(null);
        window.getLines().get(0).setCrossedIn(null);
        window.getLines().get(0).setCrossedOut(null);
        assertThat(line.of(window)).endsWith("zone till *, line entrance * in * out");

        window.setWithheld(false); // so it is faces that were counted
        assertThat(line.of(window)).endsWith("zone till 0.4 faces");
    }

    private String text(boolean tooFar, CaptureState state, boolean waiting, String trouble) {
        return new LiveText(account, () -> tooFar).of(LiveRecords.camera("lobby", state, 100, waiting, trouble), 9.81);
    }
}
