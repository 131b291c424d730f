package io.agender.launcher.command.bench;

import io.agender.benchmarks.PipelineBench;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.command.option.StartsPlatform;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.launcher.files.NativeLibraries;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Durations;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the whole pipeline against the bare networks. */
@Command(
        name = "pipeline",
        description =
                "Sends the frames of a video through producer, embedded broker, processor and aggregator, and compares"
                        + " with the bare networks on the same frames and threads, in one run.",
        mixinStandardHelpOptions = true)
final class BenchPipelineCommand implements Callable<Integer>, StartsPlatform {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "A video file, an animation or a folder of pictures.")
    private String video;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "1200",
            description = "Frames of one round; the video is begun again when it is over. Default: ${DEFAULT-VALUE}.")
    private long frames;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often pipeline and networks take turns; medians count. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--bench-threads",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "Stream threads, cameras, partitions and threads of the bare loop. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "180s",
            description =
                    "The load is repeated before the clock starts, until the JIT compiler is done, at most this long."
                            + " Default: ${DEFAULT-VALUE}.")
    private String warmUp;

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        if (threads < 1 || rounds < 1 || frames < threads) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds and --bench-threads must be 1 or more, and --frames not less than that.");
        }
        NativeLibraries.beforeStores();
        new PipelineBench(
                        Home::registryApplication,
                        settings -> Engines.config(EngineConfig.from(settings), InferenceConfig.from(settings)),
                        spec.commandLine().getOut())
                .run(
                        new PipelineBench.Plan(
                                video,
                                frames,
                                rounds,
                                threads,
                                Durations.parse(warmUp),
                                common.collect(List.of(models))),
                        Engines.videos());
        return ExitCode.OK;
    }
}
