package io.agender.launcher.command.bench;

import io.agender.benchmarks.SameJava;
import io.agender.benchmarks.ScaleBench;
import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.Main;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.command.option.StartsPlatform;
import io.agender.launcher.engine.Engines;
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

/** Measures what a second stream thread gives. */
@Command(
        name = "scale",
        description = "Sends the frames of a video through the pipeline as services of their own, with 1 and 2 stream"
                + " threads in turns: frames a second, and what each process takes of the processors.",
        mixinStandardHelpOptions = true)
final class BenchScaleCommand implements Callable<Integer>, StartsPlatform {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "A video file, an animation or a folder of pictures.")
    private String video;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "1200",
            description = "Frames of one turn; the video is begun again when it is over. Default: ${DEFAULT-VALUE}.")
    private long frames;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many turns each number of threads has; medians count. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--bench-threads",
            paramLabel = "N[,N]",
            split = ",",
            defaultValue = "1,2",
            description = "Stream threads to compare; there are as many cameras and partitions as the most of them."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "How long the processor of a turn gets the load before its clock starts. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String warmUp;

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        int most = threads.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (rounds < 1 || threads.stream().anyMatch(number -> number < 1) || frames < most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds and --bench-threads must be 1 or more, and --frames not less than that.");
        }
        new ScaleBench(
                        new SameJava(Main.class),
                        Home.registryApplication(),
                        spec.commandLine().getOut())
                .run(
                        new ScaleBench.Plan(
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
