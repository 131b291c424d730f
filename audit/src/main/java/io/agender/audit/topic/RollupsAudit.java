package io.agender.audit.topic;

import io.agender.audit.Difference;
import io.agender.audit.Places;
import io.agender.audit.RecordComparison;
import io.agender.audit.TopicRecord;
import io.agender.audit.period.CameraPeriods;
import io.agender.audit.period.SiteAudit;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the topics of hours and days, of cameras as they become due, and of sites at the end. */
final class RollupsAudit {

    private final Map<String, OfTopic> topics = new TreeMap<>();

    /** Of one topic. */
    private static final class OfTopic {
        private final RecordComparison<RollupSummary> comparison;
        private final Map<String, List<TopicRecord<RollupSummary>>> found;
        private final List<TopicRecord<RollupSummary>> ofSites;
        private final Map<String, CameraPeriods> cameras = new TreeMap<>();
        private final SiteAudit sites;

        private OfTopic(RecordComparison<RollupSummary> comparison, List<TopicRecord<RollupSummary>> records) {
            this.comparison = comparison;
            this.found = records.stream()
                    .filter(record -> record.value().getScope() != RollupScope.SITE)
                    .collect(Collectors.groupingBy(TopicRecord::camera, TreeMap::new, Collectors.toList()));
            this.ofSites = records.stream()
                    .filter(record -> record.value().getScope() == RollupScope.SITE)
                    .toList();
            this.sites = new SiteAudit(comparison);
        }

        private CameraPeriods of(String camera) {
            return cameras.computeIfAbsent(
                    camera, id -> new CameraPeriods(id, comparison, found.getOrDefault(id, List.of())));
        }
    }

    /** @param found the records of each topic by its name, those of a camera or site in their order */
    RollupsAudit(Map<String, List<TopicRecord<RollupSummary>>> found) {
        found.forEach((topic, records) -> topics.put(topic, new OfTopic(Places.rollups(topic), records)));
    }

    /** The topics in which hours, days and weeks of these lengths are. */
    static List<String> topics(Set<RollupPeriod> lengths) {
        return lengths.isEmpty()
                ? List.of()
                : Stream.concat(lengths.stream().map(RollupsAudit::topic), Stream.of(Topic.SUMMARY_OPEN))
                        .toList();
    }

    private static String topic(RollupPeriod length) {
        return switch (length) {
            case HOURLY -> Topic.SUMMARY_HOURLY;
            case DAILY -> Topic.SUMMARY_DAILY;
            case WEEKLY -> Topic.SUMMARY_WEEKLY;
            case UNKNOWN -> throw new IllegalArgumentException("a period of unknown length");
        };
    }

    private OfTopic topicOf(TopicRecord<RollupSummary> due) {
        return topics.get(
                due.value().getHours() == RollupHours.OPEN
                        ? Topic.SUMMARY_OPEN
                        : topic(due.value().getPeriod()));
    }

    /** Whether these records, which would be due of a camera, are those that are found next. */
    boolean areNext(List<TopicRecord<RollupSummary>> due) {
        return due.stream().collect(Collectors.groupingBy(this::topicOf)).entrySet().stream()
                .allMatch(topic -> topic.getKey().of(due.get(0).camera()).areNext(topic.getValue()));
    }

    /**
     * Takes in a record that is due of a camera.
     *
     * @param windows how many records of its windows were due before those that are due with it
     */
    void expect(TopicRecord<RollupSummary> due, int windows) {
        OfTopic topic = topicOf(due);
        topic.sites.expect(due);
        topic.of(due.camera()).expect(due, windows);
    }

    /**
     * Takes note that no more is due of a camera.
     *
     * @param windows how many records of its windows are in their topic
     */
    void end(String camera, int windows) {
        topics.values().forEach(topic -> topic.of(camera).end(windows));
    }

    /** Takes note that no more is due. */
    void end() {
        for (OfTopic topic : topics.values()) {
            topic.found.keySet().stream()
                    .filter(camera -> !topic.cameras.containsKey(camera))
                    .toList()
                    .forEach(camera -> topic.of(camera).end(0));
            topic.ofSites.forEach(topic.sites::take);
        }
    }

    /** The first difference of each camera, and that of all sites, in each topic. */
    List<Difference> differences() {
        return topics.values().stream()
                .flatMap(topic -> Stream.concat(
                        topic.cameras.values().stream().map(CameraPeriods::difference),
                        Stream.of(topic.sites.difference())))
                .flatMap(Optional::stream)
                .toList();
    }

    long compared() {
        return sum(CameraPeriods::compared, SiteAudit::compared);
    }

    long missing() {
        return sum(CameraPeriods::missing, SiteAudit::missing);
    }

    private long sum(ToLongFunction<CameraPeriods> ofCameras, ToLongFunction<SiteAudit> ofSites) {
        return topics.values().stream()
                .mapToLong(topic ->
                        topic.cameras.values().stream().mapToLong(ofCameras).sum() + ofSites.applyAsLong(topic.sites))
                .sum();
    }
}
