package io.agender.launcher.read;

import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.rows.RowKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which records of a topic are read.
 *
 * @param topic its name
 * @param start where the reading of each partition begins
 * @param from records before this time are left out; they may follow one of that time, for cameras share partitions
 * @param until records of this time or later are left out
 * @param keys cameras, or labels of sites; all if empty
 * @param limit most records
 * @param follow whether records that are yet to come are read too
 */
public record ReadPlan(
        String topic,
        StartPosition start,
        Optional<Instant> from,
        Optional<Instant> until,
        Set<String> keys,
        OptionalLong limit,
        boolean follow) {

    public ReadPlan {
        keys = Set.copyOf(keys);
    }

    /** Whether a record is one of them. */
    boolean wants(ConsumerRecord<String, ?> record) {
        Instant time = Instant.ofEpochMilli(record.timestamp());
        return (keys.isEmpty() || record.key() != null && keys.contains(source(record.key())))
                && from.map(first -> !time.isBefore(first)).orElse(true)
                && until.map(time::isBefore).orElse(true);
    }

    /** The camera or site: the key, but for rows. */
    private String source(String key) {
        return topic.equals(Topic.SUMMARY_ROWS) ? RowKey.sourceOf(key).orElse(key) : key;
    }
}
