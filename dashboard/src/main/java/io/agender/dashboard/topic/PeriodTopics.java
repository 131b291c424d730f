package io.agender.dashboard.topic;

import io.agender.dashboard.report.LocalPeriods;
import io.agender.dashboard.report.Periods;
import io.agender.dashboard.report.Subject;
import io.agender.dashboard.report.UnansweredException;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.RegistryException;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.StartPosition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The hours, days and weeks in the topics. Kafka keeps them: here is only where in their topics each date is, which followers
 * note as they read them once, and records are fetched when somebody asks for their date, by one who asks at a time.
 * Thread-safe.
 */
public final class PeriodTopics implements Periods, AutoCloseable {

    private static final List<String> TOPICS =
            List.of(Topic.SUMMARY_HOURLY, Topic.SUMMARY_DAILY, Topic.SUMMARY_WEEKLY, Topic.SUMMARY_OPEN);

    private final Map<String, Follower> followers = new TreeMap<>();
    private final Map<String, PeriodIndex> indexes = new TreeMap<>();
    private final SortedMap<String, String> cameras = new ConcurrentSkipListMap<>();
    private final SortedSet<String> sites = new ConcurrentSkipListSet<>();
    private final int maxSources;
    private final OnDemandReader<RollupSummary> reader;

    /** A record and the local date that it is found by. */
    private record Dated(LocalDate date, RollupSummary rollup) {

        Dated newer(Dated other) {
            return rollup.getRevision() > other.rollup.getRevision() ? this : other;
        }
    }

    /** One of the records of a period. */
    private record Key(RollupPeriod length, RollupScope scope, String id, Instant start) {

        static Key of(RollupSummary rollup) {
            return new Key(
                    rollup.getPeriod(),
                    rollup.getScope(),
                    rollup.getScope() == RollupScope.SITE ? rollup.getSite() : rollup.getCameraId(),
                    rollup.getPeriodStart());
        }
    }

    /**
     * @param maxSources most cameras, and most sites, that are known by name
     * @param bad counts what can't be read
     */
    public PeriodTopics(KafkaConfig kafka, int maxSources, BadRecords bad) {
        this.maxSources = maxSources;
        this.reader = new OnDemandReader<>(kafka, "agender-dashboard-periods", RollupSummary.class, bad);
        for (String topic : TOPICS) {
            PeriodIndex index = new PeriodIndex(2 * maxSources);
            indexes.put(topic, index);
            followers.put(
                    topic,
                    new Follower(
                            kafka,
                            topic,
                            StartPosition.beginning(),
                            new DecodedSink<>(
                                    new RecordDecoder<>(
                                            AvroSerdes.deserializer(RollupSummary.class, kafka.serdes()), bad),
                                    (rollup, taken, past) -> note(index, taken, rollup)),
                            bad));
        }
    }

    private static String topic(RollupHours hours, RollupPeriod length) {
        if (hours == RollupHours.OPEN) {
            return Topic.SUMMARY_OPEN;
        }
        return switch (length) {
            case WEEKLY -> Topic.SUMMARY_WEEKLY;
            case DAILY -> Topic.SUMMARY_DAILY;
            case HOURLY, UNKNOWN -> Topic.SUMMARY_HOURLY;
        };
    }

    /** What reads the topics once and goes on, by the names of their threads; whoever runs it owns it. */
    public Map<String, Follower> followers() {
        Map<String, Follower> named = new TreeMap<>();
        followers.forEach((topic, follower) -> named.put("dashboard-" + topic, follower));
        return named;
    }

    private void note(PeriodIndex index, ConsumerRecord<String, byte[]> taken, RollupSummary rollup) {
        index.add(taken.partition(), taken.offset(), taken.key(), LocalPeriods.date(rollup));
        String site = rollup.getSite() == null ? "" : rollup.getSite();
        if (rollup.getScope() == RollupScope.CAMERA) {
            if (cameras.containsKey(rollup.getCameraId()) || cameras.size() < maxSources) {
                cameras.put(rollup.getCameraId(), site);
            }
        } else if (rollup.getScope() == RollupScope.SITE && sites.size() < maxSources) {
            sites.add(site);
        }
    }

    @Override
    public Known known() {
        return new Known(new TreeMap<>(cameras), new TreeSet<>(sites));
    }

    @Override
    public Optional<LocalDate> newest() {
        return indexes.values().stream()
                .flatMap(index -> index.newest().stream())
                .max(LocalDate::compareTo);
    }

    @Override
    public boolean isComplete() {
        return followers.values().stream().allMatch(follower -> follower.caughtUp() || follower.isMissing());
    }

    @Override
    public synchronized Map<RollupPeriod, Map<LocalDate, List<RollupSummary>>> of(
            RollupHours hours, Map<RollupPeriod, SortedSet<LocalDate>> dates, Subject subject) {
        Map<Key, Dated> newest = new HashMap<>();
        try {
            read(parts(hours, dates, key(subject)), key(subject), rollup -> {
                SortedSet<LocalDate> wanted = dates.get(rollup.getPeriod());
                if (wanted != null && subject.covers(rollup)) {
                    LocalDate date = LocalPeriods.date(rollup);
                    if (wanted.contains(date)) {
                        newest.merge(Key.of(rollup), new Dated(date, rollup), Dated::newer);
                    }
                }
            });
        } catch (WakeupException e) {
            throw new UnansweredException("The dashboard is ending.", e);
        } catch (KafkaException e) {
            throw new UnansweredException(
                    (RegistryException.isCauseOf(e) ? "The registry can't be asked" : "Kafka can't be read")
                            + " at the moment; try again.",
                    e);
        }
        Map<RollupPeriod, Map<LocalDate, List<RollupSummary>>> found = new EnumMap<>(RollupPeriod.class);
        dates.keySet().forEach(length -> found.put(length, new HashMap<>()));
        newest.values().forEach(one -> found.get(one.rollup().getPeriod())
                .computeIfAbsent(one.date(), date -> new ArrayList<>())
                .add(one.rollup()));
        return found;
    }

    /** Where all of it is. What is of opening hours is in one topic, whatever its length. */
    private Map<TopicPartition, List<PeriodIndex.Part>> parts(
            RollupHours hours, Map<RollupPeriod, SortedSet<LocalDate>> dates, Optional<String> key) {
        Map<String, SortedSet<LocalDate>> byTopic = new HashMap<>();
        dates.forEach((length, some) -> byTopic.computeIfAbsent(topic(hours, length), topic -> new TreeSet<>())
                .addAll(some));
        Map<TopicPartition, List<PeriodIndex.Part>> parts = new HashMap<>();
        byTopic.forEach((topic, some) -> indexes.get(topic)
                .of(some, key)
                .forEach((partition, found) -> parts.put(new TopicPartition(topic, partition), found)));
        return parts;
    }

    /** The key of its records, where all have the same. */
    private static Optional<String> key(Subject subject) {
        return subject.kind() == Subject.Kind.CAMERA ? Optional.of(subject.name()) : Optional.empty();
    }

    /** Reads parts of partitions, one of each partition at a time. */
    private void read(
            Map<TopicPartition, List<PeriodIndex.Part>> parts, Optional<String> key, Consumer<RollupSummary> taker) {
        for (int round = 0; true; round++) {
            Map<TopicPartition, PeriodIndex.Part> now = new HashMap<>();
            for (Map.Entry<TopicPartition, List<PeriodIndex.Part>> partition : parts.entrySet()) {
                if (round < partition.getValue().size()) {
                    now.put(partition.getKey(), partition.getValue().get(round));
                }
            }
            if (now.isEmpty()) {
                return;
            }
            readOnce(now, key, taker);
        }
    }

    private void readOnce(
            Map<TopicPartition, PeriodIndex.Part> parts, Optional<String> key, Consumer<RollupSummary> taker) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        parts.forEach((partition, part) -> starts.put(partition, part.from()));
        reader.read(
                parts.keySet(),
                StartPosition.from(starts, StartPosition.beginning()),
                partition -> parts.get(partition).to(),
                record -> {
                    if (record.key() != null && key.map(record.key()::equals).orElse(true)) {
                        reader.decode(record).ifPresent(taker);
                    }
                    return true;
                });
    }

    @Override
    public void close() {
        reader.close();
    }
}
