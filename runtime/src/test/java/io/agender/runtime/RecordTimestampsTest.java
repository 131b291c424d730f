package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimestampsTest {

    @Test
    void should_borrow_the_time_of_the_partition_for_a_record_that_has_none() {
        RecordTimestamps timestamps = new RecordTimestamps();

        assertThat(timestamps.extract(record(5_000), 9_000)).isEqualTo(5_000);
        assertThat(timestamps.extract(record(-1), 9_000)).isEqualTo(9_000);
        assertThat(timestamps.extract(record(-1), -1)).isZero();
    }

    private static ConsumerRecord<Object, Object> record(long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "lobby",
                null,
                new RecordHeaders(),
                Optional.empty());
    }
}
