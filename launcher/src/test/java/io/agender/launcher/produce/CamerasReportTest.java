package io.agender.launcher.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.producer.CameraResult;
import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.SentFrames;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.Extent;
import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.vision.VideoInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CamerasReportTest {

    @Test
    void should_be_content_when_live_cameras_were_stopped() {
        CamerasReport report = new CamerasReport(List.of(
                result("lobby", true, Outcome.STOPPED, 0, null), result("door", false, Outcome.COMPLETE, 0, null)));

        assertThatCode(report::check).doesNotThrowAnyException();
        assertThat(report.totals())
                .containsExactly(
                        "lobby: 90 frames sent, 7 dropped, stream s-lobby", "door: 90 frames sent, stream s-door");
    }

    @Test
    void should_say_which_file_was_not_played_to_its_end() {
        CamerasReport report = new CamerasReport(List.of(
                result("lobby", true, Outcome.STOPPED, 0, null), result("door", false, Outcome.STOPPED, 0, null)));

        assertEndsWith(report, ExitCode.INTERRUPTED, "Stopped before the end of camera door");
    }

    @Test
    void should_say_that_the_last_frames_were_not_confirmed() {
        CamerasReport report = new CamerasReport(List.of(result("lobby", true, Outcome.STOPPED, 3, null)));

        assertEndsWith(report, ExitCode.KAFKA, "the brokers have not confirmed the last 3 frames");
        assertThat(report.totals().get(0)).contains("3 unconfirmed");
    }

    @Test
    void should_say_which_camera_was_never_reached() {
        CameraResult never = new CameraResult(
                new CameraSource("yard", "rtsp://yard"),
                Outcome.STOPPED,
                Optional.empty(),
                new SentFrames(0, 0, Optional.empty(), Optional.empty()),
                Extent.ALL,
                Optional.empty(),
                status("yard", false, 0, 0, "rtsp://yard does not answer."));

        assertEndsWith(
                new CamerasReport(List.of(result("lobby", true, Outcome.STOPPED, 0, null), never)),
                ExitCode.BAD_INPUT,
                "Camera yard was never reached: rtsp://yard does not answer.");
    }

    @Test
    void should_tell_that_a_camera_was_lost_when_it_was_stopped() {
        CamerasReport report =
                new CamerasReport(List.of(result("lobby", true, Outcome.STOPPED, 0, "no frame for 10 s.")));

        assertThatCode(report::check).doesNotThrowAnyException();
        assertThat(report.totals().get(0)).endsWith("; lost at the end: no frame for 10 s.");
    }

    static Stream<Extent> bounds() {
        return Stream.of(
                new Extent(Optional.empty(), OptionalLong.of(100)),
                new Extent(Optional.of(Duration.ofMinutes(1)), OptionalLong.empty()));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void should_say_that_a_live_camera_was_stopped_before_it_had_given_what_was_asked_for(Extent extent) {
        CameraStatus status = status("lobby", true, 0, 0, null);

        assertEndsWith(
                new CamerasReport(List.of(result("lobby", Outcome.STOPPED, extent, status))),
                ExitCode.INTERRUPTED,
                "Stopped before camera lobby had given what --limit or --duration asks for");
        assertThatCode(new CamerasReport(List.of(result("lobby", Outcome.COMPLETE, extent, status)))::check)
                .doesNotThrowAnyException();
    }

    @Test
    void should_say_that_frames_of_a_file_were_dropped() {
        CameraStatus status = status("door", false, 0, 7, null);

        assertEndsWith(
                new CamerasReport(List.of(result("door", Outcome.COMPLETE, Extent.ALL, status))),
                ExitCode.KAFKA,
                "Camera door: 7 frames of its source were dropped");
    }

    private static void assertEndsWith(CamerasReport report, int exitCode, String sentence) {
        assertThatThrownBy(report::check)
                .isInstanceOfSatisfying(CommandException.class, error -> assertThat(error.exitCode())
                        .isEqualTo(exitCode))
                .hasMessageContaining(sentence);
    }

    private static CameraResult result(String id, boolean live, Outcome outcome, long unanswered, String trouble) {
        return result(id, outcome, Extent.ALL, status(id, live, unanswered, live ? 7 : 0, trouble));
    }

    private static CameraResult result(String id, Outcome outcome, Extent extent, CameraStatus status) {
        VideoInfo info = new VideoInfo("fake", 640, 360, 10, OptionalLong.empty(), Optional.empty(), 0, status.live());
        return new CameraResult(
                new CameraSource(id, "anywhere"),
                outcome,
                Optional.of(new CapturedStream(id, "s-" + id, Instant.EPOCH, Optional.empty(), info)),
                new SentFrames(90, 9_000, Optional.empty(), Optional.empty()),
                extent,
                Optional.empty(),
                status);
    }

    private static CameraStatus status(String id, boolean live, long unanswered, long dropped, String trouble) {
        return new CameraStatus(
                id,
                CaptureState.ENDED,
                live,
                false,
                Optional.ofNullable(trouble),
                OptionalLong.empty(),
                90 + unanswered,
                90,
                unanswered,
                dropped,
                0,
                0);
    }
}
