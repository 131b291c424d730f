package io.agender.verification;

import io.agender.audit.AuditReport;
import io.agender.audit.Difference;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.WholeTopics;
import io.agender.audit.row.RowsAudit;
import io.agender.audit.topic.TopicsAudit;
import io.agender.audit.window.SummaryAudit;
import io.agender.runtime.DeadLetters;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the topics, computes faces from frames and summaries from those faces, and compares: it trusts nothing but
 * agender.frames.
 */
final class Checker {

    private final WholeTopics reader;
    private final SerdeConfig serdes;
    private final SummaryRules rules;
    private final Map<String, CameraSettings> settings;

    /** @param settings what was known of cameras before their first face, by camera id */
    Checker(WholeTopics reader, SerdeConfig serdes, SummaryRules rules, Map<String, CameraSettings> settings) {
        this.settings = Map.copyOf(settings);
        this.reader = reader;
        this.serdes = serdes;
        this.rules = rules;
    }

    /** What the frames in the topic must give. */
    Expectation expected() {
        Map<String, NaiveFaces> cameras = new TreeMap<>();
        Map<String, List<TopicRecord<FrameFaces>>> faces = new TreeMap<>();
        Map<String, List<TopicRecord<DemographicSummary>>> summaries = new TreeMap<>();
        List<String> letters = new ArrayList<>();
        SummaryAudit audit = new SummaryAudit(rules, settings);
        long[] frames = {0};
        try (Deserializer<Frame> values = AvroSerdes.deserializer(Frame.class, serdes)) {
            reader.read(Topic.FRAMES, record -> {
                frames[0]++;
                Frame frame = values.deserialize(record.topic(), record.headers(), record.value());
                NaiveFaces camera = cameras.computeIfAbsent(record.key(), id -> new NaiveFaces());
                if (camera.isUndecodable(frame)) {
                    letters.add(place(record));
                }
                FrameFaces expected = camera.take(frame);
                faces.computeIfAbsent(record.key(), id -> new ArrayList<>())
                        .add(new TopicRecord<>(record.key(), record.timestamp(), expected));
                audit.take(expected);
            });
        }
        faces.keySet().forEach(camera -> summaries.put(camera, audit.summaries(camera)));
        return new Expectation(frames[0], new Outputs(faces, summaries), sorted(letters));
    }

    /** What is in the topics. */
    Outputs found() {
        return new Outputs(read(Topic.FACES, FrameFaces.class), read(Topic.SUMMARY, DemographicSummary.class));
    }

    /** What {@code agender verify} says of the topics. */
    AuditReport audited() {
        return new TopicsAudit(reader, serdes, rules).run();
    }

    /** The hours, days and weeks in the topics. */
    Periods periods() {
        return new Periods(
                read(Topic.SUMMARY_HOURLY, RollupSummary.class),
                read(Topic.SUMMARY_DAILY, RollupSummary.class),
                read(Topic.SUMMARY_WEEKLY, RollupSummary.class));
    }

    /** The rows in the topic against the windows and hours in theirs. */
    RowsAudit rows() {
        RowsAudit audit = new RowsAudit(Set.of(RowPeriod.WINDOW, RowPeriod.HOURLY));
        read(Topic.SUMMARY, DemographicSummary.class)
                .values()
                .forEach(camera -> camera.forEach(window -> audit.expect(window.value())));
        periods().hours().values().forEach(source -> source.forEach(hour -> audit.expect(hour.value())));
        try (Deserializer<DemographicRow> values = AvroSerdes.deserializer(DemographicRow.class, serdes)) {
            reader.read(Topic.SUMMARY_ROWS, values).forEach(row -> audit.take(row.value()));
        }
        return audit;
    }

    private <T extends SpecificRecord> Map<String, List<TopicRecord<T>>> read(String topic, Class<T> type) {
        try (Deserializer<T> values = AvroSerdes.deserializer(type, serdes)) {
            return reader.read(topic, values).stream()
                    .collect(Collectors.groupingBy(TopicRecord::camera, TreeMap::new, Collectors.toList()));
        }
    }

    /** Which records the dead letters name. */
    List<String> deadLetters() {
        List<String> places = new ArrayList<>();
        reader.read(
                Topic.DEAD_LETTERS,
                letter -> places.add(header(letter, DeadLetters.TOPIC) + "-" + header(letter, DeadLetters.PARTITION)
                        + "@" + header(letter, DeadLetters.OFFSET)));
        return sorted(places);
    }

    /** Compares everything. */
    Verdict verdict() {
        Expectation expectation = expected();
        Outputs found = found();
        List<String> letters = deadLetters();
        return new Verdict(
                expectation,
                found,
                periods(),
                expectation
                        .outputs()
                        .firstDifference(found)
                        .or(() -> letters.equals(expectation.deadLetters())
                                ? Optional.empty()
                                : Optional.of(new Difference(
                                        Topic.DEAD_LETTERS,
                                        "any",
                                        "all letters",
                                        "record",
                                        expectation.deadLetters().toString(),
                                        letters.toString()))));
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<String> sorted(List<String> places) {
        return places.stream().sorted().toList();
    }
}
