package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.row.RowsAudit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the checker does not compute (frames between detections, small cells that are withheld, faces without tracks, and
 * hours and rows of them) must be the same too when services are killed: here it is compared with a run that was left
 * alone. Hours and days of the default settings, with nothing withheld, are in {@link FaultsIT} and {@link OutagesIT}.
 */
class OtherSettingsIT {

    private static final Path FOLDER = Path.of("target", "proof-settings");
    private static final ProofForm FORM = ProofForm.asAsked();
    private static final Load LOAD = Load.of(FORM.seed(), FORM.cameras(), FORM.framesEach());
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What adds up and is told whatever is withheld, and whether or not faces are tracked. */
    private static final Set<String> OF_FRAMES =
            Set.of("frames analysed", "seconds impaired", "seconds blocked", "seconds dark", "faces in zones");

    private static Broker broker;

    private final Random random = new Random(FORM.seed());

    private record Result(Outputs outputs, Periods periods) {

        Figures windows() {
            return Figures.ofWindows(outputs.summaries());
        }
    }

    @BeforeAll
    static void startTheBroker() {
        broker = Broker.open(FOLDER);
    }

    @AfterAll
    static void stopTheBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    static Stream<Map<String, String>> settings() {
        return Stream.of(
                Map.of(
                        "detect.interval",
                        "150ms",
                        "privacy.min.count",
                        "3",
                        "rollups",
                        "hourly",
                        "rows",
                        "windows,hourly"),
                Map.of("tracking", "false", "rollups", "hourly", "rows", "windows,hourly"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void should_give_the_same_when_services_with_other_settings_are_killed(Map<String, String> settings) {
        Result calm = run("calm", settings, 0);
        Result killed = run("harried", settings, FORM.kills() / 2);

        assertThat(calm.outputs().firstDifference(killed.outputs())).isEmpty();
        assertThat(killed.periods()).isEqualTo(calm.periods());
        assertThat(calm.windows().all().entrySet())
                .filteredOn(figure -> OF_FRAMES.contains(figure.getKey()))
                .hasSameSizeAs(OF_FRAMES)
                .allSatisfy(figure ->
                        assertThat(figure.getValue()).as(figure.getKey()).isPositive());
        assertThat(ofFrames(Figures.ofPeriods(calm.periods().hours()))).isEqualTo(ofFrames(calm.windows()));
        assertThat(calm.periods().hours().get("camera-0"))
                .as("the hour that is over and the next")
                .hasSizeGreaterThan(1);
    }

    private Result run(String name, Map<String, String> settings, int kills) {
        try (Pipeline pipeline = new Pipeline(name, broker, FOLDER)) {
            List<Service> services =
                    List.of(pipeline.start(PROCESSOR, 1, settings), pipeline.start(AGGREGATOR, 1, settings));
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames(), Duration.ofMillis(1000 + 2600L * kills));
            for (int kill = 0; kill < kills; kill++) {
                for (Service victim : services) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(2000)));
                    victim.kill();
                    victim.start();
                }
            }
            sent.join();
            pipeline.awaitAll();
            Map<String, Map<String, Long>> windows =
                    ofFrames(Figures.ofWindows(pipeline.found().summaries()));
            Awaitility.await("hours with all frames of their windows")
                    .atMost(PATIENCE)
                    .until(() -> ofFrames(Figures.ofPeriods(pipeline.periods().hours()))
                            .equals(windows));
            pipeline.close();
            RowsAudit rows = pipeline.rows();
            assertThat(rows.end()).isEmpty();
            assertThat(rows.compared()).isPositive();
            return new Result(pipeline.found(), pipeline.periods());
        }
    }

    private static Map<String, Map<String, Long>> ofFrames(Figures figures) {
        Map<String, Map<String, Long>> some = new TreeMap<>();
        figures.of().forEach((name, all) -> some.put(name, new TreeMap<>(all)));
        some.values().forEach(all -> all.keySet().retainAll(OF_FRAMES));
        return some;
    }
}
