package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceGapsTest {

    private final SequenceGaps gaps = new SequenceGaps();

    @ParameterizedTest(name = "{0} after 7 of a: {2} missing")
    @CsvSource({
        "the next one,            a, 8,  0",
        "one later,               a, 9,  1",
        "ten later,               a, 18, 10",
        "the same again,          a, 7,  0",
        "an earlier one,          a, 3,  0",
        "a new stream,            b, 0,  0",
        "a new stream after drops, b, 4, 4"
    })
    void should_count_what_is_missing_before_a_frame(String what, String stream, long sequence, long missing) {
        gaps.before("lobby", "a", 7);

        assertThat(gaps.before("lobby", stream, sequence)).isEqualTo(missing);
    }

    @Test
    void should_know_nothing_of_what_came_before_the_first_frame() {
        assertThat(gaps.before("lobby", "a", 500)).isZero();
        assertThat(gaps.before("door", "a", 3)).isZero();
    }
}
