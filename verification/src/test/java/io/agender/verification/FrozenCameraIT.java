package io.agender.verification;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.producer.CameraResult;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.RtspServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An RTSP camera that stops in the middle, keeps its connections, and goes on again. */
@Timeout(300)
class FrozenCameraIT {

    private static final Path FOLDER = Path.of("target", "frozen-camera");

    private Broker broker;
    private RtspServer rtsp;

    @BeforeEach
    void startACameraAndABroker() throws Exception {
        RtspServer.requireInstalled();
        Utils.delete(FOLDER.toFile());
        Files.createDirectories(FOLDER);
        broker = Broker.open(FOLDER);
        broker.renewTopics(1);
        rtsp = RtspServer.start(FOLDER);
    }

    @AfterEach
    void stopThem() {
        if (broker == null) {
            return;
        }
        rtsp.close();
        broker.close();
    }

    @Test
    void should_lose_a_camera_that_is_frozen_and_begin_a_new_stream_when_it_goes_on() throws Exception {
        Settings settings = new Settings(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "value.serializer",
                LocalAvroSerializer.class.getName(),
                "stall.timeout",
                "2s",
                "reconnect.cap",
                "500ms"));
        CompletableFuture<List<CameraResult>> results = new CompletableFuture<>();
        try (FrameProducer producer = FrameProducer.open(
                KafkaConfig.from(settings),
                new VideoEngine(),
                Backpressure.NONE,
                FrameProducerListener.NONE,
                new SimpleMeterRegistry())) {
            Camera lobby = new Camera(new CameraSource("lobby", rtsp.url("lobby")), FrameProducerConfig.from(settings));
            Thread thread = new Thread(() -> results.complete(producer.play(List.of(lobby))));
            thread.start();
            await().atMost(ofSeconds(60)).until(() -> status(producer).acknowledged() > 20);

            rtsp.freeze();
            await().atMost(ofSeconds(60)).until(() -> status(producer).state() == CaptureState.LOST);
            assertThat(status(producer).trouble().orElseThrow()).contains("sent no picture");
            long before = status(producer).acknowledged();

            rtsp.thaw();
            await().atMost(ofSeconds(60)).until(() -> status(producer).acknowledged() > before + 20);
            thread.interrupt();
            thread.join();
        }

        CameraResult result = results.get(1, TimeUnit.SECONDS).get(0);
        SentRecords records = SentRecords.read(broker);
        records.assertOrdered("lobby");
        assertThat(records.of("lobby")).hasSize((int) result.sent().frames());
        assertThat(records.of("lobby").stream()
                        .map(SentRecords.Sent::streamId)
                        .distinct()
                        .count())
                .isEqualTo(1 + result.status().reconnects())
                .isGreaterThan(1);
        assertThat(records.missing("lobby")).isEqualTo(result.status().dropped());
    }

    private static CameraStatus status(FrameProducer producer) {
        return producer.status().get(0);
    }
}
