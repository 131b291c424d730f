package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is in agender.frames of each camera, in the order of the topic. Of the frames only the numbers are kept.
 *
 * @param byCamera the frames of each camera, without their pictures
 */
record SentRecords(Map<String, List<Sent>> byCamera) {

    /** A frame without its picture. */
    record Sent(String streamId, long sequence, long capturedMicros, boolean last) {

        static Sent of(Frame frame) {
            long micros = frame.getCapturedAt().getEpochSecond() * 1_000_000
                    + frame.getCapturedAt().getNano() / 1_000;
            return new Sent(frame.getStreamId(), frame.getSequence(), micros, frame.getEndOfStream());
        }
    }

    static SentRecords read(Broker broker) {
        Map<String, Object> settings = new HashMap<>(broker.clientProperties());
        settings.put("max.partition.fetch.bytes", 16 << 20);
        Map<String, List<Sent>> found = new LinkedHashMap<>();
        try (KafkaConsumer<String, Frame> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), (topic, bytes) ->
                        (Frame) new LocalAvroDeserializer().deserialize(topic, bytes))) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(Topic.FRAMES)) {
                partitions.add(new TopicPartition(partition.topic(), partition.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, Frame> record : consumer.poll(Duration.ofMillis(200))) {
                    found.computeIfAbsent(record.key(), camera -> new ArrayList<>())
                            .add(Sent.of(record.value()));
                }
            }
        }
        return new SentRecords(found);
    }

    List<Sent> of(String camera) {
        return byCamera.getOrDefault(camera, List.of());
    }

    /** Each stream after the one before, in each the numbers growing, and no frame older than the one before it. */
    void assertOrdered(String camera) {
        List<String> streams =
                of(camera).stream().map(Sent::streamId).distinct().toList();
        int stream = 0;
        Sent before = null;
        for (Sent frame : of(camera)) {
            if (before != null) {
                assertThat(frame.capturedMicros())
                        .as("time of %s after %s", frame, before)
                        .isGreaterThan(before.capturedMicros());
            }
            if (before == null || before.streamId().equals(frame.streamId())) {
                assertThat(before == null || frame.sequence() > before.sequence())
                        .as("%s after %s", frame, before)
                        .isTrue();
            } else {
                stream++;
            }
            assertThat(frame.streamId()).as("stream of %s", frame).isEqualTo(streams.get(stream));
            before = frame;
        }
    }

    /** How many numbers are missing, as a consumer counts them. */
    long missing(String camera) {
        long missing = 0;
        Sent before = null;
        for (Sent frame : of(camera)) {
            long last = before != null && before.streamId().equals(frame.streamId()) ? before.sequence() : -1;
            missing += frame.sequence() - last - 1;
            before = frame;
        }
        return missing;
    }
}
