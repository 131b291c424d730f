package io.agender.audit;

import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Checks the topics of a pipeline as they are: computes agender.summary again from agender.faces and compares it, value by
 * value and in order for each camera. Both topics must go back to the camera's first frame. What it holds in memory are
 * the summaries. Not thread-safe.
 */
public final class TopicsAudit {

    private final TopicReader reader;
    private final SerdeConfig serdes;
    private final SummaryRules rules;

    /** @param rules what the aggregator ran with, all the time */
    public TopicsAudit(TopicReader reader, SerdeConfig serdes, SummaryRules rules) {
        this.reader = reader;
        this.serdes = serdes;
        this.rules = rules;
    }

    /**
     * Reads both topics and compares.
     *
     * @throws org.apache.kafka.common.KafkaException when a topic can't be read, or holds what is no record of ours
     */
    public AuditReport run() {
        // In this order: what is summed up in the meantime is not looked at.
        Map<String, List<TopicRecord<DemographicSummary>>> found = summaries();
        Map<String, CameraAudit> cameras = new TreeMap<>();
        found.forEach((camera, summaries) -> cameras.put(camera, new CameraAudit(camera, rules, summaries)));
        long[] frames = {0};
        try (Deserializer<FrameFaces> values = AvroSerdes.deserializer(FrameFaces.class, serdes)) {
            reader.read(Topic.FACES, record -> {
                frames[0]++;
                cameras.computeIfAbsent(record.key(), camera -> new CameraAudit(camera, rules, List.of()))
                        .take(faces(record, values));
            });
        }
        cameras.values().forEach(CameraAudit::end);
        return new AuditReport(
                cameras.size(),
                frames[0],
                cameras.values().stream().mapToLong(CameraAudit::compared).sum(),
                cameras.values().stream().mapToLong(CameraAudit::missing).sum(),
                cameras.values().stream().mapToLong(CameraAudit::openWindows).sum(),
                cameras.values().stream()
                        .map(CameraAudit::difference)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static FrameFaces faces(ConsumerRecord<String, byte[]> record, Deserializer<FrameFaces> values) {
        return values.deserialize(record.topic(), record.headers(), record.value());
    }

    private Map<String, List<TopicRecord<DemographicSummary>>> summaries() {
        try (Deserializer<DemographicSummary> values = AvroSerdes.deserializer(DemographicSummary.class, serdes)) {
            return reader.read(Topic.SUMMARY, values).stream()
                    .collect(Collectors.groupingBy(TopicRecord::camera, TreeMap::new, Collectors.toList()));
        }
    }
}
