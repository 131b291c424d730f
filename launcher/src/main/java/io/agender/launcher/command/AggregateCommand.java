package io.agender.launcher.command;

import static io.agender.launcher.command.ServiceRun.BROKERS;
import static io.agender.launcher.command.ServiceRun.INPUT;
import static io.agender.launcher.command.ServiceRun.REGISTRY;
import static io.agender.launcher.command.ServiceRun.STREAMS;

import io.agender.aggregator.Aggregator;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.estimate.BenchmarkFaces;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.models.Benchmarks;
import io.agender.launcher.run.RunConfig;
import io.agender.launcher.service.ServiceConfig;
import io.agender.launcher.service.StateFolder;
import io.agender.launcher.service.Watch;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.ApplicationConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.status.RegistryWatch;
import io.agender.schemas.Topic;
import java.util.ArrayList;
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
    private SettingOptions windows = SettingGroups.windows();

    @Mixin
    private SettingOptions directory = SettingGroups.modelDirectory();

    @Mixin
    private SettingOptions service = SettingGroups.service();

    @Mixin
    private SettingOptions watching = SettingGroups.watching();

    @Override
    public Integer call() throws InterruptedException {
        Logging.service();
        Settings settings = common.collect(List.of(windows, directory, service, watching));
        KafkaConfig kafka = KafkaConfig.from(settings);
        AggregatorConfig config = AggregatorConfig.from(settings);
        List<BenchmarkFaces> benchmarks =
                Benchmarks.of(config, EngineConfig.from(settings).modelDirectory());
        RunConfig run = RunConfig.from(settings);
        ApplicationConfig names = ApplicationConfig.from(settings);
        String application = names.id(Aggregator.NAME);
        ServiceConfig watched = ServiceRun.watching(settings);
        Reachability.await(kafka, watched.startPatience());
        Reachability.checkTopics(kafka, topics(config));
        try (Watch watch = Watch.open(watched, STREAMS, BROKERS, INPUT, REGISTRY);
                RegistryWatch registry = RegistryWatch.start(kafka);
                StateFolder state = StateFolder.open(run, application);
                StreamsRunner runner = Aggregator.openRunner(
                        kafka.withInstanceId(state.instanceId(names)),
                        config,
                        benchmarks,
                        application,
                        state.path(),
                        THREADS,
                        watch.meters())) {
            ServiceRun.watch(watch, runner, registry);
            return ServiceRun.runUntilStopped(runner);
        }
    }

    private static String[] topics(AggregatorConfig config) {
        List<String> topics =
                new ArrayList<>(List.of(Topic.FACES, Topic.PROGRESS, Topic.CAMERAS, Topic.SUMMARY, Topic.DEAD_LETTERS));
        topics.addAll(config.rollupTopics());
        if (!config.rows().isEmpty()) {
            topics.add(Topic.SUMMARY_ROWS);
        }
        return topics.toArray(String[]::new);
    }
}
