package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.dashboard.Dashboard;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Cameras that are gone for good, on dashboards that ran before and that start later. */
class ForgetCameraIT {

    static {
        TrustedRecords.ensure();
    }

    @Test
    void should_be_forgotten_by_dashboards_that_run_and_by_those_that_start_later() throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.open(
                PlatformConfig.temporary(Home.registryApplication()).withoutLogin())) {
            assertThat(Agender.run("topics", "create", "--bootstrap-servers", platform.bootstrapServers())
                            .exitCode())
                    .isZero();
            send(platform, "lobby");
            send(platform, "door");
            try (Dashboard dashboard = open(platform)) {
                awaitCameras(dashboard, true, true);

                Agender forgot = Agender.runAt(platform, "cameras", "forget", "lobby", "never-seen");

                assertThat(forgot.exitCode()).as("%s", forgot).isZero();
                assertThat(forgot.out().lines()).containsExactly("lobby: forgotten", "never-seen: forgotten");
                awaitCameras(dashboard, false, true);
            }
            try (Dashboard later = open(platform)) {
                awaitCameras(later, false, true);
                assertThat(later.isHistoryRead()).isTrue();
            }
        }
    }

    private static Dashboard open(EmbeddedPlatform platform) {
        Settings settings = new Settings(Map.of(
                "bootstrap.servers", platform.bootstrapServers(),
                "registry.url", platform.registryUrl(),
                "dashboard.port", "0"));
        return Dashboard.open(KafkaConfig.from(settings), DashboardConfig.from(settings));
    }

    private static void awaitCameras(Dashboard dashboard, boolean lobby, boolean door) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String cameras = get(dashboard.address().resolve("/api/cameras"));
            assertThat(cameras.contains("\"id\":\"lobby\"")).as(cameras).isEqualTo(lobby);
            assertThat(cameras.contains("\"id\":\"door\"")).as(cameras).isEqualTo(door);
        });
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A window of a minute ago. */
    private static void send(EmbeddedPlatform platform, String camera) throws Exception {
        Instant start = Instant.now().minusSeconds(60);
        DemographicSummary summary = DemographicSummary.newBuilder()
                .setCameraId(camera)
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(1)
                .setFramesMissing(0)
                .setFacesDetected(0)
                .setCounts(List.of())
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();
        try (KafkaProducer<String, DemographicSummary> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new StringSerializer(),
                AvroSerdes.serializer(SerdeConfig.of(platform.registryUrl())))) {
            producer.send(new ProducerRecord<>(Topic.SUMMARY, camera, summary)).get();
        }
    }
}
