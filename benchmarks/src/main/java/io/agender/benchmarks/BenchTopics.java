package io.agender.benchmarks;

import io.agender.runtime.TopicProvisioner;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Makes the topics that a measurement needs. */
final class BenchTopics {

    private static final short ONE_COPY = 1;

    private BenchTopics() {}

    static void provision(Admin admin, int partitions) throws InterruptedException {
        // The load's frames are dated long ago; a broker would delete them at once.
        List<Topic> topics = Topic.all().stream()
                .map(topic -> topic.withRetention(Duration.ofMillis(-1)))
                .toList();
        new TopicProvisioner(admin).provision(topics, partitions, ONE_COPY);
    }
}
