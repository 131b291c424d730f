package io.agender.dashboard.topic;

import static io.agender.dashboard.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.dashboard.state.SettingsWriter.NotWrittenException;
import io.agender.runtime.CameraSettingsTopic.Change;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;

class TopicSettingsWriterTest {

    private final Map<String, CameraSettings> topic = new TreeMap<>();
    private Instant silentSince;

    @Test
    void should_write_a_version_behind_the_one_that_was_seen_and_call_it_drawn() throws Exception {
        try (TopicSettingsWriter writer = writer(this::change)) {
            assertThat(write(writer, 0, "one").orElseThrow().getVersions()).hasSize(1);

            CameraSettings two = write(writer, 1, "two").orElseThrow();

            assertThat(two.getVersions()).extracting(CameraVersion::getSite).containsExactly("one", "two");
            assertThat(two.getDrawn()).containsExactly(1, 2);
            assertThat(write(writer, 2, "two")).as("it says the same").isEmpty();
            assertThat(topic.get("lobby").getVersions()).hasSize(2);
        }
    }

    @Test
    void should_write_nothing_over_what_the_writer_has_not_seen() throws Exception {
        try (TopicSettingsWriter writer = writer(this::change)) {
            write(writer, 0, "faster");

            assertThatThrownBy(() -> write(writer, 0, "slower"))
                    .isInstanceOfSatisfying(NotWrittenException.class, e -> assertThat(e.outpaced())
                            .isTrue())
                    .hasMessage(
                            "Somebody else was faster: there is version 1 now, and you saw none. Nothing was saved.");
            assertThat(topic.get("lobby").getVersions()).hasSize(1);
        }
    }

    @Test
    void should_not_even_try_while_the_brokers_are_silent() {
        silentSince = NOON;
        try (TopicSettingsWriter writer = writer(change -> {
            throw new AssertionError("nobody answers");
        })) {
            assertThatThrownBy(() -> write(writer, 0, "one"))
                    .hasMessage("Kafka has not answered since 2026-11-24T12:00:00Z; nothing was saved.");
        }
    }

    @Test
    void should_name_the_right_that_is_missing_and_where_it_is_listed() {
        try (TopicSettingsWriter writer = writer(change -> {
            throw new KafkaException(new TransactionalIdAuthorizationException("no"));
        })) {
            assertThatThrownBy(() -> write(writer, 0, "one"))
                    .hasMessage(
                            "The dashboard may not write to the topic agender.cameras: the brokers don't grant it the"
                                    + " rights that docs/security.md lists.");
        }
    }

    @Test
    void should_keep_nobody_waiting_for_brokers_and_no_second_one_behind_the_first() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (TopicSettingsWriter writer = new TopicSettingsWriter(
                change -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return change(change);
                },
                () -> null,
                () -> NOON,
                Duration.ofMillis(200))) {
            CompletableFuture<Optional<CameraSettings>> first = writer.write("lobby", 0, draft("one"));

            assertThatThrownBy(() -> write(writer, 0, "two"))
                    .hasMessage("Somebody else is saving at this moment; save again in a moment.");
            assertThatThrownBy(first::get).hasMessageContaining("whether the version was saved, its history will tell");
            over.countDown();
        }
    }

    private TopicSettingsWriter writer(Function<Change, Map<String, CameraSettings>> change) {
        return new TopicSettingsWriter(change, () -> silentSince, () -> NOON, Duration.ofMinutes(1));
    }

    private Map<String, CameraSettings> change(Change change) {
        Map<String, CameraSettings> written = change.of(topic);
        topic.putAll(written);
        return written;
    }

    private static Optional<CameraSettings> write(TopicSettingsWriter writer, int seen, String site) throws Exception {
        try {
            return writer.write("lobby", seen, draft(site)).get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static CameraVersion draft(String site) {
        return CameraVersion.newBuilder()
                .setVersion(0)
                .setValidFrom(NOON)
                .setAppliedAt(Instant.EPOCH)
                .setSite(site)
                .build();
    }
}
