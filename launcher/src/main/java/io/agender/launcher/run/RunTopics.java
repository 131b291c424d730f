package io.agender.launcher.run;

import io.agender.runtime.TopicProvisioner;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees to it that the topics of a run are there. */
public final class RunTopics {

    private static final short BROKER_DEFAULT = -1;
    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    private RunTopics() {}

    /**
     * Creates the missing topics.
     *
     * @param wanted partitions; 0 for those that the topics have already, or else as many as there are cameras
     * @param embedded whether the topics live on the embedded broker: there nothing is dropped by age, because frames may
     *     carry old capture times
     * @return the partitions that the topics have
     * @throws SettingsException when they have other partitions than what is wanted
     */
    static int provision(Admin admin, int wanted, int cameras, boolean embedded) throws InterruptedException {
        return provision(admin, wanted, cameras, embedded, embedded ? forEver(Topic.all()) : Topic.all());
    }

    /**
     * Creates the missing topics of a run without an end, and has the embedded broker keep all of them as long as they say;
     * frames are kept until they are analysed, however old the time in them is.
     *
     * @param topics how long each is kept
     * @return the partitions that the topics have
     * @throws SettingsException when they have other partitions than what is wanted
     */
    public static int keep(Admin admin, int wanted, int cameras, boolean embedded, List<Topic> topics)
            throws InterruptedException {
        if (!embedded) {
            return provision(admin, wanted, cameras, false, topics);
        }
        List<Topic> kept = topics.stream()
                .map(topic -> topic.name().equals(Topic.FRAMES) ? topic.withRetention(FOR_EVER) : topic)
                .toList();
        int partitions = provision(admin, wanted, cameras, true, kept);
        new TopicProvisioner(admin).keep(kept);
        return partitions;
    }

    private static List<Topic> forEver(List<Topic> topics) {
        return topics.stream().map(topic -> topic.withRetention(FOR_EVER)).toList();
    }

    private static int provision(Admin admin, int wanted, int cameras, boolean embedded, List<Topic> topics)
            throws InterruptedException {
        OptionalInt there = present(admin);
        if (embedded && wanted > 0 && there.isPresent() && there.getAsInt() != wanted) {
            throw new SettingsException("The topics in this data directory have " + there.getAsInt()
                    + " partitions, not " + wanted + "; leave out --partitions, or name another --data-dir.");
        }
        int partitions = wanted > 0 ? wanted : there.orElse(cameras);
        new TopicProvisioner(admin).provision(topics, partitions, BROKER_DEFAULT);
        return partitions;
    }

    private static OptionalInt present(Admin admin) throws InterruptedException {
        try {
            return OptionalInt.of(admin.describeTopics(List.of(Topic.FRAMES))
                    .allTopicNames()
                    .get()
                    .get(Topic.FRAMES)
                    .partitions()
                    .size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return OptionalInt.empty();
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }
}
