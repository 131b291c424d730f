package io.agender.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InputWatchTest {

    private static final TopicPartition FACES = new TopicPartition("agender.faces", 0);

    private final FakeInput input = new FakeInput();
    private final List<String> stops = new ArrayList<>();
    private final InputWatch watch =
            new InputWatch("aggregator", input, () -> Set.of(FACES), error -> stops.add(error.getMessage()));

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void should_stop_when_the_topic_of_the_name_is_another_one() {
        watch.look();
        assertThat(stops).isEmpty();

        input.ids.put("agender.faces", Uuid.randomUuid());
        watch.look();

        assertThat(stops)
                .singleElement()
                .asString()
                .startsWith("Topic agender.faces was deleted and created anew while group g was reading it; stop all");
    }

    @Test
    void should_stop_at_a_position_that_lies_beyond_the_end_at_two_looks() {
        input.at(1, 4189, 935);
        watch.look();
        watch.look();
        assertThat(stops).as("one answer of the brokers, seen twice").isEmpty();

        input.at(2, 4189, 936);
        watch.look();

        assertThat(stops)
                .singleElement()
                .asString()
                .startsWith(
                        "Group g stands at position 4189 of topic agender.faces, partition 0, which ends at 936: the");
    }

    @Test
    void should_pass_over_a_position_that_was_beyond_the_end_for_one_look() {
        input.at(1, 4189, 935);
        watch.look();
        input.at(2, 930, 935);
        watch.look();
        input.at(3, 4189, 935);
        watch.look();

        assertThat(stops).isEmpty();
    }

    private static final class FakeInput implements InputWatch.Input {

        private final Map<String, Uuid> ids = new HashMap<>(Map.of("agender.faces", Uuid.randomUuid()));
        private final Map<TopicPartition, InputPosition> positions = new HashMap<>();

        void at(long time, long committed, long end) {
            positions.put(FACES, new InputPosition(time, 0, OptionalLong.of(committed), 0, end, OptionalLong.empty()));
        }

        @Override
        public String group() {
            return "g";
        }

        @Override
        public Map<String, Uuid> topicIds() {
            return ids;
        }

        @Override
        public Map<TopicPartition, InputPosition> all() {
            return positions;
        }
    }
}
