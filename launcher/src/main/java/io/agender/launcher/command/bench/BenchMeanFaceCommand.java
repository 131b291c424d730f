package io.agender.launcher.command.bench;

import io.agender.benchmarks.pose.MeanFaceBench;
import io.agender.benchmarks.pose.PoseAngles;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Settings;
import io.agender.vision.track.AttentionRules;
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

/** Fits the mean faces of head poses anew. */
@Command(
        name = "mean-face",
        description =
                "Fits the mean faces that head poses are told by to heads whose pose is known, says where they differ from"
                        + " the program's, and how far both are off on other heads; see docs/accuracy.md.",
        mixinStandardHelpOptions = true)
final class BenchMeanFaceCommand implements Callable<Integer> {

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
            names = "--fit-on",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description =
                    "Only pictures whose whole name matches are fitted to, such as those of some people; the others"
                            + " are held out. Default: all.")
    private String fitOn;

    @Option(
            names = "--detector",
            paramLabel = "NAME[,NAME]",
            split = ",",
            defaultValue = "blazeface,ultraface",
            description = "Face detectors, names of: agender models list; those without landmarks with the network that"
                    + " finds them. Default: ${DEFAULT-VALUE}; the third mean face is that of yunet.")
    private List<String> detectors;

    @Mixin
    private SettingOptions directory = SettingGroups.modelDirectory();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        Logging.quiet();
        Settings settings = common.collect(List.of(directory));
        InferenceConfig analysis = InferenceConfig.from(settings);
        new MeanFaceBench(
                        folder,
                        Optional.ofNullable(csv),
                        pattern(),
                        new PoseAngles(AttentionRules.DEFAULTS.maxYaw(), AttentionRules.DEFAULTS.maxPitch()))
                .run(
                        detectors,
                        detector -> Engines.config(
                                EngineConfig.from(settings.with(
                                        Map.of(EngineConfig.DETECTOR, detector, EngineConfig.LANDMARKS, "every"))),
                                analysis),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
        return ExitCode.OK;
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(fitOn);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(spec.commandLine(), "--fit-on: '" + fitOn + "' is no regular expression.", e);
        }
    }
}
