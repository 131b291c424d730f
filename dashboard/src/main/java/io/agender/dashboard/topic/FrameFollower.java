package io.agender.dashboard.topic;

import io.agender.dashboard.picture.FrameCache;
import io.agender.dashboard.picture.FrameKey;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.view.LiveView;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps frames while somebody looks, in step with their faces: frames that wait in too great numbers stop
 * their partition, and a camera whose faces are of frames that are not kept is looked up again by their time.
 * When nobody looks, nothing is read, and of each camera its newest picture is kept. The last frame of a camera that sends no
 * more is looked up once: it may be gone.
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
    private final RecordDecoder<Frame> decoder;
    private final Cameras cameras;
    private final FrameCache cache;
    private final Map<String, Integer> partitionOf;
    private final BadRecords bad;
    private final Map<Integer, Long> outOfStepSince = new HashMap<>();

    /** By camera, which last frame was looked up since somebody looks. */
    private final Map<String, FrameKey> lookedUp = new HashMap<>();

    private Set<TopicPartition> partitions = Set.of();
    private Consumer<String, byte[]> consumer;
    private TopicReader reader;
    private long lookAgain = System.nanoTime();
    private volatile long lastLook = System.nanoTime() - INTEREST.toNanos();
    private boolean asleep = true;

    /**
     * @param partitionOf the partition of agender.faces that a camera was seen in, which is that of its frames too
     * @param bad counts what the decoder can't read
     */
    public FrameFollower(
            KafkaConfig kafka,
            RecordDecoder<Frame> decoder,
            Cameras cameras,
            FrameCache cache,
            Map<String, Integer> partitionOf,
            BadRecords bad) {
        this.kafka = kafka;
        this.decoder = decoder;
        this.cameras = cameras;
        this.cache = cache;
        this.partitionOf = partitionOf;
        this.bad = bad;
    }

    /** Somebody looks. From any thread. */
    public void look() {
        lastLook = System.nanoTime();
    }

    @Override
    public void open() {
        consumer = TopicReader.consumer(kafka.clientProperties(Map.of()), "agender-dashboard-" + Topic.FRAMES, 16);
        reader = new TopicReader(consumer, bad);
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
        if (partitions.isEmpty()) {
            return POLL;
        }
        if (asleep) {
            asleep = false;
            seek(partitions);
        }
        keepStep();
        try {
            reader.poll(POLL, this::keep);
        } catch (InvalidOffsetException e) {
            seek(e.partitions()); // frames live for minutes; where they are gone it goes on with the newest
        }
        return Duration.ZERO;
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        if (record.key() != null && cameras.knows(record.key())) {
            decoder.decode(record).ifPresent(cache::put);
        }
    }

    private Duration sleep() {
        if (!asleep) {
            asleep = true;
            lookedUp.clear();
            cache.clear();
        }
        return POLL;
    }

    private void assign() {
        Set<TopicPartition> found = Set.copyOf(reader.partitions(Topic.FRAMES));
        if (!partitions.equals(found)) {
            partitions = found;
            asleep = true;
        }
    }

    private void keepStep() {
        Set<TopicPartition> full = new HashSet<>();
        Set<TopicPartition> lost = new HashSet<>();
        Set<Integer> behind = new HashSet<>();
        partitionOf.forEach((camera, partition) ->
                missingLast(camera).ifPresent(frame -> lost.add(new TopicPartition(Topic.FRAMES, partition))));
        partitionOf.forEach((camera, partition) -> cameras.live(camera).ifPresent(live -> {
            if (cache.full(camera)) {
                full.add(new TopicPartition(Topic.FRAMES, partition));
            }
            if (!cache.holds(camera, key(live))) {
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
        lost.retainAll(partitions);
        full.retainAll(partitions);
        full.removeAll(lost);
        reader.rest(full);
        if (!lost.isEmpty()) {
            seek(lost);
        }
    }

    /** The last frame of a camera that sends no more, if it is not here and was not looked up. */
    private Optional<LiveView> missingLast(String camera) {
        return cameras.last(camera).filter(frame -> {
            FrameKey key = key(frame);
            return !cache.holds(camera, key) && !key.equals(lookedUp.get(camera));
        });
    }

    private static FrameKey key(LiveView frame) {
        return new FrameKey(frame.streamId(), frame.sequence());
    }

    /** To the frames that the newest faces are of, or near the end where no faces are known. */
    private void seek(Set<TopicPartition> from) {
        Map<TopicPartition, Instant> times = new HashMap<>();
        partitionOf.forEach((camera, number) -> {
            TopicPartition partition = new TopicPartition(Topic.FRAMES, number);
            Optional<LiveView> last = from.contains(partition) ? missingLast(camera) : Optional.empty();
            last.ifPresent(frame -> lookedUp.put(camera, key(frame)));
            last.or(() -> cameras.live(camera))
                    .ifPresent(frame -> times.merge(
                            partition, frame.capturedAt(), (one, other) -> one.isBefore(other) ? one : other));
        });
        StartPosition newestFaces = StartPosition.at(partition -> Optional.ofNullable(times.get(partition)));
        reader.begin(from, newestFaces.orLater(StartPosition.beforeEnd(MAX_LOOK_BACK)));
    }

    @Override
    public KafkaClientMetrics metrics() {
        return new KafkaClientMetrics(consumer);
    }

    @Override
    public void wake() {
        reader.stop();
    }

    @Override
    public void close() {
        reader.close();
        decoder.close();
    }
}
