package io.agender.runtime.store;

import static org.awaitility.Awaitility.await;

import io.agender.runtime.StreamsSettings;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.SerdeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A task with one store, written by the Kafka Streams that we run with; a commit follows each record. */
final class StoreOnDisk implements AutoCloseable {

    static final String APPLICATION = "app";
    static final String STORE = "cameras";

    /** More than a store keeps in memory before it writes to disk. */
    static final int MANY = 300;

    private static final String LONG = "x".repeat(10_000);

    private final Path stateDirectory;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, String> input;
    private boolean closed;

    private StoreOnDisk(Path stateDirectory, TopologyTestDriver driver) {
        this.stateDirectory = stateDirectory;
        this.driver = driver;
        this.input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    }

    static StoreOnDisk open(Path stateDirectory) {
        return open(stateDirectory, Map.of());
    }

    /** @param application what the application asks of Kafka Streams */
    static StoreOnDisk open(Path stateDirectory, Map<String, Object> application) {
        Topology topology = new Topology()
                .addSource(
                        "source",
                        Serdes.String().deserializer(),
                        Serdes.String().deserializer(),
                        "in")
                .addProcessor("keep", (ProcessorSupplier<String, String, Void, Void>) Keep::new, "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.String())
                                .withCachingEnabled(),
                        "keep");
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(
                new KafkaConfig("nowhere:9092", "http://nowhere", SerdeConfig.of("http://nowhere"), Map.of()),
                APPLICATION,
                stateDirectory,
                1,
                new SimpleMeterRegistry(),
                application));
        return new StoreOnDisk(stateDirectory, new TopologyTestDriver(topology, properties));
    }

    /** As the store's files were before 4.4: records only, and what the task's checkpoint tells is beside them. */
    static void ofEarlierVersion(Path stateDirectory, String key, String value) {
        Path store = store(stateDirectory);
        RocksDB.loadLibrary();
        try {
            Files.createDirectories(store);
            try (Options options = new Options().setCreateIfMissing(true);
                    RocksDB database = RocksDB.open(options, store.toString())) {
                database.put(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the version before 4.4 wrote when it was stopped in an orderly way. */
    static void checkpoint(Path stateDirectory, long offset) throws IOException {
        Files.writeString(
                task(stateDirectory).resolve(".checkpoint"),
                "0\n1\n" + APPLICATION + "-" + STORE + "-changelog 0 " + offset + "\n");
    }

    static Path task(Path stateDirectory) {
        return stateDirectory.resolve(APPLICATION).resolve("0_0");
    }

    static Path store(Path stateDirectory) {
        return task(stateDirectory).resolve("rocksdb").resolve(STORE);
    }

    void put(String key, String value) {
        input.pipeInput(key, value);
    }

    /** So much that the store's first records go to disk; when they do is the store's own affair. */
    StoreOnDisk putMuch() {
        for (int number = 0; number < MANY; number++) {
            put("camera " + number, LONG);
        }
        return this;
    }

    /**
     * What a kill -9 leaves after {@link #putMuch}, once the first records are on disk.
     *
     * @return a folder in the given one; a copy that was made while the store changed its files is none
     */
    Path leftByKill(Path elsewhere) {
        AtomicInteger attempts = new AtomicInteger();
        return await("records on disk")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(
                        () -> {
                            Path copy = elsewhere.resolve("copy" + attempts.getAndIncrement());
                            leaveAsKilled(copy);
                            return copy;
                        },
                        copy -> holdsOnDisk(copy, "camera 0"));
    }

    private static boolean holdsOnDisk(Path stateDirectory, String key) {
        try (RocksDB database = RocksDB.openReadOnly(store(stateDirectory).toString())) {
            return database.get(key.getBytes(StandardCharsets.UTF_8)) != null;
        } catch (RocksDBException e) {
            return false;
        }
    }

    Optional<String> get(String key) {
        KeyValueStore<String, String> store = driver.getKeyValueStore(STORE);
        return Optional.ofNullable(store.get(key));
    }

    /** Puts elsewhere what a kill -9 at this moment would leave: what is on disk. */
    void leaveAsKilled(Path elsewhere) {
        try (Stream<Path> files = Files.walk(stateDirectory)) {
            for (Path file : files.toList()) {
                Path copy = elsewhere.resolve(stateDirectory.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts elsewhere what an orderly stop leaves; nothing can be put into the store after that. */
    void leaveAsClosed(Path elsewhere) {
        driver.getKeyValueStore(STORE).close();
        closed = true;
        leaveAsKilled(elsewhere);
    }

    /** The driver deletes the state directory too, and can't commit to a store that is closed. */
    @Override
    public void close() {
        if (!closed) {
            driver.close();
        }
    }

    private static final class Keep extends ContextualProcessor<String, String, Void, Void> {

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> store = context().getStateStore(STORE);
            store.put(record.key(), record.value());
        }
    }
}
