package io.agender.verification;

import io.agender.runtime.TopicProvisioner;
import io.agender.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;

/** A broker in a process of its own, which comes back on its data and its port after it was killed. */
final class Broker implements AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    private final Path folder;
    private ChildJvm process;
    private String bootstrapServers = "127.0.0.1:0";

    private Broker(Path folder) {
        this.folder = folder;
    }

    static Broker open(Path folder) {
        Broker broker = new Broker(folder);
        broker.start();
        return broker;
    }

    void start() {
        String port = bootstrapServers.substring(bootstrapServers.indexOf(':') + 1);
        process = ChildJvm.start(
                folder.resolve("broker.log"),
                BrokerProgram.class,
                List.of(folder.resolve("broker").toString(), port));
        bootstrapServers = process.await(BrokerProgram.READY);
    }

    void kill() {
        process.kill();
    }

    /** It takes what the network brings, and says nothing. */
    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /** Our topics, empty, and no others. */
    void renewTopics(int partitions) {
        try (Admin admin = Admin.create(clientProperties())) {
            Awaitility.await("fresh topics")
                    .atMost(Duration.ofSeconds(30))
                    // A topic that was listed may be gone when it is deleted.
                    .ignoreExceptionsMatching(error -> error.getCause() instanceof UnknownTopicOrPartitionException)
                    .until(() -> {
                        Set<String> old = admin.listTopics(new ListTopicsOptions().listInternal(false))
                                .names()
                                .get();
                        if (!old.isEmpty()) {
                            admin.deleteTopics(old).all().get();
                        }
                        return old.isEmpty();
                    });
            new TopicProvisioner(admin)
                    .provision(
                            Topic.all().stream()
                                    .map(topic -> topic.withRetention(FOR_EVER))
                                    .toList(),
                            partitions,
                            (short) 1);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
