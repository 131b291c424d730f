package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.window.CameraUpdate.Outcome;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What times far from a camera's clock do to its windows: nothing that is not undone. */
class ClockJumpsTest {

    private static final double MINUTES_59 = 59 * 60;

    private final TestCamera camera = new TestCamera("lobby");
    private final CameraWindows windows = new CameraWindows(TestConfigs.withoutPartials());
    private final List<DemographicSummary> summaries = new ArrayList<>();
    private CameraState state;
    private int late;

    @Test
    void should_call_no_frame_late_because_one_was_59_minutes_ahead() {
        for (int i = 0; i < 485; i++) {
            if (i == 20) {
                take(camera.frame(i / 5.0 + MINUTES_59));
            }
            take(camera.frame(i / 5.0));
        }

        assertThat(late).isZero();
        assertThat(summaries).hasSize(9).allSatisfy(window -> assertThat(window.getFramesAnalysed())
                .isEqualTo(50));
        take(camera.lastFrame(97));
        assertThat(summaries.stream().mapToLong(DemographicSummary::getFramesAnalysed))
                .as("the frame ahead counts where it belongs")
                .containsExactly(50L, 50L, 50L, 50L, 50L, 50L, 50L, 50L, 50L, 36L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "10s", "1m", "10m", "1h", "1d"})
    void should_bear_single_frames_ahead_with_windows_of_any_length(String length) {
        CameraWindows any = new CameraWindows(TestConfigs.of(Map.of("window", length, "partial.interval", "0s")));
        for (int i = 0; i < 2000; i++) {
            boolean ahead = i % 7 == 3;
            take(any, camera.frame(ahead ? i + 100 + i * 37 % 3400 : i));
        }

        assertThat(late).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "59, true", // minutes
        "59, false",
        "5, true",
        "1, false",
    })
    void should_count_all_frames_of_a_run_whose_clock_was_corrected_between_two_runs(int minutes, boolean ended) {
        for (int i = 0; i < 100; i++) {
            take(i == 99 && ended ? camera.lastFrame(60 * minutes + i / 5.0) : camera.frame(60 * minutes + i / 5.0));
        }
        camera.restart("stream-2");
        for (int i = 0; i < 200; i++) {
            take(camera.frame(20 + i / 5.0));
        }

        assertThat(late).isZero();
        assertThat(finals().get(at(20))).isEqualTo(50);
        assertThat(finals().get(at(40))).isEqualTo(50);
        take(camera.lastFrame(59.9));
        assertThat(finals().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(301);
    }

    @Test
    void should_count_all_frames_of_a_run_whose_clock_was_set_back_while_it_ran() {
        for (int i = 0; i < 300; i++) {
            take(camera.frame(i < 100 ? MINUTES_59 + i / 5.0 : i / 5.0));
        }

        assertThat(late).isZero();
        assertThat(finals()).containsEntry(at(20), 50L).containsEntry(at(30), 50L);
        assertThat(state.getClock()).isEqualTo(at(59.8));
    }

    @Test
    void should_call_late_what_comes_for_windows_that_a_wrong_clock_made_final() {
        for (int i = 0; i < 100; i++) {
            take(camera.frame(60 + i / 2.0));
        }
        for (int i = 0; i < 400; i++) {
            take(camera.frame(i / 2.0));
        }

        assertThat(late).as("of the windows from 60 to 100 s").isEqualTo(80);
        assertThat(finals().values().stream().mapToLong(Long::longValue).sum() + openFrames())
                .isEqualTo(500 - 80);
    }

    @Test
    void should_bear_a_burst_ahead_that_is_shorter_than_the_rest_of_the_window() {
        for (int i = 0; i < 400; i++) {
            boolean ahead = i % 100 >= 60 && i % 100 < 80; // the window still waits for six seconds
            take(camera.frame(i / 10.0 + (ahead ? MINUTES_59 : 0)));
        }

        assertThat(late).isZero();
    }

    @Test
    void should_count_two_times_that_are_told_by_turns() {
        for (int i = 0; i < 300; i++) {
            take(camera.frame(i / 5.0 + (i % 2 == 0 ? 1000 : 0)));
        }
        for (int i = 300; i < 600; i++) {
            take(camera.frame(i / 5.0 + (i % 3 == 0 ? 0 : 1000)));
        }

        assertThat(late).isZero();
    }

    @Test
    void should_close_what_was_open_when_a_camera_is_back_after_twenty_minutes() {
        take(camera.frame(1));
        take(camera.frame(2));
        take(camera.frame(1202));
        take(camera.frame(1203));
        assertThat(summaries).as("the clock may still come back").isEmpty();

        take(camera.frame(1209.9));
        take(camera.frame(1212));

        assertThat(finals()).isEqualTo(Map.of(at(0), 2L, at(1200), 3L));
    }

    @Test
    void should_close_the_windows_of_a_camera_that_takes_a_picture_a_minute() {
        for (int minute = 0; minute < 10; minute++) {
            take(camera.frame(60 * minute));
        }

        assertThat(finals()).hasSize(7).allSatisfy((start, frames) -> assertThat(frames)
                .isEqualTo(1));
    }

    @Test
    void should_close_everything_after_the_last_frame_also_what_is_ahead() {
        take(camera.frame(1));
        take(camera.frame(MINUTES_59));
        take(camera.lastFrame(2));

        assertThat(summaries).extracting(DemographicSummary::getWindowStart).containsExactly(at(0), at(MINUTES_59));
        assertThat(state.getWindows()).isEmpty();
    }

    @Test
    void should_know_how_many_frames_were_late_in_a_row() {
        take(camera.lastFrame(1));
        camera.restart("stream-2");
        for (int i = 0; i < 5; i++) {
            take(camera.frame(2 + i));
        }
        assertThat(state.getLateInARow()).isEqualTo(5);

        take(camera.frame(11));

        assertThat(state.getLateInARow()).isZero();
    }

    @Test
    void should_keep_no_more_windows_open_than_can_be_when_times_make_no_sense() {
        Random random = new Random(3);
        Set<Instant> counted = new HashSet<>();
        for (int i = 0; i < 3000; i++) {
            FrameFaces frame = camera.frame(random.nextInt(100_000_000));
            if (take(frame) == Outcome.COUNTED) {
                counted.add(frame.getCapturedAt());
            }
            assertThat(state.getWindows()).hasSizeLessThanOrEqualTo(CameraWindows.MAX_ASTRAY + 4);
        }
        windows.closeAll(camera.id, state).forEach(timed -> summaries.add(timed.summary()));

        assertThat(finals().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3000 - late);
        assertThat(counted).hasSizeGreaterThan(1000);
    }

    /** Frames by the start of their window, of windows that are final; fails where one is final twice. */
    private Map<Instant, Long> finals() {
        Map<Instant, Long> finals = new TreeMap<>();
        summaries.forEach(summary -> assertThat(finals.put(summary.getWindowStart(), summary.getFramesAnalysed()))
                .as("a second FINAL of %s", summary.getWindowStart())
                .isNull());
        return finals;
    }

    private long openFrames() {
        return state.getWindows().stream()
                .mapToLong(window -> window.getFramesAnalysed())
                .sum();
    }

    private Outcome take(FrameFaces frame) {
        return take(windows, frame);
    }

    private Outcome take(CameraWindows by, FrameFaces frame) {
        if (state == null) {
            state = by.initial(frame);
        }
        CameraUpdate update = by.update(camera.id, state, frame);
        update.due().summaries().forEach(timed -> {
            assertThat(timed.summary().getStatus()).isEqualTo(SummaryStatus.FINAL);
            assertThat(Duration.between(timed.summary().getWindowEnd(), timed.time()))
                    .isZero();
            summaries.add(timed.summary());
        });
        late += update.outcome() == Outcome.LATE ? 1 : 0;
        return update.outcome();
    }
}
