package io.agender.runtime;

import io.agender.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
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
        List<String> created = new ArrayList<>();
        for (Topic topic : topics) {
            try {
                admin.createTopics(List.of(topic.toNewTopic(partitions, replicationFactor)))
                        .all()
                        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                created.add(topic.name());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw asKafkaException(e.getCause());
                }
                checkPartitions(topic.name(), partitions);
            } catch (TimeoutException e) {
                throw new org.apache.kafka.common.errors.TimeoutException(
                        "The brokers did not answer within " + TIMEOUT_SECONDS + " s.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new org.apache.kafka.common.errors.InterruptException(e);
            }
        }
        return created;
    }

    private void checkPartitions(String topic, int partitions) {
        Map<String, TopicDescription> found;
        try {
            found = admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return; // just created by someone else; not everywhere known yet
            }
            throw asKafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("The brokers did not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
        int there = found.get(topic).partitions().size();
        if (there != partitions) {
            throw new SettingsException("Topic " + topic + " exists with " + there + " partitions, not " + partitions
                    + "; ask for that number or remove the topic.");
        }
    }

    private static KafkaException asKafkaException(Throwable cause) {
        return cause instanceof KafkaException known ? known : new KafkaException(cause);
    }
}
