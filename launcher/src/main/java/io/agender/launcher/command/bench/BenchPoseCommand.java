package io.agender.launcher.command.bench;

import io.agender.benchmarks.accuracy.FrameSize;
import io.agender.benchmarks.pose.PoseAngles;
import io.agender.benchmarks.pose.PoseBench;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how far head poses are off. */
@Command(
        name = "pose",
        description =
                "Looks at heads whose pose is known and tells the errors of yaw, pitch and roll, and how often watching"
                        + " or not is told rightly, by detector, yaw and size of the face; see docs/accuracy.md.",
        mixinStandardHelpOptions = true)
final class BenchPoseCommand implements Callable<Integer> {

    private static final double MOST = 90;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder with the pictures, one head each, and with labels.csv.")
    private Path folder;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Table of labels: file, yaw (positive to the left of the picture) and pitch (positive up) in"
                    + " degrees. Default: DIR/labels.csv.")
    private Path csv;

    @Option(
            names = "--pictures",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Only pictures whose whole name matches, such as those of some people. Default: all.")
    private String pictures;

    @Option(
            names = "--turn",
            paramLabel = "DEGREES",
            defaultValue = "20",
            description = "Pictures are also looked at turned so far both ways, for the roll; 0 for not."
                    + " Default: ${DEFAULT-VALUE}.")
    private double turn;

    @Option(
            names = "--sizes",
            paramLabel = "N[,N]",
            split = ",",
            defaultValue = "24,32,40,48,64,96",
            description =
                    "Each head is also looked at from afar, in the middle of a frame, so that the longer side of the"
                            + " face has so many pixels. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes;

    @Option(
            names = "--frame",
            paramLabel = "WxH",
            defaultValue = "640x360",
            description = "Size of that frame. Default: ${DEFAULT-VALUE}.")
    private String frame;

    @Option(names = "--no-sizes", description = "Don't look at the heads from afar: much quicker.")
    private boolean noSizes;

    @Option(
            names = "--max-yaw",
            paramLabel = "DEGREES",
            defaultValue = "22.5",
            description = "Up to which yaw a head watches. Default: ${DEFAULT-VALUE}.")
    private double maxYaw;

    @Option(
            names = "--max-pitch",
            paramLabel = "DEGREES",
            defaultValue = "60",
            description = "Up to which pitch a head watches. Default: ${DEFAULT-VALUE}.")
    private double maxPitch;

    @Option(
            names = "--detector",
            paramLabel = "NAME[,NAME]",
            split = ",",
            description =
                    "Face detectors: auto, or names of: agender models list; those without landmarks with the network"
                            + " that finds them. Default: what the pipeline would use.")
    private List<String> detectors;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the tables to a file too.")
    private Path markdown;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures to a file, for programs.")
    private Path json;

    @Mixin
    private SettingOptions directory = SettingGroups.modelDirectory();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        Logging.quiet();
        if (!isAngle(turn)
                || !isAngle(maxYaw)
                || !isAngle(maxPitch)
                || sizes.stream().anyMatch(size -> size < 1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--turn, --max-yaw and --max-pitch are between 0 and 90 degrees, --sizes must be above 0.");
        }
        Settings settings = common.collect(List.of(directory));
        InferenceConfig analysis = InferenceConfig.from(settings);
        new PoseBench(
                        folder,
                        Optional.ofNullable(csv),
                        pictures(),
                        turn,
                        noSizes ? List.of() : sizes,
                        frame(),
                        new PoseAngles(maxYaw, maxPitch),
                        Optional.ofNullable(markdown),
                        Optional.ofNullable(json))
                .run(
                        detectors == null ? List.of(EngineConfig.from(settings).detector()) : detectors,
                        detector -> Engines.config(
                                EngineConfig.from(settings.with(
                                        Map.of(EngineConfig.DETECTOR, detector, EngineConfig.LANDMARKS, "every"))),
                                analysis),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
        return ExitCode.OK;
    }

    private static boolean isAngle(double degrees) {
        return degrees >= 0 && degrees <= MOST;
    }

    private Pattern pictures() {
        try {
            return Pattern.compile(pictures);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    spec.commandLine(), "--pictures: '" + pictures + "' is no regular expression.", e);
        }
    }

    private FrameSize frame() {
        try {
            return FrameSize.parse(frame);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--frame: " + e.getMessage() + ".", e);
        }
    }
}
