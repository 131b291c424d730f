package io.agender.launcher.command;

import io.agender.launcher.ExitCode;
import io.agender.launcher.LauncherException;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.producer.Backpressure;
import io.agender.producer.CameraResult;
import io.agender.producer.CameraSource;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerConfig;
import io.agender.producer.FrameProducerListener;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import io.agender.runtime.SettingsException;
import io.agender.vision.engine.VideoEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends videos to a cluster and ends when the brokers have every frame. */
@Command(
        name = "produce",
        description = "Sends videos to agender.frames, one camera each, and ends when the brokers have every frame.",
        mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceOptions sources;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Settings settings = common.collect(List.of(sources.settings));
        List<CameraSource> cameras = CameraSource.of(sources.cameras(), sources.videos());
        if (cameras.isEmpty()) {
            throw new SettingsException("There is no source; name a VIDEO, or --camera ID=SOURCE.");
        }
        KafkaConfig kafka = KafkaConfig.from(settings);
        FrameProducerConfig config = FrameProducerConfig.from(settings);
        Reachability.check(kafka);
        List<CameraResult> results;
        try (FrameProducer producer = FrameProducer.open(
                kafka,
                config,
                new VideoEngine(),
                Backpressure.NONE,
                FrameProducerListener.NONE,
                new SimpleMeterRegistry())) {
            results = producer.run(cameras);
        }
        results.forEach(this::report);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (results.stream().anyMatch(result -> result.failure().isPresent())) {
            throw new LauncherException(ExitCode.BAD_INPUT, "Not every frame was sent; see above.");
        }
        return ExitCode.OK;
    }

    private void report(CameraResult result) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(result.camera().cameraId() + ": " + result.sent().frames() + " frames sent"
                + result.stream().map(stream -> ", stream " + stream.streamId()).orElse("")
                + result.failure().map(failure -> "; " + failure.getMessage()).orElse(""));
        out.flush();
    }
}
