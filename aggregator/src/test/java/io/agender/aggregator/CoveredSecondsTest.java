package io.agender.aggregator;

import static io.agender.aggregator.TestCamera.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.WindowState;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoveredSecondsTest {

    private final WindowState window =
            WindowState.newBuilder().setStart(at(0)).setEnd(at(10)).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0           | 0-1",
                "0 0         | 0-1",
                "0 1 2       | 0-3",
                "2 1 0       | 0-3",
                "0 2         | 0-1 2-3",
                "0 2 1       | 0-3", // what was missing comes late
                "5 1 3       | 1-2 3-4 5-6",
                "5 6 1 2 4 3 | 1-7",
                "3 1 1 3     | 1-2 3-4",
            })
    void should_keep_the_seconds_as_ranges_that_do_not_touch(String seconds, String ranges) {
        Stream.of(seconds.split(" ")).forEach(second -> CoveredSeconds.add(window, Integer.parseInt(second)));

        assertThat(window.getCoveredSeconds().stream().map(range -> range.getFrom() + "-" + range.getTo()))
                .containsExactly(ranges.split(" "));
    }

    @RepeatedTest(20)
    void should_count_like_a_set(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Set<Integer> set = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            int second = random.nextInt(300);
            set.add(second);
            CoveredSeconds.add(window, second);
        }

        for (int upTo : List.of(0, 1, 50, 299, 300, 1000)) {
            assertThat(CoveredSeconds.within(window, upTo))
                    .isEqualTo(set.stream().filter(second -> second < upTo).count());
        }
    }

    @Test
    void should_settle_the_oldest_range_when_a_camera_stutters_all_day() {
        for (int second = 0; second < 80_000; second += 2) {
            CoveredSeconds.add(window, second);
        }
        CoveredSeconds.add(window, 1); // too late to be told from what is settled

        assertThat(window.getCoveredSeconds()).hasSize(CoveredSeconds.MAX_RANGES);
        assertThat(CoveredSeconds.within(window, 86_400)).isEqualTo(40_000);
    }
}
