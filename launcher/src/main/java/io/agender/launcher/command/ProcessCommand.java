package io.agender.launcher.command;

import io.agender.inference.Inference;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Engines;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.run.RunConfig;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import io.agender.runtime.StreamsRunner;
import io.agender.vision.engine.VisionEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs an inference processor until it is stopped. */
@Command(
        name = "process",
        description =
                "Analyses frames: agender.frames to agender.faces. Start as many as you like, up to one thread per partition.",
        mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Mixin
    private ModelOptions models;

    @Mixin
    private ServiceOptions service;

    @Override
    public Integer call() throws InterruptedException {
        Logging.service();
        Settings settings = common.collect(List.of(models.settings, service.settings));
        KafkaConfig kafka = KafkaConfig.from(settings);
        InferenceConfig config = InferenceConfig.from(settings);
        RunConfig run = RunConfig.from(settings);
        Reachability.check(kafka);
        try (VisionEngine engine = Engines.open(config); // closed last
                StreamsRunner runner = Inference.openRunner(
                        kafka.withInstanceId(ServiceOptions.instanceId(run)),
                        config,
                        run.inferenceId(),
                        ServiceOptions.stateDirectory(run),
                        new SimpleMeterRegistry(),
                        engine::newAnalyzer)) {
            return ServiceOptions.runUntilStopped(runner);
        }
    }
}
