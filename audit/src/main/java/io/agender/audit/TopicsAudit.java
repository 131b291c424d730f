package io.agender.audit;

import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Checks the topics of a pipeline as they are: computes agender.summary again from agender.faces, agender.progress and
 * agender.cameras, and compares it, value by value and in order for each camera; and agender.summary.rows from the
 * summaries. The first three must go back to the camera's first frame. What it
 * holds in memory are the summaries, and the marks of silences that can close a window. Not thread-safe.
 */
public final class TopicsAudit {

    private final WholeTopics reader;
    private final SerdeConfig serdes;
    private final SummaryRules rules;
    private final Set<RowPeriod> rows;

    /** @param rules what the aggregator ran with, all the time */
    public TopicsAudit(WholeTopics reader, SerdeConfig serdes, SummaryRules rules) {
        this(reader, serdes, rules, Set.of());
    }

    /**
     * @param rules what the aggregator ran with, all the time
     * @param rows the periods whose summaries it writes as rows, too
     */
    public TopicsAudit(WholeTopics reader, SerdeConfig serdes, SummaryRules rules, Set<RowPeriod> rows) {
        this.rows = Set.copyOf(rows);
        this.reader = reader;
        this.serdes = serdes;
        this.rules = rules;
    }

    /**
     * Reads the topics and compares.
     *
     * @throws org.apache.kafka.common.KafkaException when a topic can't be read, or holds what is no record of ours
     */
    public AuditReport run() {
        // In this order: what is summed up in the meantime is not looked at.
        Map<String, List<TopicRecord<DemographicSummary>>> found = summaries();
        Map<String, SilenceEvidence> silences = silences();
        Map<String, CameraSettings> settings = settings();
        Map<String, CameraAudit> cameras = new TreeMap<>();
        found.keySet().forEach(camera -> cameras.put(camera, audit(camera, found, silences, settings)));
        long[] frames = {0};
        try (Deserializer<FrameFaces> values = AvroSerdes.deserializer(FrameFaces.class, serdes)) {
            reader.read(Topic.FACES, record -> {
                frames[0]++;
                cameras.computeIfAbsent(record.key(), camera -> audit(camera, found, silences, settings))
                        .take(faces(record, values));
            });
        }
        cameras.values().forEach(CameraAudit::end);
        RowsAudit ofRows = rows(found);
        return new AuditReport(
                cameras.size(),
                frames[0],
                cameras.values().stream().mapToLong(CameraAudit::compared).sum(),
                cameras.values().stream().mapToLong(CameraAudit::missing).sum(),
                cameras.values().stream().mapToLong(CameraAudit::openWindows).sum(),
                cameras.values().stream()
                        .map(CameraAudit::difference)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(ofRows::end),
                ofRows.compared());
    }

    private RowsAudit rows(Map<String, List<TopicRecord<DemographicSummary>>> windows) {
        RowsAudit audit = new RowsAudit(rows);
        if (rows.isEmpty()) {
            return audit;
        }
        windows.values().forEach(camera -> camera.forEach(record -> audit.expect(record.value())));
        expectRollups(audit, RowPeriod.HOURLY, Topic.SUMMARY_HOURLY);
        expectRollups(audit, RowPeriod.DAILY, Topic.SUMMARY_DAILY);
        expectRollups(audit, RowPeriod.WEEKLY, Topic.SUMMARY_WEEKLY);
        try (Deserializer<DemographicRow> values = AvroSerdes.deserializer(DemographicRow.class, serdes)) {
            reader.read(
                    Topic.SUMMARY_ROWS,
                    record -> audit.take(values.deserialize(record.topic(), record.headers(), record.value())));
        }
        return audit;
    }

    private void expectRollups(RowsAudit audit, RowPeriod period, String topic) {
        if (rows.contains(period)) {
            try (Deserializer<RollupSummary> values = AvroSerdes.deserializer(RollupSummary.class, serdes)) {
                reader.read(topic, values).forEach(record -> audit.expect(record.value()));
            }
        }
    }

    private CameraAudit audit(
            String camera,
            Map<String, List<TopicRecord<DemographicSummary>>> found,
            Map<String, SilenceEvidence> silences,
            Map<String, CameraSettings> settings) {
        return new CameraAudit(
                camera,
                rules,
                found.getOrDefault(camera, List.of()),
                silences.getOrDefault(camera, SilenceEvidence.NONE),
                Optional.ofNullable(settings.get(camera)));
    }

    /** The last word on each camera. */
    private Map<String, CameraSettings> settings() {
        Map<String, CameraSettings> settings = new HashMap<>();
        try (Deserializer<CameraSettings> values = AvroSerdes.deserializer(CameraSettings.class, serdes)) {
            reader.read(Topic.CAMERAS, values).forEach(record -> {
                if (record.value() == null) {
                    settings.remove(record.camera());
                } else {
                    settings.put(record.camera(), record.value());
                }
            });
        }
        return settings;
    }

    private Map<String, SilenceEvidence> silences() {
        Map<String, SilenceEvidence> silences = new HashMap<>();
        try (Deserializer<CameraProgress> values = AvroSerdes.deserializer(CameraProgress.class, serdes)) {
            reader.read(Topic.PROGRESS, record -> silences.computeIfAbsent(
                            record.key(), camera -> new SilenceEvidence(rules.idle()))
                    .add(values.deserialize(record.topic(), record.headers(), record.value())));
        }
        return silences;
    }

    private static FrameFaces faces(ConsumerRecord<String, byte[]> record, Deserializer<FrameFaces> values) {
        return values.deserialize(record.topic(), record.headers(), record.value());
    }

    private Map<String, List<TopicRecord<DemographicSummary>>> summaries() {
        try (Deserializer<DemographicSummary> values = AvroSerdes.deserializer(DemographicSummary.class, serdes)) {
            return reader.read(Topic.SUMMARY, values).stream()
                    .filter(record -> record.value() != null) // somebody let the dashboards forget a camera
                    .collect(Collectors.groupingBy(TopicRecord::camera, TreeMap::new, Collectors.toList()));
        }
    }
}
