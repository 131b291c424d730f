package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.at;
import static io.agender.aggregator.TestCamera.man;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.window.CameraUpdate.Outcome;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraWindowsTest {

    private final TestCamera camera = new TestCamera("lobby");
    private CameraWindows windows = new CameraWindows(TestConfigs.withoutPartials());
    private CameraState state;

    @ParameterizedTest
    @CsvSource({
        // first frame, start of its window
        "2026-01-01T00:00:00Z,        2026-01-01T00:00:00Z",
        "2026-01-01T00:00:09.999999Z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:10Z,        2026-01-01T00:00:10Z",
        "1970-01-01T00:00:00Z,        1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z,        1969-12-31T23:59:50Z",
    })
    void should_align_windows_to_the_epoch(Instant time, Instant start) {
        update(camera.frame(time));

        assertThat(state.getWindows()).singleElement().satisfies(window -> {
            assertThat(window.getStart()).isEqualTo(start);
            assertThat(window.getEnd()).isEqualTo(start.plusSeconds(10));
        });
    }

    @Test
    void should_close_a_window_exactly_when_the_clock_has_passed_its_end_by_the_grace() {
        update(camera.frame(5));

        assertThat(update(camera.frame(11.999999)).due().summaries()).isEmpty();
        assertThat(update(camera.frame(12)).due().summaries()).singleElement().satisfies(timed -> {
            assertThat(timed.time()).isEqualTo(at(10));
            assertThat(timed.summary().getStatus()).isEqualTo(SummaryStatus.FINAL);
            assertThat(timed.summary().getWindowStart()).isEqualTo(at(0));
            assertThat(timed.summary().getFramesAnalysed()).isEqualTo(1);
        });
    }

    @Test
    void should_close_several_windows_in_their_order() {
        windows = new CameraWindows(TestConfigs.with("grace", "1m"));
        update(camera.frame(25));
        update(camera.frame(5));
        update(camera.frame(15));
        update(camera.frame(65));

        assertThat(update(camera.frame(90)).due().summaries())
                .extracting(timed -> timed.summary().getWindowStart())
                .containsExactly(at(0), at(10), at(20));
    }

    @Test
    void should_call_a_frame_late_from_the_moment_its_window_is_closed() {
        update(camera.frame(5));
        update(camera.frame(11.9));
        assertThat(update(camera.frame(9.9)).outcome()).isEqualTo(Outcome.COUNTED);

        update(camera.frame(12));

        assertThat(update(camera.frame(9.9)).outcome()).isEqualTo(Outcome.LATE);
        assertThat(state.getWindows()).singleElement().satisfies(open -> assertThat(open.getFramesAnalysed())
                .isEqualTo(2));
    }

    @Test
    void should_open_a_window_for_a_frame_behind_the_clock_when_it_was_never_final() {
        update(camera.frame(5));
        update(camera.frame(15));
        update(camera.frame(21));

        assertThat(update(camera.frame(-3)).outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(update(camera.frame(18)).outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(update(camera.frame(9)).outcome()).as("final").isEqualTo(Outcome.LATE);
        assertThat(closeAll())
                .extracting(DemographicSummary::getWindowStart, DemographicSummary::getFramesAnalysed)
                .containsExactly(tuple(at(-10), 1L), tuple(at(10), 2L), tuple(at(20), 1L));
    }

    @Test
    void should_give_a_window_behind_the_clock_as_much_time_as_it_is_behind() {
        update(camera.frame(0));
        update(camera.frame(9));
        update(camera.frame(18));
        update(camera.frame(27)); // the window from 10 on has one frame, that from 0 on is final
        update(camera.frame(-4)); // 31 s behind

        assertThat(update(camera.frame(32.9)).due().summaries()).hasSize(1);
        assertThat(update(camera.frame(-2)).outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(update(camera.frame(33)).due().summaries()).singleElement().satisfies(timed -> {
            assertThat(timed.summary().getWindowStart()).isEqualTo(at(-10));
            assertThat(timed.summary().getFramesAnalysed()).isEqualTo(2);
        });
    }

    @Test
    void should_count_a_gap_in_the_window_of_the_frame_after_it() {
        update(camera.frame(5));
        update(camera.lose(3).frame(10.5));

        assertThat(closeAll()).extracting(DemographicSummary::getFramesMissing).containsExactly(0L, 3L);
    }

    @Test
    void should_count_what_is_missing_at_the_end_in_the_window_of_the_last_frame() {
        update(camera.frame(5));
        FrameFaces last = camera.lose(1).lastFrame(10.5);
        last.setMissingAfter(2);

        assertThat(update(last).due().summaries())
                .extracting(timed -> timed.summary().getFramesMissing())
                .containsExactly(0L, 3L);
    }

    @Test
    void should_count_a_gap_before_a_late_frame_in_the_oldest_open_window() {
        update(camera.frame(5));
        update(camera.frame(14));
        update(camera.frame(21));
        update(camera.lose(3).frame(4));

        assertThat(closeAll()).extracting(DemographicSummary::getFramesMissing).containsExactly(3L, 0L);
    }

    @Test
    void should_count_a_gap_before_a_late_frame_nowhere_when_no_window_is_open() {
        update(camera.lastFrame(5));

        CameraUpdate update = update(camera.lose(3).frame(6));

        assertThat(update).isEqualTo(new CameraUpdate(Outcome.LATE, Due.NOTHING));
        assertThat(state.getWindows()).isEmpty();
    }

    @Test
    void should_not_let_a_late_frame_look_like_a_gap() {
        update(camera.frame(20));
        update(camera.frame(3));
        update(camera.frame(21));

        assertThat(closeAll()).extracting(DemographicSummary::getFramesMissing).containsExactly(0L, 0L);
    }

    @Test
    void should_change_nothing_when_a_frame_comes_again() {
        FrameFaces first = camera.frame(5, man(30));
        update(first);
        FrameFaces last = camera.lastFrame(6);
        CameraState before = CameraState.newBuilder(state).build();

        assertThat(update(first)).isEqualTo(CameraUpdate.DUPLICATE);
        assertThat(state).isEqualTo(before);

        update(last);
        before = CameraState.newBuilder(state).build();
        assertThat(update(last)).isEqualTo(CameraUpdate.DUPLICATE);
        assertThat(state).isEqualTo(before);
    }

    @Test
    void should_close_all_windows_after_the_last_frame_of_a_stream_and_count_it() {
        update(camera.frame(9));
        CameraUpdate update = update(camera.lastFrame(11, man(30)));

        assertThat(update.due().summaries()).extracting(TimedSummary::time).containsExactly(at(10), at(20));
        assertThat(update.due().summaries().get(1).summary().getFacesDetected()).isEqualTo(1);
        assertThat(update(camera.restart("stream-2").frame(12)).outcome()).isEqualTo(Outcome.LATE);
        assertThat(update(camera.frame(20)).outcome()).isEqualTo(Outcome.COUNTED);
    }

    @Test
    void should_go_on_in_the_same_window_when_a_lost_camera_is_back_and_count_what_it_dropped_meanwhile() {
        update(camera.frame(1));
        camera.restart("stream-2");
        camera.frame(2); // these two never came through
        camera.frame(3);
        assertThat(update(camera.frame(4)).outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(update(camera.restart("stream-3").frame(5)).outcome()).isEqualTo(Outcome.COUNTED);

        assertThat(update(camera.frame(12)).due().summaries()).singleElement().satisfies(timed -> {
            assertThat(timed.summary().getFramesAnalysed()).isEqualTo(3);
            assertThat(timed.summary().getFramesMissing()).isEqualTo(2);
        });
    }

    @Test
    void should_finish_windows_that_another_configuration_opened() {
        update(camera.frame(5));
        windows = new CameraWindows(TestConfigs.with("window", "7s"));
        update(camera.frame(8));

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getWindowEnd()).isEqualTo(at(10));
            assertThat(summary.getFramesAnalysed()).isEqualTo(2);
        });
        assertThat(update(camera.frame(9)).outcome()).isEqualTo(Outcome.LATE);
        assertThat(update(camera.frame(12)).outcome()).isEqualTo(Outcome.COUNTED);
    }

    @Test
    void should_send_partials_by_the_clock_of_the_camera() {
        windows = new CameraWindows(TestConfigs.with("window", "20s"));

        assertThat(update(camera.frame(4.9)).due().summaries()).isEmpty();
        assertThat(update(camera.frame(6)).due().summaries()).singleElement().satisfies(timed -> {
            assertThat(timed.time()).isEqualTo(at(6));
            assertThat(timed.summary().getStatus()).isEqualTo(SummaryStatus.PARTIAL);
            assertThat(timed.summary().getRevision()).isEqualTo(1);
            assertThat(timed.summary().getFramesAnalysed()).isEqualTo(2);
        });
        assertThat(update(camera.frame(9.9)).due().summaries()).isEmpty();
        assertThat(update(camera.frame(10)).due().summaries())
                .extracting(timed -> timed.summary().getRevision())
                .containsExactly(2);
    }

    @Test
    void should_send_no_partial_of_a_window_that_did_not_change() {
        windows = new CameraWindows(TestConfigs.with("grace", "1m"));
        update(camera.frame(6));

        assertThat(update(camera.frame(31)).due().summaries()).isEmpty();
        assertThat(update(camera.frame(7)).due().summaries())
                .extracting(timed -> timed.summary().getWindowStart())
                .containsExactly(at(0));
    }

    @Test
    void should_give_the_final_the_highest_revision_and_send_no_partial_beside_it() {
        windows = new CameraWindows(TestConfigs.defaults());
        update(camera.frame(1));
        update(camera.frame(5));

        assertThat(update(camera.lastFrame(10.5)).due().summaries())
                .extracting(timed -> timed.summary().getStatus() + " "
                        + timed.summary().getRevision() + " "
                        + Duration.between(TestCamera.START, timed.time()).toSeconds())
                .containsExactly("FINAL 2 10", "FINAL 1 20");
    }

    private CameraUpdate update(FrameFaces frame) {
        if (state == null) {
            state = windows.initial(frame);
        }
        return windows.update(camera.id, state, frame);
    }

    private List<DemographicSummary> closeAll() {
        return windows.closeAll(camera.id, state).stream()
                .map(TimedSummary::summary)
                .toList();
    }
}
