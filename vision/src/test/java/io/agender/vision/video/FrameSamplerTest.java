package io.agender.vision.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSamplerTest {

    @ParameterizedTest(name = "{0} of {1} frames a second")
    @CsvSource({
        "10, 30,    3, 6, 9",
        "15, 30,    2, 4, 6",
        "30, 30,    1, 2, 3",
        "60, 30,    1, 2, 3",
        " 0, 30,    1, 2, 3",
        "10, 12.5,  2, 3, 4",
        " 1, 25,   25, 50, 75",
    })
    void should_take_the_first_frame_of_each_period(double wanted, double source, int second, int third, int fourth) {
        assertThat(taken(wanted, source, 1)).startsWith(0, second, third, fourth);
    }

    @ParameterizedTest
    @CsvSource({"10, 30", "15, 30", "20, 60", "12, 24", "30, 30", "60, 60"})
    void should_choose_the_same_frames_where_the_container_rounds_times_to_milliseconds(double wanted, double source) {
        assertThat(taken(wanted, source, 1000)).isEqualTo(taken(wanted, source, 1));
    }

    @ParameterizedTest
    @CsvSource({"7, 30", "10, 29.97", "3.3, 25", "0.5, 30"})
    void should_never_exceed_the_rate(double wanted, double source) {
        assertThat(taken(wanted, source, 1)).hasSizeLessThanOrEqualTo((int) Math.ceil(wanted * 10));
    }

    @Test
    void should_go_by_time_where_the_rate_varies() {
        FrameSampler sampler = new FrameSampler(10);
        long[] positions = {0, 20_000, 40_000, 100_000, 500_000, 520_000, 590_000, 610_000};

        List<Long> taken = new ArrayList<>();
        for (long position : positions) {
            if (sampler.take(position)) {
                taken.add(position);
            }
        }

        assertThat(taken).containsExactly(0L, 100_000L, 500_000L, 610_000L);
    }

    /** Numbers of the frames taken from ten seconds. */
    private static List<Integer> taken(double wanted, double source, long roundedToMicros) {
        FrameSampler sampler = new FrameSampler(wanted);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 10 * source; i++) {
            long position = Math.round(i * 1e6 / source / roundedToMicros) * roundedToMicros;
            if (sampler.take(position)) {
                numbers.add(i);
            }
        }
        return numbers;
    }
}
