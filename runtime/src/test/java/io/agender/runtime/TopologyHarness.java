package io.agender.runtime;

import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.SerdeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * Drives a topology without a broker, with the properties it runs with in production but for the transactions. Its wall
 * clock moves only when told.
 */
public final class TopologyHarness implements AutoCloseable {

    /** Where the wall clock starts. */
    public static final Instant WALL_CLOCK_START = Instant.parse("2026-01-01T12:00:00Z");

    private final Path stateDirectory;
    private final TopologyTestDriver driver;

    private TopologyHarness(Path stateDirectory, TopologyTestDriver driver) {
        this.stateDirectory = stateDirectory;
        this.driver = driver;
    }

    /**
     * Starts a topology.
     *
     * @param application what its application asks of Kafka Streams
     * @param meters where its error policies count
     */
    public static TopologyHarness start(
            Topology topology, Map<String, Object> application, SimpleMeterRegistry meters) {
        try {
            Path stateDirectory = Files.createTempDirectory("topology-harness");
            Properties properties = new Properties();
            properties.putAll(StreamsSettings.of(
                    new KafkaConfig("nowhere:9092", "http://nowhere", SerdeConfig.of("http://nowhere"), Map.of()),
                    "harness",
                    stateDirectory,
                    1,
                    meters,
                    application));
            // Under exactly-once the driver loses what is sent outside of a process() call, dead letters among it.
            properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
            return new TopologyHarness(stateDirectory, new TopologyTestDriver(topology, properties, WALL_CLOCK_START));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TopologyTestDriver driver() {
        return driver;
    }

    public <T> TestInputTopic<String, T> input(String topic, Serde<T> values) {
        return driver.createInputTopic(topic, new StringSerializer(), values.serializer());
    }

    public <T> TestOutputTopic<String, T> output(String topic, Serde<T> values) {
        return driver.createOutputTopic(topic, new StringDeserializer(), values.deserializer());
    }

    /** Lets the wall clock run, as it does while the process is awake: in steps, with punctuations in between. */
    public void runWallClock(Duration duration, Duration step) {
        for (Duration done = Duration.ZERO; done.compareTo(duration) < 0; done = done.plus(step)) {
            driver.advanceWallClockTime(step);
        }
    }

    @Override
    public void close() {
        driver.close();
        try {
            Utils.delete(stateDirectory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
