package io.agender.dashboard.topic;

import io.agender.dashboard.picture.FrameCache;
import io.agender.dashboard.picture.FrameKey;
import io.agender.dashboard.state.Cameras;
import io.agender.runtime.KafkaConfig;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps frames while somebody looks, in step with their faces: frames that wait in too great numbers stop
 * their partition, and a camera whose faces are of frames that are not kept is looked up again by their time.
 * When nobody looks, nothing is read and nothing is kept.
 */
public final class FrameFollower implements FollowerThread.Work {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(10);

    /** After the last request for a picture. */
    private static final Duration INTEREST = Duration.ofSeconds(15);

    /** How long faces may be without their frames before they are looked up. */
    private static final Duration OUT_OF_STEP = Duration.ofSeconds(2);

    /** Most records before the end that a look-up goes back; a minute of some cameras. */
    private static final long MAX_LOOK_BACK = 2000;

    private final KafkaConfig kafka;
    private final Decoder<Frame> decoder;
    private final Cameras cameras;
    private final FrameCache cache;
    private final Map<String, Integer> partitionOf;
    private final Map<Integer, Long> outOfStepSince = new HashMap<>();
    private Consumer<String, byte[]> consumer;
    private long lookAgain = System.nanoTime();
    private volatile long lastLook = System.nanoTime() - INTEREST.toNanos();
    private boolean asleep = true;

    /** @param partitionOf the partition of agender.faces that a camera was seen in, which is that of its frames too */
    public FrameFollower(
            KafkaConfig kafka,
            Decoder<Frame> decoder,
            Cameras cameras,
            FrameCache cache,
            Map<String, Integer> partitionOf) {
        this.kafka = kafka;
        this.decoder = decoder;
        this.cameras = cameras;
        this.cache = cache;
        this.partitionOf = partitionOf;
    }

    /** Somebody looks. From any thread. */
    public void look() {
        lastLook = System.nanoTime();
    }

    @Override
    public void open() {
        consumer = TopicConsumer.open(kafka, "agender-dashboard-" + Topic.FRAMES, 16);
    }

    @Override
    public Duration turn() {
        if (System.nanoTime() - lastLook > INTEREST.toNanos()) {
            return sleep();
        }
        if (System.nanoTime() - lookAgain >= 0) {
            assign();
            lookAgain = System.nanoTime() + LOOK_AROUND.toNanos();
        }
        if (consumer.assignment().isEmpty()) {
            return POLL;
        }
        if (asleep) {
            asleep = false;
            seek(consumer.assignment());
        }
        keepStep();
        for (ConsumerRecord<String, byte[]> record : poll()) {
            if (cameras.knows(record.key())) {
                decoder.decode(record).ifPresent(cache::put);
            }
        }
        return Duration.ZERO;
    }

    /** Frames live for minutes; where they are gone it goes on with the newest. */
    private ConsumerRecords<String, byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            seek(e.partitions());
            return ConsumerRecords.empty();
        }
    }

    private Duration sleep() {
        if (!asleep) {
            asleep = true;
            cache.clear();
        }
        return POLL;
    }

    private void assign() {
        List<TopicPartition> partitions = TopicConsumer.partitions(consumer, Topic.FRAMES);
        if (!consumer.assignment().equals(Set.copyOf(partitions))) {
            consumer.assign(partitions);
            asleep = true;
        }
    }

    private void keepStep() {
        Set<TopicPartition> full = new HashSet<>();
        Set<TopicPartition> lost = new HashSet<>();
        Set<Integer> behind = new HashSet<>();
        partitionOf.forEach((camera, partition) -> cameras.live(camera).ifPresent(live -> {
            if (cache.full(camera)) {
                full.add(new TopicPartition(Topic.FRAMES, partition));
            }
            if (!cache.holds(camera, new FrameKey(live.streamId(), live.sequence()))) {
                behind.add(partition);
            }
        }));
        outOfStepSince.keySet().retainAll(behind);
        for (int partition : behind) {
            long since = outOfStepSince.computeIfAbsent(partition, number -> System.nanoTime());
            if (System.nanoTime() - since > OUT_OF_STEP.toNanos()) {
                lost.add(new TopicPartition(Topic.FRAMES, partition));
                outOfStepSince.put(partition, System.nanoTime());
            }
        }
        lost.retainAll(consumer.assignment());
        full.retainAll(consumer.assignment());
        full.removeAll(lost);
        consumer.resume(consumer.paused());
        consumer.pause(full);
        if (!lost.isEmpty()) {
            seek(lost);
        }
    }

    /** To the frames that the newest faces are of, or near the end where no faces are known. */
    private void seek(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitionOf.forEach((camera, partition) -> cameras.live(camera)
                .ifPresent(live -> times.merge(
                        new TopicPartition(Topic.FRAMES, partition),
                        live.capturedAt().toEpochMilli(),
                        Math::min)));
        times.keySet().retainAll(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found = times.isEmpty() ? Map.of() : consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp at = found.get(partition);
            long end = ends.get(partition);
            consumer.seek(partition, at == null ? end : Math.max(at.offset(), end - MAX_LOOK_BACK));
        }
    }

    @Override
    public KafkaClientMetrics metrics() {
        return new KafkaClientMetrics(consumer);
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        decoder.close();
    }
}
