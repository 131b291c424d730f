package io.agender.launcher.command.bench;

import io.agender.benchmarks.CamerasBench;
import io.agender.benchmarks.CamerasStep;
import io.agender.benchmarks.SameJava;
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

/** Measures what a camera and a partition cost. */
@Command(
        name = "cameras",
        description = "Sends the same number of small frames a second from few cameras and from many, on few partitions"
                + " and on many, and then none: processor time and memory of each service.",
        mixinStandardHelpOptions = true)
final class BenchCamerasCommand implements Callable<Integer>, StartsPlatform {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "A video file, an animation or a folder of pictures.")
    private String video;

    @Option(
            names = "--steps",
            paramLabel = "CAMERAS[/PARTITIONS]",
            split = ",",
            defaultValue = "1,8,16,64,64/1",
            description = "How many cameras on how many partitions; as many as cameras where only one is said. Default:"
                    + " ${DEFAULT-VALUE}.")
    private List<String> steps;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "40",
            description = "Frames a second of all cameras together. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--bench-threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Stream threads of the processor. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--max-width",
            paramLabel = "PIXELS",
            defaultValue = "160",
            description = "Wider pictures are scaled down to this. Default: ${DEFAULT-VALUE}.")
    private int maxWidth;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "How long the cameras of a step send before the clock starts. Default: ${DEFAULT-VALUE}.")
    private String warmUp;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "15s",
            description = "How long a step is measured while its cameras send, and again while they are silent."
                    + " Default: ${DEFAULT-VALUE}.")
    private String duration;

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Duration time = Durations.parse(duration);
        if (!(rate > 0) || threads < 1 || maxWidth < 1 || time.isZero() || time.isNegative()) {
            throw new ParameterException(
                    spec.commandLine(), "--rate, --bench-threads, --max-width and --duration must be above 0.");
        }
        new CamerasBench(
                        new SameJava(Main.class),
                        Home.registryApplication(),
                        spec.commandLine().getOut())
                .run(
                        new CamerasBench.Plan(
                                video,
                                parsed(),
                                rate,
                                threads,
                                maxWidth,
                                Durations.parse(warmUp),
                                time,
                                common.collect(List.of(models))),
                        Engines.videos());
        return ExitCode.OK;
    }

    private List<CamerasStep> parsed() {
        try {
            return steps.stream().map(CamerasStep::parse).toList();
        } catch (IllegalArgumentException error) {
            throw new ParameterException(spec.commandLine(), "--steps: " + error.getMessage() + ".", error);
        }
    }
}
