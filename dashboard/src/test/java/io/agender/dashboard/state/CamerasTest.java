package io.agender.dashboard.state;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.faces;
import static io.agender.dashboard.Records.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.FakeClock;
import io.agender.dashboard.Records;
import io.agender.dashboard.config.PictureMode;
import io.agender.dashboard.view.BehindView;
import io.agender.dashboard.view.Cell;
import io.agender.dashboard.view.Liveness;
import io.agender.dashboard.view.PipelineState;
import io.agender.dashboard.view.PipelineView;
import io.agender.dashboard.view.StreamView;
import io.agender.dashboard.view.TotalView;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FramePoint;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamerasTest {

    private final FakeClock clock = new FakeClock(NOON);
    private final Map<String, Integer> partitionOf = new HashMap<>();
    private final Pipeline pipeline = new Pipeline(clock, () -> null, partitionOf);
    private final Cameras cameras = new Cameras(Records.config(PictureMode.ON, Optional.empty()), clock, pipeline);

    /** Six windows of ten seconds and nothing else in an hour: a minute of it was seen, however full they are. */
    @Test
    void should_tell_how_much_of_the_hour_was_seen_and_not_of_its_windows() {
        for (int window = 0; window < 6; window++) {
            cameras.take(summary("lobby", NOON.plusSeconds(10 * window)).build());
        }
        TotalView hour = hour("lobby");
        assertThat(hour.to()).isEqualTo(NOON.plusSeconds(60));
        assertThat(hour.from()).isEqualTo(NOON.plusSeconds(60).minus(Duration.ofHours(1)));
        assertThat(hour.seconds()).isEqualTo(3600);
        assertThat(hour.sums()).containsEntry("secondsWithoutFrames", 3600L - 60);
    }

    @Test
    void should_not_take_what_is_still_to_come_of_an_open_window_for_seen_or_for_missed() {
        cameras.take(summary("lobby", NOON).setWindowEnd(NOON.plusSeconds(1800)).build());
        cameras.take(summary("lobby", NOON.plusSeconds(1800))
                .setWindowEnd(NOON.plusSeconds(3600))
                .setStatus(SummaryStatus.PARTIAL)
                .build());
        cameras.take(faces("lobby", 1, NOON.plusSeconds(1900)).build(), NOON);
        TotalView hour = hour("lobby");
        assertThat(hour.seconds()).isEqualTo(1900);
        assertThat(hour.sums()).containsEntry("secondsWithoutFrames", 0L);
    }

    /** A clip of 14.7 seconds in two windows of ten, whether the dashboard was there or comes when it is over. */
    @ParameterizedTest
    @ValueSource(ints = {0, 140})
    void should_measure_a_stream_that_has_ended_by_its_own_length_and_sum_up_all_of_it(int firstSeen) {
        cameras.take(summary("lobby", NOON.minusSeconds(60)).build());
        for (int frame = firstSeen; frame <= 146; frame++) {
            cameras.take(
                    faces("lobby", frame, NOON.plusMillis(3200 + 100 * frame))
                            .setEndOfStream(frame == 146)
                            .build(),
                    NOON);
        }
        cameras.take(clipWindow(0, 68, 3));
        cameras.take(clipWindow(10, 79, 2));

        StreamView stream = cameras.view("lobby").orElseThrow().stream();

        assertThat(stream.windowsFrom()).isEqualTo(NOON);
        assertThat(stream.total().from()).isEqualTo(NOON.plusSeconds(3));
        assertThat(stream.total().to()).isEqualTo(NOON.plusSeconds(18));
        assertThat(stream.total().seconds()).isEqualTo(15);
        assertThat(stream.total().sums())
                .containsEntry("secondsWithoutFrames", 0L)
                .containsEntry("framesAnalysed", 147L)
                .containsEntry("entered", new Cell(2, 0));
    }

    @Test
    void should_count_the_gaps_of_a_stream_that_has_ended_as_missed() {
        cameras.take(faces("lobby", 0, NOON.plusSeconds(1)).build(), NOON);
        cameras.take(faces("lobby", 1, NOON.plusSeconds(8)).setEndOfStream(true).build(), NOON);
        cameras.take(clipWindow(0, 2, 8));

        TotalView total = cameras.view("lobby").orElseThrow().stream().total();

        assertThat(total.seconds()).isEqualTo(8);
        assertThat(total.sums()).containsEntry("secondsWithoutFrames", 6L);
    }

    @Test
    void should_tell_nothing_of_the_whole_of_a_stream_that_goes_on() {
        cameras.take(summary("lobby", NOON).build());
        cameras.take(faces("lobby", 0, NOON.plusSeconds(1)).build(), NOON);

        assertThat(cameras.view("lobby").orElseThrow().stream()).isNull();
    }

    private static DemographicSummary clipWindow(int second, int frames, int secondsWithout) {
        return summary("lobby", NOON.plusSeconds(second))
                .setFramesAnalysed(frames)
                .setFramesMissing(0)
                .setSecondsWithoutFrames(secondsWithout)
                .build();
    }

    @Test
    void should_take_a_window_that_is_longer_than_an_hour_for_the_hour() {
        cameras.take(summary("lobby", NOON).setWindowEnd(NOON.plusSeconds(7200)).build());
        assertThat(hour("lobby").seconds()).isEqualTo(7200);
        assertThat(cameras.changes()).containsExactly("lobby");
    }

    @Test
    void should_say_of_a_camera_that_nothing_is_counted_when_all_its_frames_fall_into_final_windows() {
        cameras.take(summary("lobby", NOON).build());
        for (int second = 0; second <= 10; second++) {
            clock.pass(Duration.ofSeconds(1));
            cameras.take(faces("lobby", second, NOON.plusMillis(500 * second)).build(), clock.instant());
        }
        assertThat(cameras.view("lobby").orElseThrow().status()).isEqualTo(Liveness.LATE);

        cameras.take(faces("lobby", 11, NOON.plusSeconds(10)).build(), clock.instant());

        assertThat(cameras.view("lobby").orElseThrow().status()).isEqualTo(Liveness.LIVE);
    }

    @Test
    void should_show_the_zones_and_lines_that_are_valid_at_the_cameras_clock() {
        CameraVersion version = CameraVersion.newBuilder()
                .setVersion(1)
                .setValidFrom(NOON)
                .setAppliedAt(NOON)
                .setZones(List.of(new CameraZone(
                        "counter", List.of(new FramePoint(0., 0.), new FramePoint(1., 0.), new FramePoint(0., 1.)))))
                .build();
        cameras.take(new CameraSettings("lobby", List.of(version), List.of()));
        assertThat(cameras.idsAfter("", 10)).as("settings make no camera").isEmpty();

        cameras.take(faces("lobby", 1, NOON.minusSeconds(1)).build(), NOON);
        assertThat(cameras.view("lobby").orElseThrow().places()).isNull();
        cameras.take(faces("lobby", 2, NOON.plusSeconds(1)).build(), NOON);
        assertThat(cameras.view("lobby").orElseThrow().places()).satisfies(places -> {
            assertThat(places.version()).isEqualTo(1);
            assertThat(places.zones().get(0).polygon()).contains(List.of(1., 0.));
        });

        cameras.changes();
        cameras.forgetSettings("lobby");
        assertThat(cameras.changes()).containsExactly("lobby");
        assertThat(cameras.view("lobby").orElseThrow().places()).isNull();
    }

    @Test
    void should_refuse_an_id_that_is_longer_than_any_producer_gives() {
        cameras.take(faces("x".repeat(1_000_000), 1, NOON).build(), NOON);
        assertThat(cameras.idsAfter("", 10)).isEmpty();
        assertThat(cameras.refused()).isEqualTo(1);
    }

    @Test
    void should_tell_that_nobody_analyses_and_then_not_call_the_camera_dark() {
        partitionOf.put("lobby", 0);
        cameras.take(faces("lobby", 1, NOON).build(), NOON);
        pipeline.takeFaces(0, NOON);
        pipeline.takeMark(0, NOON);
        assertThat(cameras.pipeline()).isEqualTo(new PipelineView(PipelineState.ANALYSED, null));
        clock.pass(Duration.ofSeconds(20));
        assertThat(cameras.pipeline()).isEqualTo(new PipelineView(PipelineState.NOT_ANALYSED, NOON));
        assertThat(cameras.count(Liveness.UNKNOWN)).isEqualTo(1);
        assertThat(cameras.changes()).containsExactly("lobby");
        pipeline.takeMark(0, clock.instant());
        assertThat(cameras.pipeline().state()).isEqualTo(PipelineState.ANALYSED);
        assertThat(cameras.count(Liveness.DARK)).isEqualTo(1);
        assertThat(cameras.changes()).as("though nothing came").containsExactly("lobby");
    }

    @Test
    void should_tell_of_each_camera_since_when_and_by_how_much_its_frames_wait() {
        partitionOf.putAll(Map.of("lobby", 0, "door", 1, "ahead", 0));
        pipeline.takeMark(0, NOON);
        pipeline.takeMark(1, NOON);
        clock.pass(Duration.ofSeconds(60));
        pipeline.takeMark(1, clock.instant());
        take("lobby", NOON.plusSeconds(20));
        take("ahead", NOON.plusSeconds(600));
        take("door", NOON.plusSeconds(20));

        assertThat(behind("lobby")).isEqualTo(new BehindView(NOON, 40L));
        assertThat(cameras.secondsBehind("lobby")).isEqualTo(40);
        assertThat(behind("ahead")).as("by a clock that is ahead").isEqualTo(new BehindView(NOON, null));
        assertThat(cameras.secondsBehind("ahead")).as("for how long").isEqualTo(60);
        assertThat(behind("door")).as("analysed up to now, but by a slow clock").isNull();
        assertThat(cameras.secondsBehind("door")).isZero();

        pipeline.takeMark(0, clock.instant());
        assertThat(behind("lobby")).as("it has caught up").isNull();

        clock.pass(Duration.ofSeconds(60));
        pipeline.takeFaces(0, clock.instant());
        assertThat(behind("lobby")).as("it is silent itself").isNull();
    }

    private void take(String camera, Instant captured) {
        cameras.take(faces(camera, 1, captured).build(), clock.instant());
        pipeline.takeFaces(partitionOf.get(camera), clock.instant());
    }

    private BehindView behind(String camera) {
        return cameras.view(camera).orElseThrow().behind();
    }

    @Test
    void should_expect_nothing_for_a_camera_that_has_ended() {
        partitionOf.put("lobby", 0);
        cameras.take(faces("lobby", 1, NOON).setEndOfStream(true).build(), NOON);
        pipeline.takeMark(0, NOON);
        clock.pass(Duration.ofHours(1));
        assertThat(cameras.pipeline().state()).isEqualTo(PipelineState.ANALYSED);
        assertThat(cameras.count(Liveness.ENDED)).isEqualTo(1);
    }

    @Test
    void should_forget_a_camera_that_is_gone_with_its_windows_and_tell_so_once() {
        cameras.take(summary("lobby", NOON).build());
        cameras.take(faces("lobby", 1, NOON).build(), NOON);
        cameras.take(faces("door", 1, NOON).build(), NOON);
        cameras.changes();

        assertThat(cameras.forget("lobby", NOON.plusSeconds(60))).isTrue();

        assertThat(cameras.idsAfter("", 10)).containsExactly("door");
        assertThat(cameras.windowCount()).isZero();
        assertThat(cameras.changes()).containsExactly("lobby");
        assertThat(cameras.changes()).isEmpty();
    }

    /** As when its last window closes by silence, or when the dashboard starts and reads the past of other topics later. */
    @Test
    void should_not_bring_a_forgotten_camera_back_by_what_comes_late_of_its_past() {
        cameras.forget("lobby", NOON.plusSeconds(6));

        cameras.take(summary("lobby", NOON).build());
        cameras.take(faces("lobby", 1, NOON.plusSeconds(6)).build(), NOON.plusSeconds(6));

        assertThat(cameras.knows("lobby")).isFalse();
    }

    /** A processor that is behind brings them to whoever waits. */
    @Test
    void should_not_bring_a_forgotten_camera_back_by_frames_that_were_analysed_late() {
        cameras.take(faces("lobby", 1, NOON).build(), NOON.plusSeconds(20));

        assertThat(cameras.forget("lobby", NOON.plusSeconds(10))).isTrue();
        cameras.take(faces("lobby", 2, NOON.plusSeconds(1)).build(), NOON.plusSeconds(21));

        assertThat(cameras.knows("lobby")).isFalse();
    }

    @Test
    void should_know_a_forgotten_camera_anew_when_it_sends_again() {
        cameras.forget("lobby", NOON.plusSeconds(6));

        cameras.take(faces("lobby", 1, NOON.plusSeconds(7)).build(), NOON.plusSeconds(7));
        cameras.take(summary("lobby", NOON).build());

        assertThat(cameras.knows("lobby")).isTrue();
        assertThat(cameras.windowCount()).isEqualTo(1);
    }

    @Test
    void should_keep_of_a_camera_that_went_on_what_came_after_it_was_forgotten() {
        cameras.take(summary("lobby", NOON).build());
        cameras.take(summary("lobby", NOON.plusSeconds(10)).build());
        cameras.take(faces("lobby", 1, NOON.plusSeconds(15)).build(), NOON.plusSeconds(15));

        assertThat(cameras.forget("lobby", NOON.plusSeconds(10))).isFalse();

        assertThat(cameras.heldFrom("lobby")).contains(NOON.plusSeconds(10));
    }

    @Test
    void should_remember_no_more_forgotten_cameras_than_it_shows() {
        for (int i = 0; i < 2000; i++) {
            cameras.forget("c" + i, NOON.plusSeconds(60));
        }
        cameras.take(faces("c0", 1, NOON).build(), NOON);
        cameras.take(faces("c1999", 1, NOON).build(), NOON);

        assertThat(cameras.idsAfter("", 10)).containsExactly("c0");
    }

    private TotalView hour(String camera) {
        return cameras.view(camera).orElseThrow().hour();
    }
}
