package io.agender.verification;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.TestVideo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera that hangs up again and again, over months: nothing is left of the connections that are over. */
class ReconnectsIT {

    private static final Path FOLDER = Path.of("target", "reconnects");
    private static final int WARM_UP = 40;
    private static final int RECONNECTS = 200;
    private static final int PICTURES = 3;
    private static final String TRANSPORT_STREAM = "HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n";

    private Broker broker;

    /** What a process holds. */
    private record Holdings(int threads, int files, long natives, long nativeBytes, long resident) {

        static Holdings now() {
            String[] files = new File("/proc/self/fd").list();
            return new Holdings(
                    Thread.getAllStackTraces().size(),
                    files == null ? 0 : files.length,
                    Pointer.totalCount(),
                    Pointer.totalBytes(),
                    Pointer.physicalBytes());
        }
    }

    @BeforeEach
    void startABroker() throws IOException {
        Utils.delete(FOLDER.toFile());
        broker = Broker.open(FOLDER);
        broker.renewTopics(1);
    }

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    @Test
    void should_have_after_two_hundred_reconnects_what_it_had_before() throws Exception {
        try (MjpegServer camera = MjpegServer.open(MjpegServer.picture(), PICTURES, Duration.ZERO)) {
            shouldNotGrow(camera.address());
        }
    }

    @Test
    void should_have_what_it_had_before_also_when_the_camera_sends_h264() throws Exception {
        byte[] video = Files.readAllBytes(
                TestVideo.h264TransportStream().size(320, 180).write(FOLDER.resolve("camera.ts"), 10 * PICTURES));
        try (io.agender.vision.video.MjpegServer camera = io.agender.vision.video.MjpegServer.start(
                viewer -> viewer.text(TRANSPORT_STREAM).bytes(video))) {
            shouldNotGrow(camera.url());
        }
    }

    private void shouldNotGrow(String address) throws Exception {
        Settings settings = new Settings(Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "value.serializer", LocalAvroSerializer.class.getName(),
                "reconnect.cap", "5ms"));
        try (FrameProducer producer = FrameProducer.open(
                KafkaConfig.from(settings),
                new VideoEngine(),
                Backpressure.NONE,
                FrameProducerListener.NONE,
                new SimpleMeterRegistry())) {
            Thread thread = new Thread(() -> producer.play(
                    List.of(new Camera(new CameraSource("lobby", address), FrameProducerConfig.from(settings)))));
            thread.start();
            await().atMost(ofSeconds(60)).until(() -> reconnects(producer) >= WARM_UP);
            Holdings before = Holdings.now();
            await().atMost(ofSeconds(240)).until(() -> reconnects(producer) >= WARM_UP + RECONNECTS);

            // A connection may be open at either moment; two at once never.
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                Holdings after = Holdings.now();
                assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 2);
                assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 2);
                assertThat(after.natives()).as("native objects").isLessThanOrEqualTo(before.natives() + 50);
                assertThat(after.nativeBytes())
                        .as("native bytes")
                        .isLessThanOrEqualTo(before.nativeBytes() + (1 << 20));
                assertThat(after.resident() - before.resident())
                        .as("growth of the process")
                        .isLessThan(128L << 20);
            });
            System.out.println("reconnects: " + before + " before, " + Holdings.now() + " after " + RECONNECTS);
            thread.interrupt();
            thread.join();
        }
        SentRecords records = SentRecords.read(broker);
        records.assertOrdered("lobby");
        assertThat(records.of("lobby").stream()
                        .map(SentRecords.Sent::streamId)
                        .distinct()
                        .count())
                .isGreaterThan(RECONNECTS);
    }

    private static long reconnects(FrameProducer producer) {
        return producer.status().isEmpty() ? 0 : producer.status().get(0).reconnects();
    }
}
