package io.agender.audit.topic;

import io.agender.audit.AuditReport;
import io.agender.audit.LookRules;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.WholeTopics;
import io.agender.audit.look.LooksAudit;
import io.agender.audit.row.RowsAudit;
import io.agender.audit.window.SilenceEvidence;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Checks the topics of a pipeline as they are: computes agender.summary again from agender.faces, agender.progress and
 * agender.cameras, hours and days from these windows, and compares, value by value and in order for each camera and site;
 * agender.summary.rows from the summaries; and of agender.faces who watched and for how long from the poses of heads.
 * agender.faces, agender.progress and the summaries must go back to the camera's first frame. What it
 * holds in memory are the summaries, and the marks of silences that can close a window. Not thread-safe.
 */
public final class TopicsAudit {

    /** Header of agender.faces: when the analysis ended, by the wall clock. */
    private static final String ANALYSED_AT = "agender.analysed.at";

    private final WholeTopics reader;
    private final SerdeConfig serdes;
    private final SummaryRules rules;
    private final LookRules looks;
    private final Set<RowPeriod> rows;

    /** @param rules what the aggregator ran with, all the time; the processors ran with the default rules of looks */
    public TopicsAudit(WholeTopics reader, SerdeConfig serdes, SummaryRules rules) {
        this(reader, serdes, rules, LookRules.DEFAULTS, Set.of());
    }

    /**
     * @param rules what the aggregator ran with, all the time
     * @param looks what the processors ran with, all the time
     * @param rows the periods whose summaries are written as rows, too
     */
    public TopicsAudit(
            WholeTopics reader, SerdeConfig serdes, SummaryRules rules, LookRules looks, Set<RowPeriod> rows) {
        this.reader = reader;
        this.serdes = serdes;
        this.rules = rules;
        this.looks = looks;
        this.rows = Set.copyOf(rows);
    }

    /**
     * Reads the topics and compares.
     *
     * @throws org.apache.kafka.common.KafkaException when a topic can't be read, or holds what is no record of ours
     */
    public AuditReport run() {
        // In this order: what is summed up in the meantime is not looked at.
        Map<String, List<TopicRecord<DemographicSummary>>> found = summaries();
        Map<String, List<TopicRecord<RollupSummary>>> periods = new TreeMap<>();
        RollupsAudit.topics(rules.rollups()).forEach(topic -> periods.put(topic, rollups(topic)));
        RollupsAudit rollups = new RollupsAudit(periods);
        Map<String, SilenceEvidence> silences = silences();
        Map<String, CameraSettings> settings = settings();
        Map<String, CameraAudit> cameras = new TreeMap<>();
        Function<String, CameraAudit> begin = camera -> new CameraAudit(
                camera,
                rules,
                found.getOrDefault(camera, List.of()),
                silences.getOrDefault(camera, SilenceEvidence.NONE),
                Optional.ofNullable(settings.get(camera)),
                rollups);
        found.keySet().forEach(camera -> cameras.put(camera, begin.apply(camera)));
        LooksAudit watched = new LooksAudit(looks);
        long[] frames = {0};
        try (Deserializer<FrameFaces> values = AvroSerdes.deserializer(FrameFaces.class, serdes)) {
            reader.read(Topic.FACES, record -> {
                frames[0]++;
                FrameFaces faces = values.deserialize(record.topic(), record.headers(), record.value());
                watched.take(faces);
                cameras.computeIfAbsent(record.key(), begin).take(faces, analysedAt(record));
            });
        }
        cameras.values().forEach(CameraAudit::end);
        rollups.end();
        RowsAudit ofRows = rows(found, periods);
        return new AuditReport(
                cameras.size(),
                frames[0],
                cameras.values().stream().mapToLong(CameraAudit::compared).sum(),
                cameras.values().stream().mapToLong(CameraAudit::missing).sum() + rollups.missing(),
                cameras.values().stream().mapToLong(CameraAudit::openWindows).sum(),
                watched.difference()
                        .or(() -> cameras.values().stream()
                                .map(CameraAudit::difference)
                                .flatMap(Optional::stream)
                                .findFirst())
                        .or(() -> rollups.differences().stream().findFirst())
                        .or(ofRows::end),
                ofRows.compared(),
                rollups.compared());
    }

    private static Optional<Instant> analysedAt(ConsumerRecord<?, ?> record) {
        return Optional.ofNullable(record.headers().lastHeader(ANALYSED_AT))
                .map(header -> Instant.parse(new String(header.value(), StandardCharsets.UTF_8)));
    }

    private RowsAudit rows(
            Map<String, List<TopicRecord<DemographicSummary>>> windows,
            Map<String, List<TopicRecord<RollupSummary>>> periods) {
        RowsAudit audit = new RowsAudit(rows);
        if (rows.isEmpty()) {
            return audit;
        }
        windows.values().forEach(camera -> camera.forEach(record -> audit.expect(record.value())));
        periods.values().stream()
                .flatMap(List::stream)
                .map(TopicRecord::value)
                .filter(rollup -> rollup.getHours() != RollupHours.OPEN) // they have no rows
                .forEach(audit::expect);
        try (Deserializer<DemographicRow> values = AvroSerdes.deserializer(DemographicRow.class, serdes)) {
            reader.read(
                    Topic.SUMMARY_ROWS,
                    record -> audit.take(values.deserialize(record.topic(), record.headers(), record.value())));
        }
        return audit;
    }

    private List<TopicRecord<RollupSummary>> rollups(String topic) {
        try (Deserializer<RollupSummary> values = AvroSerdes.deserializer(RollupSummary.class, serdes)) {
            return reader.read(topic, values).stream()
                    .filter(record -> record.value() != null)
                    .toList();
        }
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

    private Map<String, List<TopicRecord<DemographicSummary>>> summaries() {
        try (Deserializer<DemographicSummary> values = AvroSerdes.deserializer(DemographicSummary.class, serdes)) {
            return reader.read(Topic.SUMMARY, values).stream()
                    .filter(record -> record.value() != null) // somebody let the dashboards forget a camera
                    .collect(Collectors.groupingBy(TopicRecord::camera, TreeMap::new, Collectors.toList()));
        }
    }
}
