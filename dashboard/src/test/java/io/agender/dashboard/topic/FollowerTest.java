package io.agender.dashboard.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.StartPosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy.StrategyType;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FollowerTest {

    private static final String TOPIC = "agender.summary";

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>(StrategyType.LATEST.toString());
    private final List<String> taken = new ArrayList<>();
    private Throwable trouble;

    private final Follower follower = new Follower(
            () -> consumer,
            TOPIC,
            StartPosition.beforeEnd(1000),
            new Follower.Sink() {
                @Override
                public void take(ConsumerRecord<String, byte[]> record, boolean past) {
                    if (trouble instanceof RuntimeException exception) {
                        throw exception;
                    }
                    if (trouble instanceof Error error) {
                        throw error;
                    }
                    taken.add(record.key());
                }

                @Override
                public void close() {}
            },
            new BadRecords());

    static Stream<Throwable> troubles() {
        return Stream.of(new IllegalStateException("The registry is away."), new OutOfMemoryError("for the test"));
    }

    @BeforeEach
    void fill() {
        consumer.updatePartitions(
                TOPIC,
                List.of(new PartitionInfo(TOPIC, 0, null, null, null), new PartitionInfo(TOPIC, 1, null, null, null)));
        for (int partition = 0; partition < 2; partition++) {
            TopicPartition one = new TopicPartition(TOPIC, partition);
            consumer.updateBeginningOffsets(Map.of(one, 0L));
            consumer.updateEndOffsets(Map.of(one, 0L));
        }
        follower.open();
        follower.turn();
    }

    /** One poll brings records of several partitions; those behind the one that could not be taken were lost. */
    @ParameterizedTest
    @MethodSource("troubles")
    void should_take_all_records_of_all_partitions_when_one_could_not_be_taken_at_first(Throwable passing) {
        offer(0, 0);
        offer(1, 0);
        trouble = passing;
        assertThatThrownBy(follower::turn).isSameAs(passing);
        assertThat(taken).isEmpty();
        trouble = null;
        offer(0, 0); // MockConsumer forgets what it handed out
        offer(1, 0);
        follower.turn();
        assertThat(taken).containsExactlyInAnyOrder("0/0", "1/0");
    }

    @Test
    void should_say_that_there_is_no_such_topic_until_there_is() {
        assertThat(follower.isMissing()).isFalse();
        MockConsumer<String, byte[]> without = new MockConsumer<>(StrategyType.LATEST.toString());
        Follower waiting = new Follower(
                () -> without,
                TOPIC,
                StartPosition.beginning(),
                new Follower.Sink() {
                    @Override
                    public void take(ConsumerRecord<String, byte[]> record, boolean past) {}

                    @Override
                    public void close() {}
                },
                new BadRecords());
        waiting.open();
        waiting.turn();
        assertThat(waiting.isMissing()).isTrue();
        assertThat(waiting.caughtUp()).isFalse();
    }

    private void offer(int partition, long offset) {
        consumer.addRecord(new ConsumerRecord<>(
                TOPIC, partition, offset, partition + "/" + offset, "value".getBytes(StandardCharsets.UTF_8)));
    }
}
