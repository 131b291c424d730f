package io.agender.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    @Test
    void should_take_some_from_everywhere() {
        assertThat(Spread.over(ALL, 4)).containsExactly(0, 2, 5, 7);
    }

    @Test
    void should_take_all_where_there_are_no_more_or_no_number_is_named() {
        assertThat(Spread.over(ALL, 10)).isEqualTo(ALL);
        assertThat(Spread.over(ALL, 0)).isEqualTo(ALL);
    }
}
