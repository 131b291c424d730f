package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.CameraState;
import io.agender.schemas.TimeRange;
import io.agender.schemas.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalWindowsTest {

    private final CameraState state = CameraState.newBuilder()
            .setClock(at(0))
            .setStreams(List.of())
            .setWindows(List.of())
            .build();

    @ParameterizedTest
    @CsvSource({
        // windows that become final, from-to in seconds, and the ranges that are kept
        "0-10, 0-10",
        "0-10 10-20, 0-20",
        "10-20 0-10, 0-20",
        "0-10 20-30, 0-10 20-30",
        "20-30 0-10, 0-10 20-30",
        "0-10 20-30 10-20, 0-30",
        "0-10 7-14, 0-14",
        "0-10 20-30 40-50 5-45, 0-50",
        "0-60 10-20, 0-60",
    })
    void should_keep_final_windows_as_ranges(String windows, String ranges) {
        for (String window : windows.split(" ")) {
            add(seconds(window, 0), seconds(window, 1));
        }

        assertThat(state.getFinals())
                .extracting(range -> range.getFrom() + " " + range.getTo())
                .containsExactlyElementsOf(List.of(ranges.split(" ")).stream()
                        .map(range -> at(seconds(range, 0)) + " " + at(seconds(range, 1)))
                        .toList());
    }

    @Test
    void should_cover_just_the_windows_that_are_final_in_whatever_order_they_close() {
        Random random = new Random(7);
        Set<Integer> finals = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            int window = random.nextInt(400);
            finals.add(window);
            add(10 * window, 10 * window + 10);
        }

        for (int window = 0; window < 400; window++) {
            assertThat(FinalWindows.cover(state, at(10 * window))).isEqualTo(finals.contains(window));
            assertThat(FinalWindows.cover(state, at(10 * window + 9.999))).isEqualTo(finals.contains(window));
        }
    }

    @Test
    void should_fill_the_oldest_gap_when_there_are_too_many() {
        for (int i = 0; i <= FinalWindows.MAX_RANGES; i++) {
            add(20 * i, 20 * i + 10);
        }

        assertThat(state.getFinals()).hasSize(FinalWindows.MAX_RANGES).startsWith(new TimeRange(at(0), at(30)));
        assertThat(FinalWindows.cover(state, at(15))).as("the gap").isTrue();
        assertThat(FinalWindows.cover(state, at(-1))).as("what is older").isFalse();
        assertThat(FinalWindows.cover(state, at(35))).as("the next gap").isFalse();
    }

    @Test
    void should_take_all_for_final_that_an_earlier_version_left_behind() {
        state.setClosedUpTo(at(20));

        assertThat(FinalWindows.cover(state, Instant.EPOCH)).isTrue();
        assertThat(FinalWindows.cover(state, at(19.999))).isTrue();
        assertThat(FinalWindows.cover(state, at(20))).isFalse();
    }

    private void add(int from, int to) {
        FinalWindows.add(
                state,
                WindowState.newBuilder()
                        .setStart(at(from))
                        .setEnd(at(to))
                        .setCoveredSeconds(new ArrayList<>())
                        .build());
    }

    private static int seconds(String range, int end) {
        return Integer.parseInt(range.split("-")[end]);
    }
}
