package io.agender.launcher.command;

import io.agender.aggregator.Aggregator;
import io.agender.aggregator.AggregatorConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.run.RunConfig;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import io.agender.runtime.StreamsRunner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs an aggregator until it is stopped. */
@Command(
        name = "aggregate",
        description = "Sums up faces in windows per camera: agender.faces to agender.summary.",
        mixinStandardHelpOptions = true)
final class AggregateCommand implements Callable<Integer> {

    private static final int THREADS = 1;

    @Mixin
    private CommonOptions common;

    @Mixin
    private WindowOptions windows;

    @Mixin
    private ServiceOptions service;

    @Override
    public Integer call() throws InterruptedException {
        Logging.service();
        Settings settings = common.collect(List.of(windows.settings, service.settings));
        KafkaConfig kafka = KafkaConfig.from(settings);
        AggregatorConfig config = AggregatorConfig.from(settings);
        RunConfig run = RunConfig.from(settings);
        Reachability.check(kafka);
        try (StreamsRunner runner = Aggregator.openRunner(
                kafka.withInstanceId(ServiceOptions.instanceId(run)),
                config,
                run.aggregatorId(),
                ServiceOptions.stateDirectory(run),
                THREADS,
                new SimpleMeterRegistry())) {
            return ServiceOptions.runUntilStopped(runner);
        }
    }
}
