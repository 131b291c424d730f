package io.agender.launcher.command.bench;

import io.agender.benchmarks.VisionBench;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Durations;
import io.agender.runtime.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how fast frames are analysed. */
@Command(
        name = "vision",
        description = "Decodes, detects and classifies a video's frames with 1 and 2 threads, without Kafka: frames a"
                + " second, milliseconds a stage, native memory.",
        mixinStandardHelpOptions = true)
final class BenchVisionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "Video file, animation or folder of pictures.")
    private String video;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "300",
            description = "At most this many frames of it, over and over. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "How long each number of threads is measured. Default: ${DEFAULT-VALUE}.")
    private String duration;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "The loop runs before the clock starts, until the JIT compiler is done, at most this long."
                    + " Default: ${DEFAULT-VALUE}.")
    private String warmUp;

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Duration time = Durations.parse(duration);
        if (frames < 1 || time.isZero() || time.isNegative()) {
            throw new ParameterException(spec.commandLine(), "--frames and --duration must be above 0.");
        }
        Settings settings = common.collect(List.of(models));
        new VisionBench(
                        Engines.config(EngineConfig.from(settings), InferenceConfig.from(settings)),
                        frames,
                        time,
                        Durations.parse(warmUp))
                .run(video, Engines.videos(), spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
