package io.agender.runtime.input;

import io.agender.runtime.status.LookingThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Watches the input of a service that runs: whether it moves on, and whether it is still the topic that it was. A consumer
 * whose topic was created anew may wait at its old position for ever and say nothing, or read on in the middle of another
 * topic. Thread-safe.
 */
public final class InputWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Input input;
    private final Supplier<Set<TopicPartition>> mine;
    private final Consumer<MissingPositionException> stop;
    private final InputProgress progress = new InputProgress();
    private final Map<String, Uuid> topics = new HashMap<>();
    private final Map<TopicPartition, Long> missingSince = new HashMap<>();
    private final ScheduledExecutorService looks;

    /** What the brokers say of the input; of any thread. */
    interface Input {

        /** The consumer group. */
        String group();

        /** What the brokers call the topics: another id is another topic of the same name. As of the last answer. */
        Map<String, Uuid> topicIds();

        /** Where the group stands in each partition, as of the last answer. */
        Map<TopicPartition, InputPosition> all();
    }

    /**
     * @param input what the brokers say
     * @param mine the partitions that this instance reads now
     * @param stop what to do when the service can't go on; called once at most
     */
    public InputWatch(
            String service, Input input, Supplier<Set<TopicPartition>> mine, Consumer<MissingPositionException> stop) {
        this.input = input;
        this.mine = mine;
        this.stop = stop;
        this.looks = LookingThread.named(service + "-input");
    }

    /** Looks every second from now on. */
    public void start() {
        looks.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the input moves on. */
    public InputProgress progress() {
        return progress;
    }

    void look() {
        try {
            requireTheSameTopics();
            requirePositions();
            progress.look(mine.get(), input.all());
        } catch (MissingPositionException e) {
            looks.shutdown();
            stop.accept(e);
        }
    }

    private void requireTheSameTopics() {
        input.topicIds().forEach((topic, id) -> {
            Uuid before = topics.putIfAbsent(topic, id);
            if (before != null && !before.equals(id)) {
                throw MissingPositionException.createdAnew(input.group(), topic);
            }
        });
    }

    /** Twice, because a look asks for one thing after the other. */
    private void requirePositions() {
        Set<TopicPartition> missing = new HashSet<>();
        input.all().forEach((partition, position) -> {
            if (!position.exists()) {
                missing.add(partition);
                Long before = missingSince.putIfAbsent(partition, position.askedAt());
                if (before != null && before < position.askedAt()) {
                    throw MissingPositionException.beyondTheEnd(
                            input.group(), partition, position.committed().getAsLong(), position.end());
                }
            }
        });
        missingSince.keySet().retainAll(missing);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
