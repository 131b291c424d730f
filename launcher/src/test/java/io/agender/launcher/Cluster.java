package io.agender.launcher;

import io.agender.embedded.BrokerConfig;
import io.agender.embedded.EmbeddedBroker;
import io.agender.embedded.EmbeddedRegistry;
import io.agender.embedded.RegistryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A broker and a registry that belong to somebody else. The broker is the image that docker-compose.yml names, in a
 * container, where a Docker engine answers and has it; nothing is pulled. Elsewhere it is the embedded one.
 */
final class Cluster implements AutoCloseable {

    private static final Path REGISTRY = Path.of("../embedded/target/registry");
    private static final Path KNOBS = Path.of("..", ".env");
    private static final String VERSION = "KAFKA_VERSION=";
    private static final int PATIENCE_SECONDS = 20;

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private String bootstrapServers;
    private String registryUrl;

    private Cluster() {}

    static Cluster open() {
        Cluster cluster = new Cluster();
        try {
            cluster.start(Files.createTempDirectory(Path.of("target"), "cluster-"));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void start(Path folder) throws IOException {
        EmbeddedRegistry registry = EmbeddedRegistry.start(new RegistryConfig(REGISTRY, folder.resolve("registry"), 0));
        owned.push(registry);
        String image = image();
        if (isHere(image)) {
            System.out.println("cluster: Kafka is " + image + " in a container");
            bootstrapServers = container(image);
        } else {
            System.out.println("cluster: Kafka is the embedded broker, since no Docker engine has " + image);
            EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(folder.resolve("broker")));
            owned.push(broker);
            bootstrapServers = broker.bootstrapServers();
        }
        registryUrl = registry.awaitReady(Duration.ofSeconds(90)).url();
    }

    @SuppressWarnings("resource") // closed with all that is owned
    private String container(String image) {
        KafkaContainer container = new KafkaContainer(DockerImageName.parse(image))
                .withImagePullPolicy(any -> false)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m -Xms256m");
        owned.push(container);
        container.start();
        return container.getBootstrapServers();
    }

    private static String image() throws IOException {
        return Files.readAllLines(KNOBS).stream()
                .filter(line -> line.startsWith(VERSION))
                .map(line -> "apache/kafka:" + line.substring(VERSION.length()))
                .findFirst()
                .orElseThrow();
    }

    /** Asked of the command, which answers at once and in silence when there is no engine. */
    private static boolean isHere(String image) {
        try {
            Process inspection = new ProcessBuilder("docker", "image", "inspect", image)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!inspection.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                inspection.destroyForcibly();
                return false;
            }
            return inspection.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where Kafka clients connect: host and port. */
    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Base address of the registry. */
    String registryUrl() {
        return registryUrl;
    }

    /** Stops both. Closing again does nothing. */
    @Override
    public void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
