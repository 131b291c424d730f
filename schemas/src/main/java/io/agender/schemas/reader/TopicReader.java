package io.agender.schemas.reader;

import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads partitions of topics from a {@link StartPosition} on, committed records only, and leaves no trace on the brokers:
 * it joins no group and commits nothing, so any number of readers can look at the same topics.
 *
 * <p>{@link #begin} says what is read and from where; then either {@link #poll} hands over what is there, for a caller
 * with a loop of its own, or {@link #readUntil} polls until an end is reached. A record that its handler could not take
 * is offered again, and all after it. What is gone is never passed over in silence: when the next record of a partition
 * was deleted, or its topic created anew, {@link InvalidOffsetException} rises, and whoever can go on without it begins
 * again where the exception says.
 *
 * <p>Belongs to one thread, but for {@link #stop()}. Whoever opens it closes it.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final BadRecords bad;
    private final LongSupplier nanos;

    /** What is to be taken next, which the consumer's own position tells only while nothing goes wrong. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private volatile boolean stopped;

    /** Why {@link #readUntil} came back. */
    public enum Outcome {
        /** The end that was asked for is reached. */
        END,
        /** Nothing came for longer than the caller waits. */
        SILENCE,
        /** Somebody called {@link #stop()}. */
        STOPPED
    }

    /** @param consumer one as {@link #consumer} makes; the reader owns it */
    public TopicReader(Consumer<String, byte[]> consumer) {
        this(consumer, new BadRecords());
    }

    /**
     * @param consumer one as {@link #consumer} makes; the reader owns it
     * @param bad counts what the decoders of this reader's records can't read
     */
    public TopicReader(Consumer<String, byte[]> consumer, BadRecords bad) {
        this(consumer, bad, System::nanoTime);
    }

    TopicReader(Consumer<String, byte[]> consumer, BadRecords bad, LongSupplier nanos) {
        this.consumer = consumer;
        this.bad = bad;
        this.nanos = nanos;
    }

    /** A reader of its own consumer; see {@link #consumer}. */
    public static TopicReader open(Map<String, Object> clientProperties, String clientId, int maxRecords) {
        return new TopicReader(consumer(clientProperties, clientId, maxRecords));
    }

    /**
     * A consumer that leaves no trace on the brokers.
     *
     * @param clientProperties how the brokers are reached
     * @param maxRecords most records that one poll hands over
     */
    public static Consumer<String, byte[]> consumer(
            Map<String, Object> clientProperties, String clientId, int maxRecords) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // what is gone must not be passed over
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        // One record of the largest size must fit; more would only fill memory.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topic.MAX_RECORD_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * Topic.MAX_RECORD_BYTES);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of a topic as the brokers tell them; none while it does not exist. */
    public List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /**
     * Reads these partitions too, or anew, from a position; where that is, is asked at once. The others go on where they
     * are.
     */
    public void begin(Collection<TopicPartition> partitions, StartPosition from) {
        Set<TopicPartition> all = new LinkedHashSet<>(consumer.assignment());
        if (all.addAll(partitions)) {
            consumer.assign(all);
        }
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> start = from.offsets(consumer, last);
        bad.begin(partitions);
        for (TopicPartition partition : partitions) {
            next.put(partition, start.get(partition));
            consumer.seek(partition, start.get(partition));
            ends.put(partition, last.get(partition));
        }
    }

    /** Whether all that was there when the reading of each partition began has been handed over. */
    public boolean caughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Lets {@link #caughtUp} be about what is there now, as if the reading had begun just now where it stands. */
    public void lookAhead() {
        ends.putAll(consumer.endOffsets(ends.keySet()));
    }

    /** Where each partition ended when its reading began. */
    public Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    /** Whether a record was there when the reading of its partition began. */
    public boolean isPast(ConsumerRecord<?, ?> record) {
        return record.offset() < ends.getOrDefault(partition(record), 0L);
    }

    /** Where each partition is read on. */
    public Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    /** Reads on in all partitions but these, which rest until they are left out again. */
    public void rest(Collection<TopicPartition> partitions) {
        consumer.resume(consumer.paused());
        consumer.pause(partitions);
    }

    /**
     * Hands over what is there, and waits a little when that is nothing.
     *
     * @return how many records that were
     * @throws InvalidOffsetException when the next record of a partition is gone
     */
    public int poll(Duration wait, RecordHandler handler) {
        int taken = 0;
        try {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
                handler.take(record);
                next.put(partition(record), record.offset() + 1);
                taken++;
            }
            return taken;
        } catch (WakeupException e) {
            if (stopped) {
                return taken;
            }
            throw e;
        } catch (InvalidOffsetException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            // The consumer is past records of all partitions that have not been taken.
            next.forEach(consumer::seek);
            throw e;
        }
    }

    /**
     * Polls until an end is reached, which is asked before each poll.
     *
     * @param end such as {@link #caughtUp()}
     * @param patience how long nothing may come before that
     * @throws InvalidOffsetException when the next record of a partition is gone
     * @throws InterruptException when the thread is interrupted; its flag stays set
     */
    public Outcome readUntil(BooleanSupplier end, Duration patience, RecordHandler handler) {
        long heard = nanos.getAsLong();
        while (!end.getAsBoolean()) {
            if (stopped) {
                return Outcome.STOPPED;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptException("Interrupted while reading " + topics() + ".");
            }
            if (poll(POLL, handler) > 0) {
                heard = nanos.getAsLong();
            } else if (nanos.getAsLong() - heard > patience.toNanos()) {
                return Outcome.SILENCE;
            }
        }
        return Outcome.END;
    }

    private List<String> topics() {
        return new ArrayList<>(consumer.assignment())
                .stream().map(TopicPartition::topic).distinct().sorted().toList();
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Lets a poll that waits return at once, and {@link #readUntil} with it. From any thread. */
    public void stop() {
        stopped = true;
        consumer.wakeup();
    }

    /** Does not wait for the fetch that is on its way: no group and no offset hang on a goodbye. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
