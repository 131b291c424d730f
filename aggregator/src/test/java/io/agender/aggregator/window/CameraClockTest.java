package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.schemas.CameraState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraClockTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // grace | captured, in seconds     | the clock after each
                "2       | 0 1 2                    | 0 1 2",
                "2       | 0 10 9 0                 | 0 10 10 10", // a stride ahead, and disorder
                "2       | 0 10.1                   | 0 0", // farther than a stride, and nothing more
                "2       | 0 3540 1 2               | 0 0 1 2", // a single frame ahead
                "2       | 0 1 3540 2 3541 3 3542 4 | 0 1 1 2 2 3 3 4", // several, with sound ones between
                "2       | 0 1200 1201              | 0 0 1201", // a camera that was dark for 20 minutes
                "2       | 0 1200 1195              | 0 0 1200", // its frames a little in disorder
                "2       | 0 60 120 180             | 0 0 60 120", // a picture a minute
                "2       | 0 3540 1800 1 2          | 0 0 0 1 2", // two times that don't agree
                "2       | 0 1800 3540 1 2          | 0 0 1800 1800 2", // two that might, until the camera is back
                "2       | 0 3540 3541 2 3          | 0 0 3541 3541 3", // a jump that is taken back
                "2       | 3540 0 1 2               | 3540 3540 1 2", // wrong from the beginning, then corrected
                "2       | 3540 0 60 120            | 3540 3540 0 60", // the same, a picture a minute
                "2       | 3540 0 3541 1 3542       | 3540 3540 3541 3541 3542", // single frames behind
                "2       | 0 -60 3540 1             | 0 0 0 1", // behind and ahead don't agree
                "60      | 0 60 0 61 120.5          | 0 60 60 61 120.5", // a grace longer than the stride
                "0       | 0 10 20.5 21             | 0 10 10 21",
            })
    void should_take_a_jump_when_the_next_frame_confirms_it(long grace, String captured, String clock) {
        CameraClock rule = CameraClock.of(TestConfigs.with("grace", grace + "s"));
        List<Double> times = seconds(captured);
        CameraState state = CameraState.newBuilder()
                .setClock(at(times.get(0)))
                .setStreams(List.of())
                .setWindows(List.of())
                .build();

        List<Double> after = times.stream()
                .map(time -> {
                    rule.take(state, at(time));
                    return Duration.between(TestCamera.START, state.getClock()).toMillis() / 1000.0;
                })
                .toList();

        assertThat(after).isEqualTo(seconds(clock));
    }

    @Test
    void should_have_a_stride_of_ten_seconds_or_the_grace() {
        assertThat(CameraClock.of(TestConfigs.defaults()).stride()).isEqualTo(Duration.ofSeconds(10));
        assertThat(CameraClock.of(TestConfigs.with("grace", "11s")).stride()).isEqualTo(Duration.ofSeconds(11));
    }

    private static List<Double> seconds(String text) {
        return Arrays.stream(text.strip().split(" +")).map(Double::valueOf).toList();
    }
}
