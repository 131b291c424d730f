package io.agender.verification;

import io.agender.aggregator.Aggregator;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.inference.Inference;
import io.agender.inference.InferenceConfig;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.Durations;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.store.RestoreMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Program of a child JVM: the processor with a fake engine, or the aggregator, put together as the launcher does. SIGTERM
 * stops it in an orderly way; a failure ends it with 1.
 */
final class ServiceProgram {

    /** Setting: how long the fake engine takes over a frame. */
    static final String PAINS = "fake.pains";

    /** Said once all partitions are processed; behind it, how many records were read to rebuild stores. */
    static final String RUNNING = "running, records restored: ";

    private ServiceProgram() {}

    /** @param args processor or aggregator, state directory, settings as {@code name=value} */
    public static void main(String[] args) throws InterruptedException {
        Orphan.endsWithItsParent();
        Settings settings = new Settings(Arrays.stream(args)
                .skip(2)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1])));
        int code = 0;
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (StreamsRunner runner = open(args[0], Path.of(args[1]), settings, meters)) {
            Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "stop"));
            runner.bindTo(meters);
            runner.start();
            awaitRunning(runner);
            System.out.println(RUNNING
                    + Math.round(meters.get(RestoreMetrics.RESTORED).counter().count()));
            runner.await();
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private static void awaitRunning(StreamsRunner runner) {
        while (!runner.isRunning()) {
            runner.check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static StreamsRunner open(String service, Path state, Settings settings, SimpleMeterRegistry meters) {
        KafkaConfig kafka = KafkaConfig.from(settings);
        String application = settings.values().get("application.id");
        Duration pains = Durations.parse(settings.values().getOrDefault(PAINS, "0s"));
        return service.equals("processor")
                ? Inference.openRunner(
                        kafka,
                        InferenceConfig.from(settings),
                        application,
                        state,
                        meters,
                        () -> new FakeAnalyzer(pains))
                : Aggregator.openRunner(
                        kafka, AggregatorConfig.from(settings), List.of(), application, state, 1, meters);
    }
}
