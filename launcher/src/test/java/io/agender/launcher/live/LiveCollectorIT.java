package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.launcher.Home;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCollectorIT {

    private static final LiveCollector.Listener TELLS_NOBODY = new LiveCollector.Listener() {
        @Override
        public void finished(DemographicSummary window) {}

        @Override
        public void summedUp(RollupSummary rollup) {}
    };

    @TempDir
    private Path folder;

    @Test
    void should_pass_over_the_word_that_a_camera_is_forgotten_and_what_nobody_can_read() throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.open(PlatformConfig.temporary(Home.registryApplication()))) {
            KafkaConfig kafka = KafkaConfig.from(new Settings(platform.settings()));
            try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
                admin.createTopics(List.of(Topic.FACES, Topic.SUMMARY, Topic.DEAD_LETTERS).stream()
                                .map(topic -> new NewTopic(topic, 1, (short) 1))
                                .toList())
                        .all()
                        .get();
            }
            try (LiveResults results = LiveResults.open(
                            folder.resolve("out"),
                            folder,
                            new LiveConfig(false, 1 << 20, 1 << 20),
                            Topic.all().stream()
                                    .map(topic -> topic.withRetention(Duration.ofDays(7)))
                                    .toList(),
                            Set.of(),
                            () -> LocalDate.parse("2026-05-01"));
                    LiveCollector collector = LiveCollector.open(
                            kafka,
                            1,
                            Instant.now().minusSeconds(60),
                            new LiveAccount(
                                    List.of("lobby"),
                                    new LiveOutcome(List.of("lobby")),
                                    Duration.ofSeconds(10),
                                    ZoneOffset.UTC,
                                    Instant::now,
                                    () -> 0),
                            results,
                            TELLS_NOBODY,
                            Optional.empty());
                    KafkaProducer<String, byte[]> forget = new KafkaProducer<>(
                            kafka.clientProperties(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
                forget.send(new ProducerRecord<>(Topic.SUMMARY, "lobby", null)).get();

                await().atMost(Duration.ofSeconds(30)).until(() -> collector.advance() == 1);

                forget.send(new ProducerRecord<>(Topic.FACES, "lobby", new byte[] {7, 7, 7}))
                        .get();

                await().atMost(Duration.ofSeconds(30)).until(() -> collector.advance() == 1);
            }
        }
        assertThat(folder.resolve("out/summary.jsonl")).isEmptyFile();
    }
}
