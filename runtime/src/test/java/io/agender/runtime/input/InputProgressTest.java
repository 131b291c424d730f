package io.agender.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InputProgressTest {

    private static final TopicPartition FACES = new TopicPartition("agender.faces", 2);
    private static final TopicPartition OTHER = new TopicPartition("agender.faces", 3);

    private final InputProgress progress = new InputProgress();

    @Test
    void should_say_that_a_partition_grows_and_nobody_reads() {
        look(0, 100, 100);
        look(10, 100, 110);
        look(60, 100, 150);
        assertThat(progress.trouble()).isEmpty();

        look(61, 100, 151);

        assertThat(progress.standstill()).isEqualTo(Duration.ofSeconds(61));
        assertThat(progress.trouble())
                .contains(
                        "Topic agender.faces, partition 2 grows, but for 61 s nothing of it was read: the group stands"
                                + " at 100 of 151.");
    }

    @Test
    void should_be_content_as_soon_as_it_moves() {
        look(0, 100, 100);
        look(70, 100, 110);
        look(71, 105, 120);

        assertThat(progress.trouble()).isEmpty();
        assertThat(progress.standstill()).isZero();
    }

    @Test
    void should_expect_nothing_where_nothing_comes() {
        look(0, 100, 100);
        look(3_600, 100, 100);
        look(3_601, 100, 101);

        assertThat(progress.trouble()).as("grown for a second").isEmpty();
    }

    @Test
    void should_expect_nothing_of_a_partition_that_is_another_instances_or_just_came() {
        progress.look(Set.of(FACES), Map.of(OTHER, at(0, 0, 0)));
        progress.look(Set.of(), Map.of(FACES, at(0, 100, 100)));
        progress.look(Set.of(), Map.of(FACES, at(100, 100, 200)));
        look(101, 100, 201);
        look(150, 100, 250);

        assertThat(progress.trouble()).isEmpty();
    }

    @Test
    void should_count_from_the_first_record_when_the_group_has_never_committed() {
        progress.look(
                Set.of(FACES),
                Map.of(FACES, new InputPosition(0, 0, OptionalLong.empty(), 7, 7, OptionalLong.empty())));
        progress.look(
                Set.of(FACES),
                Map.of(FACES, new InputPosition(70_000, 0, OptionalLong.empty(), 7, 9, OptionalLong.empty())));

        assertThat(progress.trouble()).hasValueSatisfying(why -> assertThat(why).contains("stands at 7 of 9"));
    }

    private void look(long second, long committed, long end) {
        progress.look(Set.of(FACES), Map.of(FACES, at(second, committed, end)));
    }

    private static InputPosition at(long second, long committed, long end) {
        return new InputPosition(second * 1000, 0, OptionalLong.of(committed), 0, end, OptionalLong.empty());
    }
}
