package io.agender.launcher.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    @Test
    void should_tell_frames_percent_rate_and_time_left_of_a_file() {
        CameraStatus file = camera(CaptureState.RUNNING, false, false, null, OptionalLong.of(300), 120, 0, 0);
        assertThat(StatusText.of(file, 25)).isEqualTo("lobby: plays, 120 of 300 frames sent, 40 %, 25.0 fps, 7 s left");
    }

    @Test
    void should_not_promise_an_end_that_nobody_knows() {
        CameraStatus loop = camera(CaptureState.RUNNING, false, false, null, OptionalLong.empty(), 120, 3, 0);
        assertThat(StatusText.of(loop, 0)).isEqualTo("lobby: plays, 120 frames sent, 0.0 fps, 3 dropped");
    }

    @Test
    void should_tell_what_has_become_of_a_live_camera() {
        CameraStatus lost =
                camera(CaptureState.LOST, true, false, "no frame for 10 s.", OptionalLong.empty(), 1_200, 7, 2);
        assertThat(StatusText.of(lost, 0))
                .isEqualTo("lobby: lost, 1200 frames sent, 0.0 fps, 7 dropped, 2 reconnects: no frame for 10 s.");
    }

    @Test
    void should_tell_that_the_brokers_are_away() {
        CameraStatus waiting = camera(CaptureState.RUNNING, true, true, null, OptionalLong.empty(), 5, 0, 0);
        assertThat(StatusText.of(waiting, 0)).startsWith("lobby: waits for the brokers, 5 frames sent");
    }

    private static CameraStatus camera(
            CaptureState state,
            boolean live,
            boolean waiting,
            String trouble,
            OptionalLong expected,
            long acknowledged,
            long dropped,
            long reconnects) {
        return new CameraStatus(
                "lobby",
                state,
                live,
                waiting,
                Optional.ofNullable(trouble),
                expected,
                acknowledged,
                acknowledged,
                0,
                dropped,
                reconnects,
                0);
    }
}
