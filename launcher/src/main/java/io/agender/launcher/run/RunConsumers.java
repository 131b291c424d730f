package io.agender.launcher.run;

import io.agender.runtime.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Consumers that stand, without a group, where a run begins. Made before the first frame is sent. */
final class RunConsumers {

    private RunConsumers() {}

    /**
     * Faces and dead letters from now on; summaries from the first window that this run can touch, because a window may
     * have become final in an earlier run over the same frames.
     */
    static Consumer<String, byte[]> results(KafkaConfig kafka, int partitions, Instant earliest) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka.clientProperties(base("agender-run-results", 500)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> fromNow = new ArrayList<>(all(Topic.FACES, partitions));
        fromNow.addAll(all(Topic.DEAD_LETTERS, partitions));
        List<TopicPartition> fromThen = all(Topic.SUMMARY, partitions);
        List<TopicPartition> all = new ArrayList<>(fromNow);
        all.addAll(fromThen);
        consumer.assign(all);
        Map<TopicPartition, Long> times = new HashMap<>();
        fromThen.forEach(partition -> times.put(partition, earliest.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
        for (TopicPartition partition : fromThen) {
            OffsetAndTimestamp found = offsets.get(partition);
            if (found == null) {
                fromNow.add(partition);
            } else {
                consumer.seek(partition, found.offset());
            }
        }
        seekToNow(consumer, fromNow); // last: to ask for one position is to need all, and none has one by default
        return consumer;
    }

    /** Frames from now on, a few at a time. */
    static Consumer<String, Frame> frames(KafkaConfig kafka, int partitions) {
        KafkaConsumer<String, Frame> consumer = new KafkaConsumer<>(
                kafka.clientProperties(base("agender-run-frames", 16)),
                new StringDeserializer(),
                AvroSerdes.deserializer(Frame.class, kafka.serdes()));
        consumer.assign(all(Topic.FRAMES, partitions));
        seekToNow(consumer, new ArrayList<>(consumer.assignment()));
        return consumer;
    }

    private static void seekToNow(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy: without this "now" would be the first poll
    }

    /** Not as the brokers tell them: of a topic that was just made they may not know yet, and then say that it has none. */
    private static List<TopicPartition> all(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static Map<String, Object> base(String clientId, int maxRecords) {
        return Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                clientId,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none", // what is gone must not be passed over
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxRecords,
                // One record of the largest size must fit; more would only fill memory.
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Topic.MAX_RECORD_BYTES,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                2 * Topic.MAX_RECORD_BYTES);
    }
}
