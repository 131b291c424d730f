package io.agender.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.status.CameraStatus;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.TestVideo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A camera that goes over from H.264 to another codec in the middle of its stream, beside one that does not. */
class ChangingCameraIT {

    private static final Path FOLDER = Path.of("target", "changing-camera");
    private static final int FRAMES = 60;
    private static final String HEAD = "HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n";

    private final Logger log = (Logger) LoggerFactory.getLogger("io.agender.producer");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private Broker broker;
    private io.agender.vision.video.MjpegServer changing;
    private MjpegServer steady;

    @BeforeEach
    void startTwoCamerasAndABroker() throws Exception {
        Utils.delete(FOLDER.toFile());
        Files.createDirectories(FOLDER);
        broker = Broker.open(FOLDER);
        broker.renewTopics(1);
        byte[] before = Files.readAllBytes(TestVideo.h264TransportStream().write(FOLDER.resolve("0.ts"), FRAMES));
        byte[] after = Files.readAllBytes(TestVideo.transportStream().pid(300).write(FOLDER.resolve("1.ts"), FRAMES));
        changing = io.agender.vision.video.MjpegServer.start(
                viewer -> viewer.text(HEAD).bytes(before).bytes(after).holdTheLine());
        steady = MjpegServer.open(MjpegServer.picture(), Integer.MAX_VALUE, ofMillis(40));
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
    }

    @AfterEach
    void stopThem() throws IOException {
        log.detachAppender(lines);
        log.setLevel(null);
        changing.close();
        steady.close();
        broker.close();
    }

    @Test
    void should_begin_a_new_stream_with_one_line_in_the_log_while_the_other_camera_goes_on() throws Exception {
        Settings settings = new Settings(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "value.serializer",
                LocalAvroSerializer.class.getName(),
                "reconnect.cap",
                "100ms"));
        try (FrameProducer producer = FrameProducer.open(
                KafkaConfig.from(settings),
                new VideoEngine(),
                Backpressure.NONE,
                FrameProducerListener.NONE,
                new SimpleMeterRegistry())) {
            Thread thread = new Thread(() -> producer.play(List.of(
                    camera("changing", changing.url(), settings), camera("steady", steady.address(), settings))));
            thread.start();
            await().atMost(ofSeconds(60)).until(() -> reconnects(producer, "changing") >= 3);
            thread.interrupt();
            thread.join();
        }

        SentRecords records = SentRecords.read(broker);
        records.assertOrdered("changing");
        records.assertOrdered("steady");
        assertThat(streams(records, "changing")).isGreaterThanOrEqualTo(3);
        assertThat(streams(records, "steady")).isEqualTo(1);
        List<String> told =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(told.stream()
                        .filter(line -> line.startsWith("Camera changing: l"))
                        .limit(4))
                .as("%s", told)
                .satisfiesExactly(
                        live -> assertThat(live).startsWith("Camera changing: live, mpegts/h264 80x48, stream "),
                        lost -> assertThat(lost)
                                .startsWith("Camera changing: lost")
                                .contains("changed its codec from h264 to mpeg4"),
                        again ->
                                assertThat(again).startsWith("Camera changing: live again, mpegts/h264 80x48, stream "),
                        lost -> assertThat(lost).startsWith("Camera changing: lost"));
        assertThat(told.stream().filter(line -> line.startsWith("Camera steady: l")))
                .hasSize(1);
    }

    private static Camera camera(String id, String address, Settings settings) {
        return new Camera(new CameraSource(id, address), FrameProducerConfig.from(settings));
    }

    private static long streams(SentRecords records, String camera) {
        return records.of(camera).stream()
                .map(SentRecords.Sent::streamId)
                .distinct()
                .count();
    }

    private static long reconnects(FrameProducer producer, String camera) {
        return producer.status().stream()
                .filter(status -> status.cameraId().equals(camera))
                .mapToLong(CameraStatus::reconnects)
                .sum();
    }
}
