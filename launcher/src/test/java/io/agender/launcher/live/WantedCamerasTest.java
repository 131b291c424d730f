package io.agender.launcher.live;

import static io.agender.launcher.live.LiveRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.producer.CameraResult;
import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.SentFrames;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.Extent;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.status.CaptureState;
import io.agender.runtime.config.Settings;
import io.agender.vision.VideoInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WantedCamerasTest {

    private long nanos;

    @Test
    void should_let_the_duration_of_a_live_camera_go_on_while_the_disk_is_full() {
        WantedCameras wanted = new WantedCameras(List.of(camera("lobby", Map.of("duration", "8h"))), () -> nanos);
        assertThat(rest(wanted).duration()).hasValue(Duration.ofHours(8));

        pass(Duration.ofMinutes(5)); // it could not be reached
        wanted.opened(stream("lobby", true));
        pass(Duration.ofHours(2));
        wanted.brokenOff(List.of(stopped("lobby", 72_000)));
        pass(Duration.ofHours(1));
        assertThat(rest(wanted).duration()).hasValue(Duration.ofHours(5));

        wanted.opened(stream("lobby", true));
        pass(Duration.ofHours(4));
        assertThat(rest(wanted).duration()).hasValue(Duration.ofHours(1));
        pass(Duration.ofHours(4));
        assertThat(rest(wanted).duration()).as("one frame more").hasValue(Duration.ZERO);
    }

    @Test
    void should_take_what_the_brokers_have_of_a_live_camera_from_its_limit() {
        WantedCameras wanted = new WantedCameras(List.of(camera("lobby", Map.of("limit", "100"))), () -> nanos);
        wanted.opened(stream("lobby", true));
        wanted.brokenOff(List.of(stopped("lobby", 30)));
        wanted.brokenOff(List.of(stopped("lobby", 20)));

        assertThat(rest(wanted)).isEqualTo(new Extent(Optional.empty(), OptionalLong.of(50)));
    }

    @Test
    void should_begin_a_recording_anew_and_let_a_loop_go_on() {
        WantedCameras wanted = new WantedCameras(
                List.of(
                        camera("clip", Map.of("duration", "60s")),
                        camera("loop", Map.of("duration", "60s", "loop", "true"))),
                () -> nanos);
        wanted.opened(stream("clip", false));
        wanted.opened(stream("loop", false));
        pass(Duration.ofSeconds(20));
        wanted.brokenOff(List.of(stopped("clip", 200), stopped("loop", 200)));

        assertThat(wanted.left())
                .extracting(
                        camera -> camera.config().playback().extent().duration().orElseThrow())
                .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(40));
    }

    @Test
    void should_not_play_again_what_was_complete_nor_forget_that_a_camera_was_reached() {
        WantedCameras wanted =
                new WantedCameras(List.of(camera("lobby", Map.of()), camera("door", Map.of())), () -> nanos);
        wanted.opened(stream("lobby", true));
        wanted.brokenOff(List.of(result("lobby", Outcome.COMPLETE, 9), result("door", Outcome.STOPPED, 0)));

        assertThat(wanted.left()).extracting(Camera::id).containsExactly("door");
        assertThat(wanted.left().get(0).config().playback().extent()).isEqualTo(Extent.ALL);
        assertThat(wanted.wasReached("lobby")).isTrue();
        assertThat(wanted.wasReached("door")).isFalse();
    }

    @Test
    void should_call_it_an_end_when_it_was_stopped_unless_a_camera_had_not_given_what_was_asked_for() {
        WantedCameras wanted = new WantedCameras(List.of(camera("lobby", Map.of())), () -> nanos);
        Extent hour = new Extent(Optional.of(Duration.ofHours(1)), OptionalLong.empty());

        wanted.requireAll(List.of(stopped("lobby", 0)), true, Set.of());
        wanted.requireAll(List.of(result("lobby", Outcome.STOPPED, 9, hour)), true, Set.of("lobby"));
        assertThatThrownBy(() -> wanted.requireAll(List.of(result("lobby", Outcome.STOPPED, 9, hour)), true, Set.of()))
                .hasMessage("Stopped before camera lobby had given what --limit or --duration asks for.");
    }

    @Test
    void should_name_a_camera_that_was_never_reached_when_all_have_ended() {
        WantedCameras wanted = new WantedCameras(List.of(camera("lobby", Map.of())), () -> nanos);
        List<CameraResult> ended = List.of(result("lobby", Outcome.COMPLETE, 0));

        assertThatThrownBy(() -> wanted.requireAll(ended, false, Set.of()))
                .hasMessage("Camera lobby was never reached.");
        wanted.opened(stream("lobby", true));
        wanted.requireAll(ended, false, Set.of());
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Extent rest(WantedCameras wanted) {
        return wanted.left().get(0).config().playback().extent();
    }

    private static Camera camera(String id, Map<String, String> settings) {
        return new Camera(
                new CameraSource(id, "rtsp://10.0.0.7/" + id), FrameProducerConfig.from(new Settings(settings)));
    }

    private static CapturedStream stream(String id, boolean live) {
        VideoInfo info = new VideoInfo("fake", 64, 48, 10, OptionalLong.empty(), Optional.empty(), 0, live);
        return new CapturedStream(id, "stream", NOON, Optional.empty(), info);
    }

    private static CameraResult stopped(String id, long frames) {
        return result(id, Outcome.STOPPED, frames);
    }

    private static CameraResult result(String id, Outcome outcome, long frames) {
        return result(id, outcome, frames, Extent.ALL);
    }

    private static CameraResult result(String id, Outcome outcome, long frames, Extent wanted) {
        return new CameraResult(
                new CameraSource(id, "rtsp://10.0.0.7/" + id),
                outcome,
                Optional.empty(),
                new SentFrames(frames, 0, Optional.empty(), Optional.empty()),
                wanted,
                Optional.empty(),
                LiveRecords.camera(id, CaptureState.ENDED, frames, false, null));
    }
}
