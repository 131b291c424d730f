package io.agender.launcher;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.dashboard.Dashboard;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameView;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ViewKind;
import io.agender.text.TestTool;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a camera that can't see comes to, from its pictures to the table and the pages. */
class ImpairedViewIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        TrustedRecords.ensure();
    }

    @TempDir
    Path folder;

    /** A picture a second; half a minute of tape, then 20 seconds without light. Each is told ten seconds later. */
    @Test
    void should_count_the_seconds_of_tape_and_darkness_apart_from_those_in_which_nobody_came() throws IOException {
        Path out = folder.resolve("out");
        Path vault = Files.createDirectory(folder.resolve("vault"));
        for (int second = 0; second < 170; second++) {
            boolean taped = second >= 80 && second < 110;
            boolean dark = second >= 130 && second < 150;
            ImageIO.write(
                    taped ? plain(0xb0a080, second) : dark ? plain(0x060606, second) : room(second),
                    "png",
                    vault.resolve(second + ".png").toFile());
        }

        Agender run = Agender.run(
                "run",
                vault.toString(),
                "--window",
                "1m",
                "--rollups",
                "hourly",
                "--start-time",
                "2026-05-01T09:00:00Z",
                "--no-dashboard",
                "--no-video",
                "--output",
                out.toString());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        // Over is what was told after three seconds in which it is so no more.
        assertThat(lines(out.resolve("summary.jsonl")))
                .extracting(
                        window -> window.get("secondsWithoutFrames").asInt(),
                        window -> window.get("secondsImpaired").asInt(),
                        window -> window.get("secondsBlocked").asInt(),
                        window -> window.get("secondsDark").asInt(),
                        window -> window.get("framesImpaired").asInt())
                .containsExactly(tuple(0, 0, 0, 0, 0), tuple(0, 33, 33, 0, 23), tuple(10, 23, 0, 23, 13));
        assertThat(lines(out.resolve("summary.hourly.jsonl"))).last().satisfies(hour -> assertThat(
                        hour.get("secondsImpaired").asInt())
                .isEqualTo(56));
        assertThat(run.out()).contains("can't see s").contains("for 56 s a camera could not see");
    }

    @Test
    void should_say_on_the_pages_since_when_a_camera_cant_see_and_show_no_zero() throws Exception {
        Optional<Path> chromium = Browser.program("chromium");
        Optional<Path> driver = Browser.program("chromedriver");
        TestTool.BROWSER.require(
                chromium.isPresent() && driver.isPresent(),
                "There is no Chromium with its driver; in Debian: chromium-driver");
        try (EmbeddedPlatform platform = EmbeddedPlatform.open(
                        PlatformConfig.temporary(Home.registryApplication()).withoutLogin());
                KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", platform.bootstrapServers()),
                        new StringSerializer(),
                        AvroSerdes.serializer(SerdeConfig.of(platform.registryUrl())))) {
            assertThat(Agender.runAt(platform, "topics", "create").exitCode()).isZero();
            Settings settings = new Settings(Map.of(
                    "bootstrap.servers", platform.bootstrapServers(),
                    "registry.url", platform.registryUrl(),
                    "dashboard.port", "0"));
            try (Dashboard dashboard = Dashboard.open(KafkaConfig.from(settings), DashboardConfig.from(settings));
                    Browser browser = Browser.open(chromium.get(), driver.get(), Path.of("target/screenshots"))) {
                Instant since = Instant.now().minusSeconds(100);
                producer.send(new ProducerRecord<>(Topic.SUMMARY, "vault", window(since)));
                AtomicLong sequence = new AtomicLong();
                browser.go(dashboard.address().toString());
                await().atMost(ofSeconds(60))
                        .pollInterval(ofMillis(500))
                        .ignoreExceptions()
                        .until(() -> {
                            send(producer, sequence.getAndIncrement(), ViewKind.DARK, since);
                            return browser.text("[data-camera=vault] .sight").startsWith("Can’t see: dark since ");
                        });
                assertThat(browser.text("[data-camera=vault] [data-figure=now]"))
                        .isEqualTo("–");
                assertThat(browser.text("[data-camera=vault] [data-figure=window]"))
                        .isEqualTo("–");
                assertThat(browser.text("#cameras-not-seeing")).isEqualTo("1");
                assertThat(browser.text("#people-now")).isEqualTo("–");
                assertThat(browser.text("#alarms")).startsWith("vault Can’t see: dark since ");
                browser.screenshot("cannot-see-overview");

                browser.go(dashboard.address().resolve("/cameras/vault").toString());
                await().atMost(ofSeconds(30)).pollInterval(ofMillis(500)).until(() -> {
                    send(producer, sequence.getAndIncrement(), ViewKind.DARK, since);
                    return browser.text("#alarms").startsWith("Can’t see: dark since ")
                            && browser.text("#coverage").contains("… dark");
                });
                assertThat(browser.text("#now")).isEqualTo("–");
                assertThat(browser.text("#peak")).isEqualTo("–");
                assertThat(browser.text("#coverage-text")).startsWith("The camera saw in 0%");
                browser.screenshot("cannot-see");

                await().atMost(ofSeconds(30)).pollInterval(ofMillis(500)).until(() -> {
                    send(producer, sequence.getAndIncrement(), ViewKind.CLEAR, null);
                    return browser.text("#now").equals("0");
                });
                assertThat(browser.<Boolean>ask("return document.getElementById('alarms').hidden"))
                        .isTrue();
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static void send(
            KafkaProducer<String, SpecificRecord> producer, long sequence, ViewKind view, Instant since) {
        producer.send(new ProducerRecord<>(
                Topic.FACES,
                "vault",
                FrameFaces.newBuilder()
                        .setCameraId("vault")
                        .setStreamId("run")
                        .setSequence(sequence)
                        .setCapturedAt(Instant.now())
                        .setFrameWidth(320)
                        .setFrameHeight(180)
                        .setView(new FrameView(view, since, null))
                        .setModels(List.of())
                        .setFaces(List.of())
                        .build()));
    }

    /** A window in which nothing could be seen. */
    private static DemographicSummary window(Instant start) {
        return DemographicSummary.newBuilder()
                .setCameraId("vault")
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(50)
                .setFramesImpaired(50)
                .setSecondsImpaired(10)
                .setSecondsDark(10)
                .setFramesMissing(0)
                .setFacesDetected(0)
                .setCounts(List.of())
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();
    }

    /** Things everywhere, always the same ones. */
    private static BufferedImage room(int second) {
        BufferedImage picture = plain(0x8a8f92, second);
        Graphics2D graphics = picture.createGraphics();
        Random things = new Random(7);
        for (int i = 0; i < 250; i++) {
            graphics.setColor(new Color(things.nextInt(0x1000000)));
            graphics.fillRect(things.nextInt(320), things.nextInt(180), 6 + things.nextInt(20), 6 + things.nextInt(20));
        }
        graphics.dispose();
        return picture;
    }

    /** One colour, with the noise of a sensor. */
    private static BufferedImage plain(int colour, int second) {
        BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
        Random noise = new Random(second);
        for (int y = 0; y < 180; y++) {
            for (int x = 0; x < 320; x++) {
                picture.setRGB(x, y, colour + 0x010101 * noise.nextInt(4));
            }
        }
        return picture;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
