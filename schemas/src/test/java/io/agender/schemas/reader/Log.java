package io.agender.schemas.reader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A topic of two partitions in memory; the time of a record is its offset in seconds. */
final class Log extends MockConsumer<String, byte[]> {

    static final String TOPIC = "agender.summary";
    static final TopicPartition LEFT = new TopicPartition(TOPIC, 0);
    static final TopicPartition RIGHT = new TopicPartition(TOPIC, 1);

    private final Map<TopicPartition, Long> ends = new TreeMap<>((a, b) -> a.partition() - b.partition());

    /**
     * @param first offset of the oldest record that is left, of both partitions
     * @param ends offsets after the newest record of each
     */
    Log(long first, long... ends) {
        super("none");
        List<PartitionInfo> infos = new ArrayList<>();
        for (int partition = 0; partition < ends.length; partition++) {
            TopicPartition one = new TopicPartition(TOPIC, partition);
            infos.add(new PartitionInfo(TOPIC, partition, null, null, null));
            updateBeginningOffsets(Map.of(one, first));
            updateEndOffsets(Map.of(one, ends[partition]));
            this.ends.put(one, ends[partition]);
        }
        updatePartitions(TOPIC, infos);
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        Map<TopicPartition, OffsetAndTimestamp> found = new TreeMap<>((a, b) -> a.partition() - b.partition());
        times.forEach((partition, millis) -> found.put(
                partition, millis / 1000 < ends.get(partition) ? new OffsetAndTimestamp(millis / 1000, millis) : null));
        return found;
    }

    /** What the next poll of an assigned partition hands out. */
    void offer(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            addRecord(record(partition, offset));
        }
    }

    static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                "lobby",
                ("value " + offset).getBytes(StandardCharsets.UTF_8));
    }
}
