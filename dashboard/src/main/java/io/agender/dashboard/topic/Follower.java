package io.agender.dashboard.topic;

import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
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
    private final StartPosition start;
    private final Sink sink;
    private final BadRecords bad;
    private final Set<TopicPartition> partitions = new HashSet<>();
    private final Supplier<Consumer<String, byte[]>> consumers;
    private Consumer<String, byte[]> consumer;
    private TopicReader reader;
    private long lookAgain = System.nanoTime();
    private volatile boolean caughtUp;
    private volatile boolean missing;

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

    /**
     * @param start where a partition is begun, and begun again when its next record is gone
     * @param bad counts what the sink can't read
     */
    public Follower(KafkaConfig kafka, String topic, StartPosition start, Sink sink, BadRecords bad) {
        this(
                () -> TopicReader.consumer(kafka.clientProperties(Map.of()), "agender-dashboard-" + topic, 500),
                topic,
                start,
                sink,
                bad);
    }

    Follower(
            Supplier<Consumer<String, byte[]>> consumers,
            String topic,
            StartPosition start,
            Sink sink,
            BadRecords bad) {
        this.consumers = consumers;
        this.topic = topic;
        this.start = start;
        this.sink = sink;
        this.bad = bad;
    }

    @Override
    public void open() {
        consumer = consumers.get();
        reader = new TopicReader(consumer, bad);
    }

    @Override
    public Duration turn() {
        if (System.nanoTime() - lookAgain >= 0) {
            assign();
            lookAgain = System.nanoTime() + (partitions.isEmpty() ? POLL : LOOK_AROUND).toNanos();
        }
        missing = partitions.isEmpty();
        if (missing) {
            return POLL;
        }
        try {
            reader.poll(POLL, record -> sink.take(record, reader.isPast(record)));
        } catch (InvalidOffsetException e) {
            LOG.warn(
                    "Topic {} was created anew, or records of it were deleted before they were shown; it is read again"
                            + " from near its end.",
                    topic);
            reader.begin(e.partitions(), start);
        }
        caughtUp = caughtUp || reader.caughtUp();
        return Duration.ZERO;
    }

    /** Whether all that was there when the following began has been taken. From any thread. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Whether there is no such topic as far as is known, so that nothing of it can be missing. From any thread. */
    boolean isMissing() {
        return missing;
    }

    private void assign() {
        List<TopicPartition> added = new ArrayList<>(reader.partitions(topic));
        added.removeAll(partitions);
        if (!added.isEmpty()) {
            reader.begin(added, start);
            partitions.addAll(added);
        }
    }

    @Override
    public KafkaClientMetrics metrics() {
        return new KafkaClientMetrics(consumer);
    }

    @Override
    public void close() {
        reader.close();
        sink.close();
    }

    @Override
    public void wake() {
        reader.stop();
    }
}
