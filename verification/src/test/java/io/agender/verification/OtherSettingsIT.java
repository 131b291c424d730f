package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.RowsAudit;
import io.agender.audit.TopicRecord;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the checker does not compute (frames between detections, hours, small cells that are withheld, faces without
 * tracks) must be the same too when services are killed: here it is compared with a run that was left alone.
 */
class OtherSettingsIT {

    private static final Path FOLDER = Path.of("target", "proof-settings");
    private static final ProofForm FORM = ProofForm.asAsked();
    private static final Load LOAD = Load.of(FORM.seed(), FORM.cameras(), FORM.framesEach());
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Broker broker;

    private final Random random = new Random(FORM.seed());

    /** @param hours by camera or site */
    private record Result(Outputs outputs, Map<String, List<TopicRecord<RollupSummary>>> hours) {}

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
        assertThat(killed.hours()).isEqualTo(calm.hours());
        assertThat(sumOfHours(calm.hours(), RollupSummary::getSecondsImpaired))
                .isEqualTo(sumOfWindows(calm.outputs(), DemographicSummary::getSecondsImpaired))
                .anySatisfy((camera, seconds) -> assertThat(seconds).isPositive());
        assertThat(calm.hours().get("camera-0"))
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
            Awaitility.await("hours with all frames of their windows")
                    .atMost(PATIENCE)
                    .until(() -> sumOfHours(pipeline.hours(), RollupSummary::getFramesAnalysed)
                            .equals(sumOfWindows(pipeline.found(), DemographicSummary::getFramesAnalysed)));
            pipeline.close();
            RowsAudit rows = pipeline.rows();
            assertThat(rows.end()).isEmpty();
            assertThat(rows.compared()).isPositive();
            return new Result(pipeline.found(), pipeline.hours());
        }
    }

    private static Map<String, Long> sumOfWindows(Outputs outputs, ToLongFunction<DemographicSummary> figure) {
        return totals(outputs.summaries().values().stream()
                .flatMap(List::stream)
                .map(TopicRecord::value)
                .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                .flatMap(summary -> Stream.of(summary.getCameraId(), summary.getSite())
                        .filter(Objects::nonNull)
                        .map(name -> Map.entry(name, figure.applyAsLong(summary)))));
    }

    /** The last word of each hour counts. */
    private static Map<String, Long> sumOfHours(
            Map<String, List<TopicRecord<RollupSummary>>> hours, ToLongFunction<RollupSummary> figure) {
        return totals(hours.entrySet().stream().flatMap(records -> records.getValue().stream()
                .map(TopicRecord::value)
                .collect(toMap(RollupSummary::getPeriodStart, figure::applyAsLong, (before, last) -> last))
                .values()
                .stream()
                .map(sum -> Map.entry(records.getKey(), sum))));
    }

    private static Map<String, Long> totals(Stream<Map.Entry<String, Long>> figures) {
        return figures.collect(
                Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, summingLong(Map.Entry::getValue)));
    }
}
