package io.agender.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InputHistoryTest {

    private static final OptionalLong NEVER = OptionalLong.empty();

    private final InputHistory history = new InputHistory();

    @Test
    void should_know_that_all_is_read_up_to_a_look_whose_end_is_committed() {
        assertThat(look(1_000, 10, 10).readUpTo()).hasValue(1_000);
        assertThat(look(2_000, 10, 10).readUpTo()).hasValue(2_000);
    }

    @Test
    void should_know_of_a_busy_partition_what_the_position_has_passed_since() {
        assertThat(look(1_000, 95, 100).readUpTo()).isEmpty();
        assertThat(look(2_000, 125, 130).readUpTo()).hasValue(1_000);
        assertThat(look(3_000, 130, 160).readUpTo()).hasValue(2_000);
    }

    @Test
    void should_stay_where_it_was_while_the_group_stands_still() {
        look(1_000, 10, 10);
        assertThat(look(2_000, 10, 11).readUpTo()).hasValue(1_000);
        assertThat(look(60_000, 10, 500).readUpTo()).hasValue(1_000);
        assertThat(look(61_000, 499, 501).readUpTo()).hasValue(2_000);
        assertThat(look(62_000, 501, 501).readUpTo()).hasValue(62_000);
    }

    @Test
    void should_take_an_empty_partition_that_nobody_ever_read_for_read() {
        assertThat(add(1_000, NEVER, 0, 0).readUpTo()).hasValue(1_000);
        assertThat(add(2_000, NEVER, 0, 1).readUpTo()).hasValue(1_000);
        assertThat(add(3_000, NEVER, 7, 7).readUpTo()).hasValue(3_000);
    }

    @Test
    void should_tell_since_when_the_brokers_answer_without_a_pause() {
        assertThat(look(1_000, 1, 1).answeredSince()).isEqualTo(1_000);
        assertThat(look(2_000, 1, 1).answeredSince()).isEqualTo(1_000);
        assertThat(look(7_000, 1, 1).answeredSince()).isEqualTo(1_000);
        assertThat(look(12_001, 1, 1).answeredSince()).isEqualTo(12_001);
        assertThat(look(13_000, 1, 1).answeredSince()).isEqualTo(12_001);
    }

    @Test
    void should_begin_anew_when_the_clock_is_set_back() {
        look(10_000, 4, 5);
        InputPosition after = look(3_000, 4, 6);

        assertThat(after.answeredSince()).isEqualTo(3_000);
        assertThat(after.readUpTo()).isEmpty();
        assertThat(look(4_000, 6, 6).readUpTo()).hasValue(4_000);
    }

    @Test
    void should_know_nothing_of_a_topic_that_was_created_anew() {
        assertThat(look(1_000, 4_189, 4_189).readUpTo()).hasValue(1_000);
        InputPosition anew = look(2_000, 4_189, 935);

        assertThat(anew.readUpTo()).isEmpty();
        assertThat(anew.exists()).isFalse();
        assertThat(look(3_000, 4_189, 4_200).readUpTo()).isEmpty();
        assertThat(look(4_000, 4_200, 4_200).readUpTo()).hasValue(4_000);
    }

    private InputPosition look(long askedAt, long committed, long end) {
        return add(askedAt, OptionalLong.of(committed), 0, end);
    }

    private InputPosition add(long askedAt, OptionalLong committed, long earliest, long end) {
        return history.add(new InputLook(askedAt, committed, earliest, end));
    }
}
