package io.agender.inference;

import io.agender.runtime.Durations;
import io.agender.runtime.Settings;
import io.agender.vision.ExecutionProvider;
import java.nio.file.Path;
import java.time.Duration;
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
 * Which networks analyse the frames, and with how many threads.
 *
 * @param detector name of the face detector in the catalogue, or {@code auto} for the best one there is
 * @param model name of the gender and age model in the catalogue
 * @param extraHeads names of the model's answers besides gender and age that are reported
 * @param minScore detections below are dropped, 0 to 1; the detector's own threshold if empty
 * @param modelDirectory folder that is searched for model files before the bundled ones
 * @param inferenceThreads threads that share the work of one call of a network
 * @param executionProvider what ONNX Runtime runs networks on
 * @param maxPixels frames with more pixels are refused as undecodable
 * @param processorThreads stream threads: how many frames are analysed at the same time
 * @param batchMaxFaces most faces in one run of the gender and age networks
 * @param batchMaxWait longest wait of a face for others; whole milliseconds
 * @param tracking how faces are followed; empty when each frame stands for itself
 */
public record InferenceConfig(
        String detector,
        String model,
        Set<String> extraHeads,
        OptionalDouble minScore,
        Optional<Path> modelDirectory,
        int inferenceThreads,
        ExecutionProvider executionProvider,
        long maxPixels,
        int processorThreads,
        int batchMaxFaces,
        Duration batchMaxWait,
        Optional<TrackingConfig> tracking) {

    public static final String DETECTOR = "detector";
    public static final String MODEL = "model";
    public static final String EXTRA_HEADS = "extra.heads";
    public static final String MIN_SCORE = "min.score";
    public static final String MODEL_DIRECTORY = "model.directory";
    public static final String INFERENCE_THREADS = "inference.threads";
    public static final String EXECUTION_PROVIDER = "execution.provider";
    public static final String MAX_PIXELS = "max.pixels";
    public static final String PROCESSOR_THREADS = "processor.threads";
    public static final String BATCH_MAX_FACES = "batch.max.faces";
    public static final String BATCH_MAX_WAIT = "batch.max.wait";
    public static final String TRACKING = "tracking";
    public static final String TRACK_LOST_AFTER = "track.lost.after";
    public static final String TRACK_CONFIRM_HITS = "track.confirm.hits";
    public static final String CLASSIFY_INTERVAL = "classify.interval";
    public static final String DETECT_INTERVAL = "detect.interval";

    /** More threads than any machine has cores is a typing error. */
    private static final int MAX_THREADS = 1024;

    private static final int MAX_FACES = 1024;
    private static final int MAX_HITS = 100;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    DETECTOR,
                    Type.STRING,
                    "auto",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Face detector: its name in the catalogue, or auto for the best one there is.")
            .define(
                    MODEL,
                    Type.STRING,
                    "face-api",
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
                    LambdaValidator.with(InferenceConfig::checkScore, () -> "[0,...,1]"),
                    Importance.MEDIUM,
                    "Detections below this score are dropped. Higher: fewer false faces, more missed ones. Default: the"
                            + " detector's own.")
            .define(
                    MODEL_DIRECTORY,
                    Type.STRING,
                    null,
                    Importance.MEDIUM,
                    "Folder that is searched for model files before the bundled ones, and for descriptors of your own."
                            + " Default: a folder for this user (docs/models.md).")
            .define(
                    INFERENCE_THREADS,
                    Type.INT,
                    1,
                    Range.between(1, MAX_THREADS),
                    Importance.LOW,
                    "Threads that share the work of one call of a network. More: each frame is done sooner, but fewer"
                            + " frames a second when all cores are busy.")
            .define(
                    EXECUTION_PROVIDER,
                    Type.STRING,
                    lower(ExecutionProvider.CPU),
                    CaseInsensitiveValidString.in(Arrays.stream(ExecutionProvider.values())
                            .map(InferenceConfig::lower)
                            .toArray(String[]::new)),
                    Importance.MEDIUM,
                    "What ONNX Runtime runs networks on. All but cpu need a build of ONNX Runtime that has it, and its driver"
                            + " (docs/models.md).")
            .define(
                    MAX_PIXELS,
                    Type.LONG,
                    100_000_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Frames with more pixels than this are refused; guards the memory against pictures made to fill it.")
            .define(
                    PROCESSOR_THREADS,
                    Type.INT,
                    1,
                    Range.between(1, MAX_THREADS),
                    Importance.MEDIUM,
                    "Frames analysed at the same time, never two of one partition.")
            .define(
                    BATCH_MAX_FACES,
                    Type.INT,
                    32,
                    Range.between(1, MAX_FACES),
                    Importance.MEDIUM,
                    "Most faces in one run of the gender and age networks; 1 classifies frame by frame. It changes when"
                            + " records are sent, never what they say.")
            .define(
                    BATCH_MAX_WAIT,
                    Type.STRING,
                    "30ms",
                    Durations.atLeast(Duration.ZERO),
                    Importance.LOW,
                    "Longest wait of a face for others of its batch; a lone frame does not wait.")
            .define(
                    TRACKING,
                    Type.BOOLEAN,
                    true,
                    Importance.HIGH,
                    "Whether faces are followed from frame to frame. Without, every face of every frame is classified and"
                            + " counted by itself.")
            .define(
                    TRACK_LOST_AFTER,
                    Type.STRING,
                    "2s",
                    Durations.atLeast(Duration.ofMillis(1)),
                    Importance.MEDIUM,
                    "How long a face may be out of sight, by the camera's clock, and still keep its track. Longer: fewer"
                            + " tracks per visit, but later ends, and sooner one track for two people.")
            .define(
                    TRACK_CONFIRM_HITS,
                    Type.INT,
                    3,
                    Range.between(1, MAX_HITS),
                    Importance.MEDIUM,
                    "How often a face must be seen before it gets a track id. Higher: fewer tracks of what is no face, but"
                            + " short visits may get none.")
            .define(
                    CLASSIFY_INTERVAL,
                    Type.STRING,
                    "1s",
                    Durations.atLeast(Duration.ZERO),
                    Importance.MEDIUM,
                    "How long a track's last estimate of gender and age stands, by the camera's clock, before the next; a"
                            + " clearly better crop is classified sooner. 0s classifies every face in every frame.")
            .define(
                    DETECT_INTERVAL,
                    Type.STRING,
                    "0s",
                    Durations.atLeast(Duration.ZERO),
                    Importance.LOW,
                    "How long the detector may rest, by the camera's clock, while the boxes of tracks are predicted; such"
                            + " frames are not decoded. 0s looks at every frame.");

    public InferenceConfig {
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(model, "model");
        extraHeads = Set.copyOf(extraHeads);
        Objects.requireNonNull(minScore, "minScore");
        Objects.requireNonNull(modelDirectory, "modelDirectory");
        Objects.requireNonNull(batchMaxWait, "batchMaxWait");
        Objects.requireNonNull(tracking, "tracking");
    }

    /** Reads the settings; throws {@link io.agender.runtime.SettingsException} when one is refused. */
    public static InferenceConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        Double minScore = config.getDouble(MIN_SCORE);
        return new InferenceConfig(
                config.getString(DETECTOR),
                config.getString(MODEL),
                Set.copyOf(config.getList(EXTRA_HEADS)),
                minScore == null ? OptionalDouble.empty() : OptionalDouble.of(minScore),
                Optional.ofNullable(config.getString(MODEL_DIRECTORY)).map(Path::of),
                config.getInt(INFERENCE_THREADS),
                ExecutionProvider.valueOf(config.getString(EXECUTION_PROVIDER).toUpperCase(Locale.ROOT)),
                config.getLong(MAX_PIXELS),
                config.getInt(PROCESSOR_THREADS),
                config.getInt(BATCH_MAX_FACES),
                Durations.parse(config.getString(BATCH_MAX_WAIT)),
                config.getBoolean(TRACKING) ? Optional.of(tracking(config)) : Optional.empty());
    }

    private static String lower(ExecutionProvider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    private static TrackingConfig tracking(AbstractConfig config) {
        return new TrackingConfig(
                Durations.parse(config.getString(TRACK_LOST_AFTER)),
                config.getInt(TRACK_CONFIRM_HITS),
                Durations.parse(config.getString(CLASSIFY_INTERVAL)),
                Durations.parse(config.getString(DETECT_INTERVAL)));
    }

    private static void checkScore(String name, Object value) {
        if (value != null && !((Double) value >= 0 && (Double) value <= 1)) {
            throw new ConfigException(name + " must be between 0 and 1, not " + value + ".");
        }
    }
}
