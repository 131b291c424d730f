package io.agender.launcher.command.bench;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.benchmarks.accuracy.AccuracyBench;
import io.agender.benchmarks.accuracy.FrameSize;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how far gender and age are off. */
@Command(
        name = "accuracy",
        description =
                "Reads labelled faces as the pipeline does and tells the errors of detectors and models: faces found,"
                        + " age, gender, by group and by the size of the face; see docs/accuracy.md.",
        mixinStandardHelpOptions = true)
final class BenchAccuracyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder with the pictures, and with labels.csv.")
    private Path folder;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Table of labels, with the pictures' names relative to DIR. Default: DIR/labels.csv.")
    private Path csv;

    @Option(
            names = "--columns",
            paramLabel = "WHAT=NAME",
            split = ",",
            description =
                    "Which column of the table says what: file, age (34, 30-39, 70+), or age_from and age_to, gender,"
                            + " group. Default: the names that this program and FairFace use.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "At most this many faces, spread evenly over the table. Default: all.")
    private int limit;

    @Option(
            names = "--border",
            paramLabel = "0..2",
            defaultValue = "0.4",
            description =
                    "Pictures without a face are looked at again with a grey border of this part of their sides, for"
                            + " faces that are cut tightly; 0 for no second look. Default: ${DEFAULT-VALUE}.")
    private double border;

    @Option(
            names = "--sizes",
            paramLabel = "N[,N]",
            split = ",",
            defaultValue = "20,24,28,30,32,40,48,64,96",
            description =
                    "Each face is also looked at from afar, in the middle of a frame, so that its longer side has so"
                            + " many pixels. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes;

    @Option(
            names = "--sizes-limit",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "At most this many faces are looked at from afar, spread evenly; it takes most of the time. Default: all.")
    private int sizesLimit;

    @Option(
            names = "--frame",
            paramLabel = "WxH",
            defaultValue = "640x360",
            description = "Size of that frame, as a camera gives it. Default: ${DEFAULT-VALUE}.")
    private String frame;

    @Option(
            names = "--anywhere",
            description = "Puts the faces anywhere in that frame, each at a spot of its own, and not into its middle.")
    private boolean anywhere;

    @Option(names = "--no-sizes", description = "Don't look at the faces from afar: much quicker.")
    private boolean noSizes;

    @Option(
            names = "--empty",
            paramLabel = "WHERE[,WHERE]",
            split = ",",
            description =
                    "Folders of pictures, videos or test scenes that show no face: what detectors find there is false."
                            + " Default: none.")
    private List<String> empty = List.of();

    @Option(
            names = "--detector",
            paramLabel = "NAME[@SIZE][,NAME[@SIZE]]",
            split = ",",
            description =
                    "Face detectors: auto, or names of: agender models list. With a size they see frames so large: yunet@1280"
                            + " as with --detect-size 1280, yunet@24px or yunet@3%% as with --detect-min-face. Default: what"
                            + " the pipeline would use.")
    private List<String> detectors;

    @Option(
            names = "--model",
            paramLabel = "NAME[,NAME]",
            split = ",",
            description = "Gender and age models; each is measured with each detector, and compared with the first."
                    + " Default: what the pipeline would use.")
    private List<String> models;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the tables to a file too.")
    private Path markdown;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures to a file, for programs.")
    private Path json;

    @Option(
            names = "--pairs",
            paramLabel = "DIR",
            description =
                    "Writes what each model answered to DIR/NAME.pairs.json; beside the model's descriptor, hours and"
                            + " days estimate true counts by it. With one detector only.")
    private Path pairs;

    @Option(
            names = "--errors",
            paramLabel = "DIR",
            description =
                    "Writes how far each model is off, by group and size of the face, to DIR/NAME.errors.json; beside the"
                            + " model's descriptor, agender models show has it in the card. With one detector only.")
    private Path errors;

    @Option(
            names = "--data",
            paramLabel = "TEXT",
            description = "Names the faces in what is written. Default: after the folder.")
    private String data;

    @Mixin
    private SettingOptions directory = SettingGroups.modelDirectory();

    @Mixin
    private SettingOptions unknowns = SettingGroups.unknowns();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        Logging.quiet();
        if (limit < 0
                || sizesLimit < 0
                || border < 0
                || border > 2
                || sizes.stream().anyMatch(size -> size < 1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--limit, --sizes-limit and --border must not be below 0, --sizes must be above 0.");
        }
        if ((pairs != null || errors != null) && detectors != null && detectors.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    (pairs == null ? "--errors" : "--pairs") + " wants one --detector, not several.");
        }
        Settings settings = common.collect(List.of(directory, unknowns));
        EngineConfig engine = EngineConfig.from(settings);
        InferenceConfig analysis = InferenceConfig.from(settings);
        new AccuracyBench(
                        folder,
                        Optional.ofNullable(csv),
                        columns,
                        limit,
                        border == 0 ? OptionalDouble.empty() : OptionalDouble.of(border),
                        noSizes ? List.of() : sizes,
                        sizesLimit,
                        frame(),
                        anywhere,
                        empty,
                        AggregatorConfig.from(settings).ageBands(),
                        InferenceConfig.from(settings).genderMinAge(),
                        Optional.ofNullable(markdown),
                        Optional.ofNullable(json),
                        Optional.ofNullable(pairs),
                        Optional.ofNullable(errors),
                        Optional.ofNullable(data))
                .run(
                        detectors == null ? List.of(engine.detector()) : detectors,
                        models == null ? List.of(engine.model()) : models,
                        (detector, model) -> Engines.config(
                                EngineConfig.from(settings.with(
                                                DetectorAtSize.parse(detector).settings())
                                        .with(Map.of(EngineConfig.MODEL, model))),
                                analysis),
                        Engines.videos(),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
        return ExitCode.OK;
    }

    private FrameSize frame() {
        try {
            return FrameSize.parse(frame);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--frame: " + e.getMessage() + ".", e);
        }
    }
}
