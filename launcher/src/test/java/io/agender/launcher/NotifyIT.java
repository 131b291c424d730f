package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.notifier.outlet.Mosquitto;
import io.agender.notifier.outlet.Subscriber;
import io.agender.program.ExitCode;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notifier between real brokers, which end and come back, as it does itself. */
class NotifyIT {

    static {
        TrustedRecords.ensure();
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10 - 600);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private EmbeddedPlatform cluster;

    @Test
    void should_tell_each_alert_once_over_restarts_of_the_mqtt_broker_and_of_itself() throws Exception {
        Hook hook = new Hook();
        try (EmbeddedPlatform platform = EmbeddedPlatform.open(
                        PlatformConfig.temporary(Home.registryApplication()).withoutLogin());
                Mosquitto mosquitto = Mosquitto.start(folder)) {
            cluster = platform;
            Agender.runAt(platform, "topics", "create", "--partitions", "2");
            try (RunningCommand notifier = notifier(mosquitto, hook);
                    Subscriber subscriber = new Subscriber(mosquitto.url())) {
                await().atMost(LONG)
                        .until(() -> "online".equals(subscriber.last().get("agender/status")));
                for (int i = 0; i < 4; i++) {
                    send(queue(i, 7));
                }
                await().atMost(LONG).until(() -> subscriber.messages("/alert").size() == 1);
                assertThat(json(subscriber.messages("/alert").get(0))
                                .get("state")
                                .asText())
                        .isEqualTo("RAISED");
                await().atMost(LONG).until(() -> hook.taken.size() == 1);

                mosquitto.stop();
                hook.open.set(false);
                send(queue(4, 1)); // it ends while nobody can be told
                await().atMost(LONG).until(() -> hook.refused.size() > 0);
                mosquitto.start();
                hook.open.set(true);
                try (Subscriber anew = new Subscriber(mosquitto.url())) {
                    // The alert itself may have come before we subscribed; what is retained tells the same.
                    await().atMost(LONG).until(() -> anew.last()
                            .getOrDefault("agender/lobby/crowd/last", "")
                            .contains("CLEARED"));
                    await().atMost(LONG).until(() -> "OFF".equals(anew.last().get("agender/lobby/crowd/state")));
                    assertThat(anew.messages("/alert")).hasSizeLessThanOrEqualTo(1);
                }
                await().atMost(LONG).until(() -> hook.taken.size() == 2);
                assertThat(notifier.toString()).isEqualTo("null");
            }
            // While it is away a camera goes dark; what was told is not told again.
            send(new CameraProgress("lobby", "s", 1L, false, START.plusSeconds(50), START.plusSeconds(350)));
            try (Subscriber subscriber = new Subscriber(mosquitto.url());
                    RunningCommand notifier = notifier(mosquitto, hook)) {
                await().atMost(LONG).until(() -> subscriber.messages("/alert").size() == 1);
                JsonNode dark = json(subscriber.messages("/alert").get(0));
                assertThat(dark.get("rule").asText()).isEqualTo("gone");
                assertThat(dark.get("since").asText())
                        .isEqualTo(START.plusSeconds(50).toString());
                await().atMost(LONG).until(() -> hook.taken.size() == 3);
                assertThat(notifier.toString()).isEqualTo("null");
            }
        } finally {
            hook.close();
        }
        assertThat(hook.taken).doesNotHaveDuplicates();
        assertThat(hook.keys).containsExactlyElementsOf(hook.taken);
    }

    @Test
    void should_end_with_a_sentence_when_there_is_nobody_to_tell() {
        Agender notify = Agender.run("notify", "--rules", "gone: dark for 5m");

        assertThat(notify.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(notify.err()).contains("Nobody is told; set mqtt.url or webhook.url.");
    }

    private RunningCommand notifier(Mosquitto mosquitto, Hook hook) {
        return RunningCommand.start(
                cluster,
                "notify",
                "--rules",
                "crowd: more than 5 people in zone queue for 40s; gone: dark for 5m",
                "--mqtt-url",
                mosquitto.url(),
                "--webhook-url",
                hook.url(),
                "--data-dir",
                folder.resolve("data").toString());
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    private void send(DemographicSummary window) throws Exception {
        send(Topic.SUMMARY, window.getCameraId(), window);
    }

    private void send(CameraProgress mark) throws Exception {
        send(Topic.PROGRESS, mark.getCameraId(), mark);
    }

    private void send(String topic, String key, SpecificRecord value) throws Exception {
        try (var serializer = AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", cluster.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, value)))
                    .get();
        }
    }

    private static DemographicSummary queue(int number, long people) {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(START.plusSeconds(10L * number))
                .setWindowEnd(START.plusSeconds(10L * number + 10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(50)
                .setFramesMissing(0)
                .setFacesDetected(0)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of())
                .setZones(List.of(ZoneSummary.newBuilder()
                        .setZone("queue")
                        .setPeoplePresent(people)
                        .build()))
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();
    }

    /** A webhook that can be closed for a while. */
    private static final class Hook {

        private final HttpServer server;
        private final AtomicBoolean open = new AtomicBoolean(true);
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private final List<String> keys = new CopyOnWriteArrayList<>();
        private final List<String> refused = new CopyOnWriteArrayList<>();

        Hook() throws Exception {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/alerts", exchange -> {
                String id = JSON.readTree(exchange.getRequestBody()).get("id").asText();
                boolean taking = open.get();
                if (taking) {
                    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                }
                exchange.sendResponseHeaders(taking ? 204 : 503, -1);
                exchange.close();
                (taking ? taken : refused).add(id);
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
        }

        void close() {
            server.stop(0);
        }
    }
}
