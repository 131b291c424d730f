package io.agender.runtime;

import io.agender.runtime.config.SettingsException;
import io.agender.schemas.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and checks those that are there. */
public final class TopicProvisioner {

    private static final int TIMEOUT_SECONDS = 30;

    private final Admin admin;

    /** The admin client stays the caller's. */
    public TopicProvisioner(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates what is missing; existing topics keep their settings.
     *
     * @return the names of the topics that were created
     * @throws SettingsException when an existing topic has another number of partitions than the others
     * @throws KafkaException when the brokers can't be reached or refuse
     */
    public List<String> provision(List<Topic> topics, int partitions, short replicationFactor) {
        // One request: the brokers make them together.
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(topics.stream()
                        .map(topic -> topic.toNewTopic(partitions, replicationFactor))
                        .toList())
                .values();
        List<String> created = new ArrayList<>();
        for (Topic topic : topics) {
            try {
                answer(answers.get(topic.name()));
                created.add(topic.name());
            } catch (TopicExistsException e) {
                checkPartitions(topic.name(), partitions);
            } catch (TopicAuthorizationException e) {
                throw new TopicAuthorizationException(Set.of(topic.name())); // Kafka's own does not say which
            }
        }
        return created;
    }

    /**
     * Sets how long topics are kept that are there.
     *
     * @throws KafkaException when the brokers can't be reached or refuse
     */
    public void keep(List<Topic> topics) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        for (Topic topic : topics) {
            ConfigEntry retention = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, topic.retentionMillis());
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    List.of(new AlterConfigOp(retention, AlterConfigOp.OpType.SET)));
        }
        answer(admin.incrementalAlterConfigs(changes).all());
    }

    private void checkPartitions(String topic, int partitions) {
        int there;
        try {
            there = answer(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .partitions()
                    .size();
        } catch (UnknownTopicOrPartitionException e) {
            return; // just created by someone else; not everywhere known yet
        }
        if (there != partitions) {
            throw new SettingsException("Topic " + topic + " exists with " + there + " partitions, not " + partitions
                    + "; ask for that number or remove the topic.");
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "The brokers did not answer within " + TIMEOUT_SECONDS + " s.", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
