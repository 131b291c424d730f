package io.agender.launcher.engine;

import io.agender.launcher.files.UserFolders;
import io.agender.runtime.config.Settings;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.engine.LandmarkUse;
import io.agender.vision.engine.SearchSize;
import io.agender.vision.engine.VisionConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Which networks look at frames, and with how many threads.
 *
 * @param detector name of the face detector in the catalogue, or {@code auto} for the best bundled one
 * @param model name of the gender and age model in the catalogue
 * @param extraHeads names of the model's answers besides gender and age that are reported
 * @param minScore detections below are dropped, 0 to 1; the detector's own threshold if empty
 * @param modelDirectory folder that is searched for model files before the bundled ones
 * @param threads threads that share the work of one call of a network
 * @param executionProvider what ONNX Runtime runs networks on
 * @param minFaceSide faces whose longer side is smaller are not classified; the model's own threshold if empty
 * @param landmarks which faces get landmarks where the detector gives none
 * @param search how large the detector sees frames
 * @param maxPixels frames with more pixels are refused as undecodable
 */
public record EngineConfig(
        String detector,
        String model,
        Set<String> extraHeads,
        OptionalDouble minScore,
        Path modelDirectory,
        int threads,
        ExecutionProvider executionProvider,
        OptionalDouble minFaceSide,
        LandmarkUse landmarks,
        SearchSize search,
        long maxPixels) {

    public static final String DETECTOR = "detector";
    public static final String MODEL = "model";
    public static final String EXTRA_HEADS = "extra.heads";
    public static final String MIN_SCORE = "min.score";
    public static final String DETECT_SIZE = "detect.size";
    public static final String DETECT_MIN_FACE = "detect.min.face";
    public static final String DETECT_REGION = "detect.region";
    public static final String MODEL_DIRECTORY = "model.directory";
    public static final String THREADS = "inference.threads";
    public static final String EXECUTION_PROVIDER = "execution.provider";
    public static final String MIN_FACE_SIDE = "classify.min.size";
    public static final String LANDMARKS = "landmarks";
    public static final String MAX_PIXELS = "max.pixels";

    /** More threads than any machine has cores is a typing error. */
    private static final int MAX_THREADS = 1024;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    DETECTOR,
                    Type.STRING,
                    VisionConfig.DEFAULTS.detector(),
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Face detector: its name in the catalogue, or auto for " + VisionConfig.DEFAULT_DETECTOR
                            + ", the best one that comes with the program.")
            .define(
                    MODEL,
                    Type.STRING,
                    VisionConfig.DEFAULT_MODEL,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Gender and age model: its name in the catalogue.")
            .define(
                    EXTRA_HEADS,
                    Type.LIST,
                    "",
                    Importance.LOW,
                    "Answers of the model besides gender and age that agender.faces reports, by name, such as race of the"
                            + " model gear; others are thrown away. Think twice (docs/models.md). Default: none.")
            .define(
                    MIN_SCORE,
                    Type.DOUBLE,
                    null,
                    LambdaValidator.with(EngineConfig::checkScore, () -> "[0,...,1]"),
                    Importance.MEDIUM,
                    "Detections below this score are dropped. Higher: fewer false faces, more missed ones. Default: the"
                            + " detector's own.")
            .define(
                    DETECT_SIZE,
                    Type.STRING,
                    null,
                    LambdaValidator.with(
                            SearchSettings::checkSize,
                            () -> "auto, [" + SearchSize.MIN_PIXELS + ",...," + SearchSize.MAX_PIXELS + "]"),
                    Importance.MEDIUM,
                    "Longer side, in pixels, of the picture that the detector sees of a frame; auto works it out from "
                            + DETECT_MIN_FACE + ". Larger: smaller faces are found, for more time with each frame"
                            + " (docs/performance.md). A network with a fixed input sees so large a picture in tiles. Default:"
                            + " the detector's own size, unless " + DETECT_MIN_FACE + " is set.")
            .define(
                    DETECT_MIN_FACE,
                    Type.STRING,
                    null,
                    LambdaValidator.with(SearchSettings::checkFace, () -> "24px, 3%, ..."),
                    Importance.MEDIUM,
                    "The smallest face that is to be found nine times in ten, by its longer side: pixels of the frame, as"
                            + " 24px, or a share of its height, as 3%. The detector sees frames as large as that takes.")
            .define(
                    DETECT_REGION,
                    Type.STRING,
                    null,
                    LambdaValidator.with(SearchSettings::checkRegion, () -> "x,y,width,height"),
                    Importance.LOW,
                    "Where small faces are looked for: left, top, width and height in parts of the frame, as 0,0.25,1,0.5."
                            + " Faces that the detector finds at its own size are found everywhere. Default: everywhere.")
            .define(
                    MODEL_DIRECTORY,
                    Type.STRING,
                    null,
                    Importance.MEDIUM,
                    "Folder that is searched for model files before the bundled ones, and for descriptors of your own."
                            + " Default: a folder for this user (docs/models.md).")
            .define(
                    THREADS,
                    Type.INT,
                    VisionConfig.DEFAULTS.threads(),
                    Range.between(1, MAX_THREADS),
                    Importance.LOW,
                    "Threads that share the work of one call of a network. More: each frame is done sooner, but fewer"
                            + " frames a second when all cores are busy.")
            .define(
                    EXECUTION_PROVIDER,
                    Type.STRING,
                    lower(VisionConfig.DEFAULTS.executionProvider()),
                    CaseInsensitiveValidString.in(Arrays.stream(ExecutionProvider.values())
                            .map(EngineConfig::lower)
                            .toArray(String[]::new)),
                    Importance.MEDIUM,
                    "What ONNX Runtime runs networks on. All but cpu need a build of ONNX Runtime that has it, and its driver"
                            + " (docs/models.md).")
            .define(
                    MIN_FACE_SIDE,
                    Type.DOUBLE,
                    null,
                    LambdaValidator.with(EngineConfig::checkSide, () -> "[0,...]"),
                    Importance.MEDIUM,
                    "Faces whose longer side is smaller than this many pixels of the frame are followed and counted, but get"
                            + " no gender and age: of so few pixels nothing true can be said. 0 for none. Default: the"
                            + " model's own (28 for face-api).")
            .define(
                    LANDMARKS,
                    Type.STRING,
                    lower(VisionConfig.DEFAULTS.landmarks()),
                    CaseInsensitiveValidString.in(Arrays.stream(LandmarkUse.values())
                            .map(EngineConfig::lower)
                            .toArray(String[]::new)),
                    Importance.LOW,
                    "Which faces a network of its own finds eyes, nose and mouth on, where the detector gives none. auto: those"
                            + " that may be classified, so that frontal crops count more and leaning heads are levelled;"
                            + " every: all, so that agender.faces has landmarks with every face that was found, for about"
                            + " half a millisecond each; never: none.")
            .define(
                    MAX_PIXELS,
                    Type.LONG,
                    VisionConfig.DEFAULTS.maxPixels(),
                    Range.atLeast(1),
                    Importance.LOW,
                    "Frames with more pixels than this are refused; guards the memory against pictures made to fill it.");

    public EngineConfig {
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(model, "model");
        extraHeads = Set.copyOf(extraHeads);
        Objects.requireNonNull(minScore, "minScore");
        Objects.requireNonNull(modelDirectory, "modelDirectory");
        Objects.requireNonNull(executionProvider, "executionProvider");
        Objects.requireNonNull(minFaceSide, "minFaceSide");
        Objects.requireNonNull(landmarks, "landmarks");
        Objects.requireNonNull(search, "search");
    }

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static EngineConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        Double minScore = config.getDouble(MIN_SCORE);
        Double minFaceSide = config.getDouble(MIN_FACE_SIDE);
        return new EngineConfig(
                config.getString(DETECTOR),
                config.getString(MODEL),
                Set.copyOf(config.getList(EXTRA_HEADS)),
                minScore == null ? OptionalDouble.empty() : OptionalDouble.of(minScore),
                Optional.ofNullable(config.getString(MODEL_DIRECTORY))
                        .map(Path::of)
                        .orElseGet(() -> UserFolders.ofThisUser().data().resolve("models")),
                config.getInt(THREADS),
                ExecutionProvider.valueOf(config.getString(EXECUTION_PROVIDER).toUpperCase(Locale.ROOT)),
                minFaceSide == null ? OptionalDouble.empty() : OptionalDouble.of(minFaceSide),
                LandmarkUse.valueOf(config.getString(LANDMARKS).toUpperCase(Locale.ROOT)),
                SearchSettings.read(config),
                config.getLong(MAX_PIXELS));
    }

    /** Which networks look at the frames, and why these, for whoever reads the numbers. */
    public String sentence() {
        return "Networks: faces by "
                + (detector.equals(VisionConfig.AUTO)
                        ? VisionConfig.DEFAULT_DETECTOR + " (auto: the best that comes with the program)"
                        : detector + " (as " + DETECTOR + " says)")
                + ", gender and age by "
                + model
                + (model.equals(VisionConfig.DEFAULT_MODEL) ? " (the default)." : " (as " + MODEL + " says).");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void checkSide(String name, Object value) {
        if (value != null && !((Double) value >= 0)) {
            throw new ConfigException(name + " must be 0 or more, not " + value + ".");
        }
    }

    private static void checkScore(String name, Object value) {
        if (value != null && !((Double) value >= 0 && (Double) value <= 1)) {
            throw new ConfigException(name + " must be between 0 and 1, not " + value + ".");
        }
    }
}
