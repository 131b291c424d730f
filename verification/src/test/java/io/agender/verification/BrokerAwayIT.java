package io.agender.verification;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.producer.CameraResult;
import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.status.CameraStatus;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.VideoSources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The producer, while its broker is killed, missing or frozen: files lose nothing, live cameras tell what they lose. */
class BrokerAwayIT {

    private static final Path FOLDER = Path.of("target", "broker-away");
    private static final ProofForm FORM = ProofForm.asAsked();
    private static final Duration SHUTTER = Duration.ofMillis(20);
    private static final int FILE_FRAMES = 400;

    private static Broker broker;

    /** The cameras that play, on a thread of their own. */
    private record Playing(FrameProducer producer, Thread thread, CompletableFuture<List<CameraResult>> results)
            implements AutoCloseable {

        CameraStatus status(int camera) {
            return producer.status().get(camera);
        }

        List<CameraResult> stop() throws Exception {
            thread.interrupt();
            return results.get(60, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws Exception {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(60));
            producer.close();
        }
    }

    @BeforeAll
    static void startABroker() throws IOException {
        Utils.delete(FOLDER.toFile());
        broker = Broker.open(FOLDER);
    }

    @AfterAll
    static void stopTheBroker() {
        broker.close();
    }

    @BeforeEach
    void emptyTheTopics() {
        broker.renewTopics(3);
    }

    /** In the long form it is away for longer than Kafka's clients try by default, which is two minutes. */
    @Test
    void should_lose_nothing_of_a_file_and_tell_what_live_cameras_lost_when_the_broker_was_killed() throws Exception {
        VideoSources sources = (location, options) -> location.equals("file")
                ? FakeSource.file(FILE_FRAMES)
                : FakeSource.camera(location.equals("flickering") ? 70 : Integer.MAX_VALUE, SHUTTER);
        List<CameraResult> results;
        try (Playing playing = play(sources, Map.of(), "steady", "flickering", "file")) {
            await().atMost(ofSeconds(60))
                    .until(() -> playing.status(0).acknowledged() > 20
                            && playing.status(2).acknowledged() > 20);
            broker.kill();
            LockSupport.parkNanos(FORM.brokerAway().multipliedBy(2).toNanos()); // so long it is away
            assertThat(playing.results()).isNotDone();
            assertThat(playing.status(0).dropped()).isPositive();
            assertThat(playing.status(1).dropped()).isPositive();
            assertThat(playing.status(1).reconnects()).as("it reads on").isPositive();
            long whileAway = playing.status(0).acknowledged();
            broker.start();
            await().atMost(ofSeconds(120))
                    .until(() -> playing.status(0).acknowledged() > whileAway + 100
                            && playing.status(1).acknowledged() > 100
                            && playing.status(2).acknowledged() == FILE_FRAMES);
            results = playing.stop();
        }

        SentRecords records = SentRecords.read(broker);
        for (CameraResult result : results) {
            String camera = result.camera().cameraId();
            records.assertOrdered(camera);
            assertThat(records.of(camera)).as(camera).hasSize((int)
                    result.sent().frames());
            assertThat(records.missing(camera))
                    .as(camera)
                    .isEqualTo(result.status().dropped());
            assertThat(result.status().unanswered()).as(camera).isZero();
        }
        assertThat(results)
                .extracting(CameraResult::outcome)
                .containsExactly(Outcome.STOPPED, Outcome.STOPPED, Outcome.COMPLETE);
        assertThat(records.of("file")).hasSize(FILE_FRAMES);
        assertThat(records.of("file").get(FILE_FRAMES - 1).last()).isTrue();
        assertThat(records.missing("file")).isZero();
    }

    @Test
    void should_wait_for_a_broker_that_is_not_there_yet() throws Exception {
        broker.kill();
        try (Playing playing =
                play((location, options) -> FakeSource.file(30), Map.of("kafka.max.block.ms", "500"), "file")) {
            await().atMost(ofSeconds(30)).until(() -> playing.status(0).waiting());
            broker.start();
            CameraResult result = playing.results().get(60, TimeUnit.SECONDS).get(0);
            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        } finally {
            broker.kill();
            broker.start();
        }
        SentRecords records = SentRecords.read(broker);
        records.assertOrdered("file");
        assertThat(records.of("file")).hasSize(30);
    }

    /**
     * Only who sets a delivery time-out of their own sees batches expire. What the broker has then taken nobody knows, and
     * it must not come twice or out of turn when the broker goes on with what lay in its network buffers.
     */
    @Test
    void should_double_and_reorder_nothing_when_batches_expire_at_a_frozen_broker() throws Exception {
        Map<String, String> impatient = Map.of(
                "kafka.delivery.timeout.ms", "1500",
                "kafka.request.timeout.ms", "1000",
                "kafka.linger.ms", "5");
        List<CameraResult> results;
        try (Playing playing =
                play((location, options) -> FakeSource.camera(Integer.MAX_VALUE, SHUTTER), impatient, "one", "two")) {
            for (int round = 0; round < FORM.rounds(); round++) {
                long before = playing.status(0).acknowledged();
                await().atMost(ofSeconds(60)).until(() -> playing.status(0).acknowledged() > before + 30);
                broker.freeze();
                LockSupport.parkNanos(ofSeconds(5).toNanos()); // so long it is frozen
                broker.thaw();
            }
            long thawed = playing.status(0).acknowledged();
            await().atMost(ofSeconds(60)).until(() -> playing.status(0).acknowledged() > thawed + 50);
            results = playing.stop();
        } finally {
            broker.thaw();
        }

        SentRecords records = SentRecords.read(broker);
        for (CameraResult result : results) {
            String camera = result.camera().cameraId();
            records.assertOrdered(camera);
            long written = records.of(camera).size();
            assertThat(written)
                    .as("%s: all that was confirmed", camera)
                    .isGreaterThanOrEqualTo(result.sent().frames());
            // A frame that expired is counted as dropped, but the broker may have it after all.
            assertThat(result.status().dropped()).as(camera).isGreaterThanOrEqualTo(records.missing(camera));
            assertThat(written + records.missing(camera))
                    .as("%s: every frame is accounted for", camera)
                    .isBetween(
                            result.sent().frames() + records.missing(camera),
                            result.sent().frames() + result.status().dropped());
            assertThat(result.status().dropped()).isPositive();
            assertThat(result.failure()).isEmpty();
        }
    }

    @Test
    void should_end_soon_after_it_is_stopped_while_the_broker_is_away() throws Exception {
        try (Playing playing =
                play((location, options) -> FakeSource.camera(Integer.MAX_VALUE, SHUTTER), Map.of(), "lobby")) {
            await().atMost(ofSeconds(60)).until(() -> playing.status(0).acknowledged() > 10);
            broker.kill();
            await().atMost(ofSeconds(60)).until(() -> playing.status(0).dropped() > 0);
            CameraResult result = playing.stop().get(0);
            assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(result.status().unanswered()).isPositive();
        } finally {
            broker.start();
        }
    }

    private static Playing play(VideoSources sources, Map<String, String> more, String... cameras) {
        Map<String, String> all = new HashMap<>(more);
        all.put("bootstrap.servers", broker.bootstrapServers());
        all.put("value.serializer", LocalAvroSerializer.class.getName());
        all.put("reconnect.cap", "200ms");
        Settings settings = new Settings(all);
        FrameProducerConfig config = FrameProducerConfig.from(settings);
        FrameProducer producer = FrameProducer.open(
                KafkaConfig.from(settings),
                sources,
                Backpressure.NONE,
                FrameProducerListener.NONE,
                new SimpleMeterRegistry());
        List<Camera> playable = List.of(cameras).stream()
                .map(id -> new Camera(new CameraSource(id, id), config))
                .toList();
        CompletableFuture<List<CameraResult>> results = new CompletableFuture<>();
        Thread thread = new Thread(() -> results.complete(producer.play(playable)), "playing");
        thread.start();
        await().until(() -> producer.status().size() == cameras.length);
        return new Playing(producer, thread, results);
    }
}
