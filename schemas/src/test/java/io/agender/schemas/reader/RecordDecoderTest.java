package io.agender.schemas.reader;

import static io.agender.schemas.reader.Log.LEFT;
import static io.agender.schemas.reader.Log.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.schemas.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {

    private final List<Long> told = new ArrayList<>();
    private final BadRecords bad = new BadRecords(record -> told.add(record.offset()));
    private RuntimeException error;
    private final RecordDecoder<String> decoder = new RecordDecoder<>(
            (topic, bytes) -> {
                if (error != null) {
                    throw error;
                }
                return new String(bytes, StandardCharsets.UTF_8);
            },
            bad);

    @Test
    void should_read_values_and_nothing_where_there_is_none() {
        assertThat(decoder.decode(Log.record(LEFT, 4))).contains("value 4");
        assertThat(decoder.decode(new ConsumerRecord<>(Log.TOPIC, 0, 5, "lobby", null)))
                .isEmpty();
        assertThat(bad.count()).isZero();
    }

    @Test
    void should_count_what_cannot_be_read_by_where_it_stands_and_tell_of_the_first() {
        error = new SerializationException("These bytes are no record.");
        offer(LEFT, 4, 7);
        offer(RIGHT, 9);
        assertThat(bad.count()).isEqualTo(3);
        assertThat(bad.places())
                .containsExactly(new BadRecords.Place(LEFT, 4, 7, 2), new BadRecords.Place(RIGHT, 9, 9, 1));
        assertThat(told).containsExactly(4L);
    }

    @Test
    void should_count_a_record_that_is_offered_again_once() {
        error = new SerializationException("These bytes are no record.");
        offer(LEFT, 4, 7, 4, 7, 8);
        assertThat(bad.count()).isEqualTo(3);
    }

    @Test
    void should_count_what_stands_in_the_place_of_another_when_a_topic_was_created_anew() {
        error = new SerializationException("These bytes are no record.");
        offer(LEFT, 4, 7);
        bad.begin(Set.of(LEFT));
        offer(LEFT, 4);
        assertThat(bad.count()).isEqualTo(3);
    }

    @Test
    void should_not_count_what_the_registry_did_not_let_be_read() {
        error = new IllegalStateException(
                new RegistryException(RegistryException.Kind.AWAY, "The registry is away.", null));
        assertThatThrownBy(() -> decoder.decode(Log.record(LEFT, 4))).isSameAs(error);
        error = new IllegalStateException(new InterruptedException());
        assertThatThrownBy(() -> decoder.decode(Log.record(LEFT, 4))).isSameAs(error);
        assertThat(bad.count()).isZero();
    }

    private void offer(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            assertThat(decoder.decode(Log.record(partition, offset))).isEmpty();
        }
    }
}
