package io.agender.runtime.input;

import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.status.LookingThread;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers once a second how far a consumer group has come in its input topics, whichever instance reads them.
 * Where they don't answer, what they said before stays, and gets old. Thread-safe.
 */
public final class InputPositions implements InputWatch.Input, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InputPositions.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Shorter than {@link InputHistory#MAX_PAUSE}: an answer that took longer is worth nothing. */
    private static final int TIMEOUT_MS = 4_000;

    private final Supplier<Admin> brokers;
    private final String group;
    private final Set<String> topics;
    private final InstantSource clock;
    private final Map<TopicPartition, InputHistory> histories = new HashMap<>();
    private final Map<TopicPartition, InputPosition> positions = new ConcurrentHashMap<>();
    private final Map<String, Uuid> topicIds = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks;

    /**
     * Prepares the looks; nothing is contacted before {@link #start()}.
     *
     * @param service how threads are called
     * @param kafka how the brokers are reached
     * @param group the consumer group
     * @param topics what it reads
     */
    public InputPositions(String service, KafkaConfig kafka, String group, Set<String> topics) {
        this(service, () -> Admin.create(settings(kafka)), group, topics, InstantSource.system());
    }

    InputPositions(String service, Supplier<Admin> brokers, String group, Set<String> topics, InstantSource clock) {
        this.brokers = brokers;
        this.group = group;
        this.topics = Set.copyOf(topics);
        this.clock = clock;
        this.looks = LookingThread.named(service + "-positions");
    }

    private static Map<String, Object> settings(KafkaConfig kafka) {
        Map<String, Object> all = kafka.clientProperties(Map.of());
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        return all;
    }

    /** Looks every second from now on. */
    public void start() {
        looks.execute(this::lookForEver);
    }

    /** What was seen at the last look that was answered; empty before the first. */
    public Optional<InputPosition> of(TopicPartition partition) {
        return Optional.ofNullable(positions.get(partition));
    }

    /** The same of all partitions. */
    @Override
    public Map<TopicPartition, InputPosition> all() {
        return Map.copyOf(positions);
    }

    @Override
    public Map<String, Uuid> topicIds() {
        return Map.copyOf(topicIds);
    }

    @Override
    public String group() {
        return group;
    }

    /** What the group reads. */
    public Set<String> topics() {
        return topics;
    }

    /**
     * Asks once where the group is to begin; brokers that don't answer are left to the looks that follow.
     *
     * @throws MissingPositionException when a partition does not have the position
     */
    public void requirePositions() {
        try (Admin admin = brokers.get()) {
            StartPositions.require(admin, group, partitions(admin));
        } catch (ExecutionException e) {
            LOG.debug("The brokers did not say where group {} begins in {}", group, topics, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void lookForEver() {
        try (Admin admin = brokers.get()) {
            while (!looks.isShutdown()) {
                tryToLook(admin);
                TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (KafkaException e) {
            LOG.warn("Where group {} stands in {} is not known: {}", group, topics, e.getMessage());
        }
    }

    private void tryToLook(Admin admin) throws InterruptedException {
        try {
            look(admin);
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("The brokers did not say where group {} stands in {}", group, topics, e);
        }
    }

    /** Asks once. What was committed is asked first: it can't be ahead of an end that is asked later. */
    void look(Admin admin) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = partitions(admin);
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                .partitionsToOffsetAndMetadata(group)
                .get();
        long askedAt = clock.millis();
        ListOffsetsResult ends = admin.listOffsets(each(partitions, OffsetSpec.latest()));
        ListOffsetsResult beginnings = admin.listOffsets(each(partitions, OffsetSpec.earliest()));
        for (TopicPartition partition : partitions) {
            OptionalLong earliest = offset(beginnings, partition);
            OptionalLong end = offset(ends, partition);
            if (earliest.isPresent() && end.isPresent()) {
                OffsetAndMetadata next = committed.get(partition);
                InputLook look = new InputLook(
                        askedAt,
                        next == null ? OptionalLong.empty() : OptionalLong.of(next.offset()),
                        earliest.getAsLong(),
                        end.getAsLong());
                positions.put(
                        partition,
                        histories
                                .computeIfAbsent(partition, none -> new InputHistory())
                                .add(look));
            }
        }
    }

    private List<TopicPartition> partitions(Admin admin) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(topics).allTopicNames().get().values().forEach(topic -> {
            topicIds.put(topic.name(), topic.topicId());
            topic.partitions()
                    .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
        });
        return partitions;
    }

    private static Map<TopicPartition, OffsetSpec> each(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        partitions.forEach(partition -> all.put(partition, spec));
        return all;
    }

    /** Of a partition whose leader is away nothing is known; the others are not to suffer. */
    private static OptionalLong offset(ListOffsetsResult result, TopicPartition partition) throws InterruptedException {
        try {
            KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> answer = result.partitionResult(partition);
            return OptionalLong.of(answer.get().offset());
        } catch (ExecutionException e) {
            LOG.debug("The brokers did not say how far {} goes", partition, e.getCause());
            return OptionalLong.empty();
        }
    }

    /** Stops looking. */
    @Override
    public void close() {
        looks.shutdownNow();
    }
}
