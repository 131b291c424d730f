package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.StreamsRunner;
import io.agender.runtime.StreamsSettings;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class InferenceTest {

    @TempDir
    Path stateDirectory;

    @Test
    void should_bound_what_the_consumer_holds_of_large_records() {
        Map<String, Object> consumer = streamsConfig(Map.of()).getMainConsumerConfigs("group", "client", 0);

        assertThat(consumer)
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 8)
                .containsEntry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024)
                .containsEntry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024)
                .containsEntry(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    @Test
    void should_give_way_to_the_settings_of_the_user() {
        StreamsConfig config = streamsConfig(Map.of(
                "kafka.max.poll.records", "50",
                "kafka.linger.ms", "5",
                "kafka.commit.interval.ms", "1000"));

        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "50");
        assertThat(config.getProducerConfigs("client")).containsEntry(ProducerConfig.LINGER_MS_CONFIG, "5");
        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(1000);
    }

    @Test
    void should_send_what_comes_between_two_commits_in_one_request() {
        StreamsConfig config = streamsConfig(Map.of());
        int linger = (int) config.getProducerConfigs("client").get(ProducerConfig.LINGER_MS_CONFIG);

        assertThat(linger)
                .isGreaterThan(
                        config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG).intValue());
    }

    @Test
    void should_try_again_soon_to_begin_a_transaction_and_not_wake_the_heartbeat_that_often() {
        StreamsConfig config = streamsConfig(Map.of());

        assertThat(config.getProducerConfigs("client")).containsEntry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10L);
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 100L);
    }

    @Test
    void should_send_records_as_large_as_the_topics_take() {
        assertThat(streamsConfig(Map.of()).getProducerConfigs("client"))
                .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    }

    @Test
    void should_open_and_close_without_a_broker() {
        StreamsRunner runner = open();

        assertThat(runner.isRunning()).isFalse();
        runner.close();
    }

    @Test
    void should_delete_the_faces_that_an_earlier_version_left_on_disk_and_nothing_else() throws Exception {
        for (String store : List.of("inference/0_0/rocksdb/pending", "inference/0_0/rocksdb/tracks")) {
            Path path = Files.createDirectories(stateDirectory.resolve(store));
            try (Options options = new Options().setCreateIfMissing(true);
                    RocksDB database = RocksDB.open(options, path.toString())) {
                database.put(new byte[] {1}, new byte[] {2});
            }
        }
        for (String file : List.of(
                "inference/0_0/.checkpoint",
                "inference/0_11/rocksdb/pending/LOG",
                "inference/kafka-streams-process-metadata",
                "another/0_0/rocksdb/pending/000012.sst")) {
            Path path = stateDirectory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }

        open().close();

        try (Stream<Path> left = Files.walk(stateDirectory)) {
            assertThat(left.map(path -> stateDirectory.relativize(path).toString()))
                    .contains(
                            "inference/0_0/rocksdb/tracks/CURRENT",
                            "inference/0_0/.checkpoint",
                            "another/0_0/rocksdb/pending/000012.sst")
                    .doesNotContain("inference/0_0/rocksdb/pending", "inference/0_11/rocksdb/pending");
        }
    }

    private StreamsRunner open() {
        return Inference.openRunner(
                KafkaConfig.from(Settings.NONE),
                InferenceConfig.from(Settings.NONE),
                "inference",
                stateDirectory,
                new SimpleMeterRegistry(),
                () -> {
                    throw new AssertionError("no frame came, so no analyzer is needed");
                });
    }

    private StreamsConfig streamsConfig(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(StreamsSettings.of(
                KafkaConfig.from(new Settings(settings)),
                "inference",
                stateDirectory,
                1,
                new SimpleMeterRegistry(),
                Inference.properties()));
        return new StreamsConfig(all);
    }
}
