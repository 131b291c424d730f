package io.agender.launcher.command;

import static io.agender.launcher.command.ServiceRun.BROKERS;
import static io.agender.launcher.command.ServiceRun.INPUT;
import static io.agender.launcher.command.ServiceRun.REGISTRY;
import static io.agender.launcher.command.ServiceRun.STREAMS;

import io.agender.inference.Inference;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
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
import io.agender.vision.engine.VisionEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs an inference processor until it is stopped. */
@Command(
        name = "process",
        description =
                "Analyses frames: agender.frames to agender.faces and agender.progress. Start as many as you like, up to one thread per partition.",
        mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCommand.class);
    private static final String MODELS = "models";

    @Mixin
    private CommonOptions common;

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private SettingOptions unknowns = SettingGroups.unknowns();

    @Mixin
    private SettingOptions service = SettingGroups.service();

    @Mixin
    private SettingOptions watching = SettingGroups.watching();

    @Override
    public Integer call() throws InterruptedException {
        Logging.service();
        Settings settings = common.collect(List.of(models, unknowns, service, watching));
        KafkaConfig kafka = KafkaConfig.from(settings);
        InferenceConfig config = InferenceConfig.from(settings);
        EngineConfig networks = EngineConfig.from(settings);
        RunConfig run = RunConfig.from(settings);
        ApplicationConfig names = ApplicationConfig.from(settings);
        String application = names.id(Inference.NAME);
        ServiceConfig watched = ServiceRun.watching(settings);
        Reachability.await(kafka, watched.startPatience());
        Reachability.checkTopics(kafka, Topic.FRAMES, Topic.FACES, Topic.PROGRESS, Topic.DEAD_LETTERS);
        try (Watch watch = Watch.open(watched, MODELS, STREAMS, BROKERS, INPUT, REGISTRY); // closed last
                RegistryWatch registry = RegistryWatch.start(kafka);
                StateFolder state = StateFolder.open(run, application);
                VisionEngine engine = Engines.open(networks, config);
                StreamsRunner runner = Inference.openRunner(
                        kafka.withInstanceId(state.instanceId(names)),
                        config,
                        application,
                        state.path(),
                        watch.meters(),
                        engine::newAnalyzer)) {
            LOG.info("{}", networks.sentence());
            watch.health().watch(MODELS, Optional::empty); // open, or we were not here
            ServiceRun.watch(watch, runner, registry);
            return ServiceRun.runUntilStopped(runner);
        }
    }
}
