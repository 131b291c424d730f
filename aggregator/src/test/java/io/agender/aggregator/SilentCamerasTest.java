package io.agender.aggregator;

import static io.agender.aggregator.TestCamera.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.TopologyHarness;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of cameras that send nothing any more, and of those of which nothing comes because of an outage. */
class SilentCamerasTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** By the processor's wall clock, which is not the cameras'. */
    private static final double WALL = 1_000_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestCamera lobby = new TestCamera("lobby");
    private final TestCamera door = new TestCamera("door");
    private TopologyHarness harness = start("10s");

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void should_close_the_windows_of_a_camera_that_is_known_to_be_silent_for_the_idle_time_and_no_earlier() {
        pipe(lobby.frame(9));
        pipe(lobby.frame(11));
        mark(lobby.silent(WALL, WALL + 29.999));
        assertThat(ends()).isEmpty();

        mark(lobby.silent(WALL, WALL + 30));

        assertThat(ends()).containsExactly(at(10), at(20));
        mark(lobby.silent(WALL, WALL + 120));
        assertThat(ends()).isEmpty();
    }

    @Test
    void should_close_nothing_by_the_time_that_passes() {
        pipe(lobby.frame(5));
        harness.runWallClock(Duration.ofHours(1), Duration.ofSeconds(10));

        assertThat(ends()).isEmpty();
    }

    @Test
    void should_close_only_what_is_silent() {
        pipe(lobby.frame(5));
        pipe(door.frame(5));
        mark(door.silent(WALL, WALL + 60));
        mark(lobby.silent(WALL + 60, WALL + 60)); // a sign of life of the processor

        assertThat(summaries()).extracting(TestRecord::key).containsExactly("door");
    }

    /** The only processor was killed and started again after 38 s; until it has been silent anew no camera is. */
    @Test
    void should_count_all_frames_of_a_window_in_which_no_processor_was_there_for_a_while() {
        restart("10m");
        for (int second = 0; second < 100; second++) {
            pipe(lobby.frame(second));
        }
        mark(lobby.silent(WALL, WALL + 1));
        harness.runWallClock(Duration.ofSeconds(38), SECOND);
        for (int second = 100; second < 600; second++) {
            pipe(lobby.frame(second));
            if (second % 20 == 0) {
                mark(lobby.silent(WALL + second, WALL + second));
            }
        }
        pipe(lobby.frame(602));

        assertThat(summaries()).singleElement().satisfies(record -> {
            assertThat(record.value().getFramesAnalysed()).isEqualTo(600);
            assertThat(record.value().getFramesMissing()).isZero();
        });
        assertThat(late()).isZero();
    }

    @Test
    void should_keep_a_window_open_that_a_camera_may_come_back_to() {
        restart("10m");
        pipe(lobby.frame(300));
        for (int second = 1; second <= 38; second++) {
            mark(lobby.silent(WALL, WALL + second));
        }
        for (int second = 338; second <= 602; second++) {
            pipe(lobby.frame(second));
        }

        assertThat(summaries()).singleElement().satisfies(record -> assertThat(
                        record.value().getFramesAnalysed())
                .isEqualTo(1 + 262));
        assertThat(late()).isZero();
    }

    @Test
    void should_close_a_long_window_when_the_clock_of_a_silent_camera_would_have_passed_it() {
        restart("10m");
        pipe(lobby.frame(300));
        mark(lobby.silent(WALL, WALL + 301.999));
        assertThat(ends()).isEmpty();

        mark(lobby.silent(WALL, WALL + 302));

        assertThat(ends()).containsExactly(at(600));
    }

    @Test
    void should_count_what_a_camera_sends_of_a_time_that_had_no_window_when_it_was_silent() {
        pipe(lobby.frame(5));
        mark(lobby.silent(WALL, WALL + 3600));
        pipe(lobby.frame(6)); // of the window that is closed
        pipe(lobby.frame(40));
        pipe(lobby.lastFrame(41));

        assertThat(ends()).containsExactly(at(10), at(50));
        assertThat(late()).isEqualTo(1);
    }

    @Test
    void should_pass_over_a_mark_that_is_ahead_of_the_faces() {
        FrameFaces first = lobby.frame(5);
        FrameFaces second = lobby.frame(6);
        mark(lobby.silent(WALL, WALL + 60));
        pipe(first);
        mark(lobby.silent(WALL, WALL + 61));
        assertThat(ends()).isEmpty();

        pipe(second);
        mark(lobby.silent(WALL, WALL + 62));

        assertThat(ends()).containsExactly(at(10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_pass_over_a_mark_of_a_camera_that_was_heard_since(boolean ofAnotherStream) {
        pipe(lobby.frame(5));
        CameraProgress mark = lobby.silent(WALL, WALL + 60);
        if (ofAnotherStream) {
            lobby.restart("stream-2");
        }
        pipe(lobby.frame(6));
        mark(mark);

        assertThat(ends()).isEmpty();
    }

    @Test
    void should_know_nothing_of_a_camera_whose_faces_never_came() {
        mark(lobby.silent(WALL, WALL + 60));

        assertThat(ends()).isEmpty();
        assertThat(harness.driver().getKeyValueStore(AggregatorTopology.STORE).approximateNumEntries())
                .isZero();
    }

    @Test
    void should_believe_no_mark_whose_silence_ends_before_it_begins() {
        pipe(lobby.frame(5));
        mark(lobby.silent(WALL, WALL - 60));

        assertThat(ends()).isEmpty();
    }

    private void restart(String window) {
        harness.close();
        harness = start(window);
    }

    private TopologyHarness start(String window) {
        return TopologyHarness.start(
                new AggregatorTopology(
                                TestConfigs.of(Map.of("window", window, "partial.interval", "0s")),
                                List.of(),
                                LocalAvroSerde.of(FrameFaces.class),
                                LocalAvroSerde.of(CameraProgress.class),
                                LocalAvroSerde.of(CameraSettings.class),
                                LocalAvroSerde.of(DemographicSummary.class),
                                LocalAvroSerde.of(RollupSummary.class),
                                LocalAvroSerde.of(DemographicRow.class),
                                meters)
                        .build(),
                Aggregator.STREAMS,
                meters);
    }

    private void pipe(FrameFaces frame) {
        harness.input(Topic.FACES, LocalAvroSerde.of(FrameFaces.class))
                .pipeInput(frame.getCameraId(), frame, frame.getCapturedAt());
    }

    private void mark(CameraProgress mark) {
        harness.input(Topic.PROGRESS, LocalAvroSerde.of(CameraProgress.class))
                .pipeInput(mark.getCameraId(), mark, mark.getUpTo());
    }

    private List<TestRecord<String, DemographicSummary>> summaries() {
        return harness.output(Topic.SUMMARY, LocalAvroSerde.of(DemographicSummary.class))
                .readRecordsToList();
    }

    private List<Instant> ends() {
        return summaries().stream().map(TestRecord::getRecordTime).toList();
    }

    private double late() {
        Counter late = meters.find(AggregatorTopology.LATE_FRAMES).counter();
        return late == null ? 0 : late.count();
    }
}
