package io.agender.dashboard.topic;

import io.agender.runtime.KafkaConfig;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from somewhere near its end, and on. A topic that is not there yet is waited for; partitions that are
 * added are found. Belongs to one {@link FollowerThread}.
 */
public final class Follower implements FollowerThread.Work {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(10);

    private final String topic;
    private final Start start;
    private final Sink sink;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /** What is to be taken next, which the consumer's own position tells only while nothing goes wrong. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final Supplier<Consumer<String, byte[]>> consumers;
    private Consumer<String, byte[]> consumer;
    private long lookAgain = System.nanoTime();
    private volatile boolean caughtUp;

    /**
     * Where a partition is begun.
     *
     * @param time from the first record of this time; nothing for no such bound
     * @param records but at least this many from the end
     */
    public record Start(Optional<Long> time, long records) {}

    /** What takes the records of one partition in their order. */
    interface Sink {
        /** Closes what it reads values with. */
        void close();

        /**
         * @param past whether the record was there when the following began
         * @throws RuntimeException when the record can't be taken now; it is offered again, and all after it
         */
        void take(ConsumerRecord<String, byte[]> taken, boolean past);
    }

    public Follower(KafkaConfig kafka, String topic, Start start, Sink sink) {
        this(() -> TopicConsumer.open(kafka, "agender-dashboard-" + topic, 500), topic, start, sink);
    }

    Follower(Supplier<Consumer<String, byte[]>> consumers, String topic, Start start, Sink sink) {
        this.consumers = consumers;
        this.topic = topic;
        this.start = start;
        this.sink = sink;
    }

    @Override
    public void open() {
        consumer = consumers.get();
    }

    @Override
    public Duration turn() {
        if (System.nanoTime() - lookAgain >= 0) {
            assign();
            lookAgain = System.nanoTime() + (ends.isEmpty() ? POLL : LOOK_AROUND).toNanos();
        }
        if (ends.isEmpty()) {
            return POLL;
        }
        try {
            for (ConsumerRecord<String, byte[]> record : poll()) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                sink.take(record, record.offset() < ends.get(partition));
                next.put(partition, record.offset() + 1);
            }
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            // The consumer is past records of all partitions that have not been taken.
            next.forEach(consumer::seek);
            throw e;
        }
        caughtUp =
                caughtUp || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        return Duration.ZERO;
    }

    /** A topic that was created anew, or whose records were deleted meanwhile, is begun again. */
    private ConsumerRecords<String, byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            LOG.warn(
                    "Topic {} was created anew, or records of it were deleted before they were shown; it is read again"
                            + " from near its end.",
                    topic);
            seek(e.partitions());
            return ConsumerRecords.empty();
        }
    }

    /** Whether all that was there when the following began has been taken. From any thread. */
    public boolean caughtUp() {
        return caughtUp;
    }

    private void assign() {
        List<TopicPartition> partitions = TopicConsumer.partitions(consumer, topic);
        List<TopicPartition> added = new ArrayList<>(partitions);
        added.removeAll(ends.keySet());
        if (!added.isEmpty()) {
            consumer.assign(partitions);
            seek(added);
        }
    }

    private void seek(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        start.time().ifPresent(time -> partitions.forEach(partition -> times.put(partition, time)));
        Map<TopicPartition, OffsetAndTimestamp> byTime = times.isEmpty() ? Map.of() : consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            long offset = last.get(partition) - start.records();
            OffsetAndTimestamp found = byTime.get(partition);
            if (found != null) {
                offset = Math.min(offset, found.offset());
            }
            next.put(partition, Math.max(offset, first.get(partition)));
            consumer.seek(partition, next.get(partition));
            ends.put(partition, last.get(partition));
        }
    }

    @Override
    public KafkaClientMetrics metrics() {
        return new KafkaClientMetrics(consumer);
    }

    @Override
    public void close() {
        consumer.close();
        sink.close();
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }
}
