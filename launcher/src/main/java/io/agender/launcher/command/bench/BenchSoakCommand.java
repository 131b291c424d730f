package io.agender.launcher.command.bench;

import io.agender.benchmarks.Soak;
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
import io.agender.runtime.config.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for what frames leave behind in memory. */
@Command(
        name = "soak",
        description = "Sends very many small frames through producer, embedded broker, processor and aggregator, and"
                + " ends with 1 when the memory of the process grew by more than a tenth after the first reading.",
        mixinStandardHelpOptions = true)
final class BenchSoakCommand implements Callable<Integer>, StartsPlatform {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "A video file, an animation or a folder of pictures.")
    private String video;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Frames in all; the video is begun again when it is over. Default: ${DEFAULT-VALUE}.")
    private long frames;

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many times the memory is read. Default: ${DEFAULT-VALUE}.")
    private int readings;

    @Option(
            names = "--bench-threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Stream threads, cameras and partitions. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--max-width",
            paramLabel = "PIXELS",
            defaultValue = "96",
            description = "Wider pictures are scaled down to this. Default: ${DEFAULT-VALUE}.")
    private int maxWidth;

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        if (threads < 1 || readings < 2 || frames < (long) threads * readings || maxWidth < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--readings must be 2 or more, --bench-threads and --max-width 1 or more, and --frames enough for"
                            + " all of them.");
        }
        NativeLibraries.beforeStores();
        Settings settings = common.collect(List.of(models));
        boolean flat = new Soak(frames, readings, threads, maxWidth)
                .run(
                        video,
                        Engines.videos(),
                        Engines.config(EngineConfig.from(settings), InferenceConfig.from(settings)),
                        settings,
                        Home.registryApplication(),
                        spec.commandLine().getOut());
        return flat ? ExitCode.OK : ExitCode.FAILURE;
    }
}
