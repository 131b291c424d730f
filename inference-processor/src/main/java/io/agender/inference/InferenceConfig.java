package io.agender.inference;

import io.agender.runtime.config.Durations;
import io.agender.runtime.config.Settings;
import io.agender.vision.track.AttentionRules;
import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.DetectInterval;
import io.agender.vision.track.TrackerConfig;
import io.agender.vision.view.ViewConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How frames are analysed: how many at the same time, which faces together, and whether they are followed.
 *
 * @param processorThreads stream threads: how many frames are analysed at the same time
 * @param batchMaxFaces most faces in one run of the gender and age networks
 * @param batchMaxWait longest wait of a face for others; whole milliseconds
 * @param genderMinAge below this apparent age in years there is no gender
 * @param tracking how faces are followed; empty when each frame stands for itself
 * @param detectGate whether frames in which nothing has changed since nobody was there are not searched
 * @param view when a camera's view is told to be impaired
 */
public record InferenceConfig(
        int processorThreads,
        int batchMaxFaces,
        Duration batchMaxWait,
        double genderMinAge,
        Optional<TrackingConfig> tracking,
        boolean detectGate,
        ViewConfig view) {

    public static final String PROCESSOR_THREADS = "processor.threads";
    public static final String BATCH_MAX_FACES = "batch.max.faces";
    public static final String BATCH_MAX_WAIT = "batch.max.wait";
    public static final String GENDER_MIN_AGE = "gender.min.age";
    public static final String TRACKING = "tracking";
    public static final String TRACK_LOST_AFTER = "track.lost.after";
    public static final String TRACK_CONFIRM_HITS = "track.confirm.hits";
    public static final String CLASSIFY_INTERVAL = "classify.interval";
    public static final String DETECT_INTERVAL = "detect.interval";
    public static final String DETECT_GATE = "detect.gate";
    public static final String VIEW_IMPAIRED_AFTER = "view.impaired.after";
    public static final String VIEW_MOVED_ACCEPTED_AFTER = "view.moved.accepted.after";

    public static final String ATTENTION = "attention";
    public static final String ATTENTION_MAX_YAW = "attention.max.yaw";
    public static final String ATTENTION_MAX_PITCH = "attention.max.pitch";
    public static final String ATTENTION_MIN_TIME = "attention.min.time";

    private static final String AUTO = "auto";

    /** More threads than any machine has cores is a typing error. */
    private static final int MAX_THREADS = 1024;

    private static final int MAX_FACES = 1024;
    private static final int MAX_HITS = 100;
    private static final int MAX_AGE = 150;
    private static final int MAX_ANGLE = 90;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
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
                    GENDER_MIN_AGE,
                    Type.DOUBLE,
                    13.0,
                    Range.between(0, MAX_AGE),
                    Importance.MEDIUM,
                    "Below this apparent age in years gender is unknown: of children networks say little more than"
                            + " chance (docs/accuracy.md). 0 names it at every age.")
            .define(
                    TRACKING,
                    Type.BOOLEAN,
                    true,
                    Importance.HIGH,
                    "Whether faces are followed from frame to frame. Without, every face of every frame is classified"
                            + " and counted by itself.")
            .define(
                    TRACK_LOST_AFTER,
                    Type.STRING,
                    Durations.format(TrackerConfig.DEFAULTS.lostAfter()),
                    Durations.atLeast(Duration.ofMillis(1)),
                    Importance.MEDIUM,
                    "How long a face may be out of sight, by the camera's clock, and still keep its track. Longer:"
                            + " fewer tracks per visit, but later ends, and sooner one track for two people.")
            .define(
                    TRACK_CONFIRM_HITS,
                    Type.INT,
                    TrackerConfig.DEFAULTS.confirmHits(),
                    Range.between(1, MAX_HITS),
                    Importance.MEDIUM,
                    "How often a face must be seen before it gets a track id. Higher: fewer tracks of what is no face,"
                            + " but short visits may get none.")
            .define(
                    CLASSIFY_INTERVAL,
                    Type.STRING,
                    Durations.format(ClassifySchedule.DEFAULTS.interval()),
                    Durations.atLeast(Duration.ZERO),
                    Importance.MEDIUM,
                    "How long a track's last estimate of gender and age stands, by the camera's clock, before the"
                            + " next; a clearly better crop is classified sooner. 0s classifies every face in every"
                            + " frame.")
            .define(
                    DETECT_INTERVAL,
                    Type.STRING,
                    "0s",
                    LambdaValidator.with(InferenceConfig::checkInterval, () -> AUTO + ", or a duration of at least 0s"),
                    Importance.LOW,
                    "How long the detector may rest, by the camera's clock, while the boxes of tracks are predicted; such"
                            + " frames are not decoded. 0s looks at every frame; auto rests for as long as no face moves by"
                            + " more than a quarter of its side, 300 ms at most, and never while nobody is there or a face is"
                            + " new or out of sight.")
            .define(
                    DETECT_GATE,
                    Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether frames are not searched in which nothing has changed since the detector looked and found"
                            + " nobody, within the last second: they count as seen and empty. Only JPEG pictures without"
                            + " EXIF data are spared so.")
            .define(
                    ATTENTION,
                    Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether it is measured how long each track watches (docs/attention.md). That needs the pose of every"
                            + " face: of a detector without landmarks it is not measured unless landmarks=every; nor"
                            + " with a detect.interval of more than 1s.")
            .define(
                    ATTENTION_MAX_YAW,
                    Type.DOUBLE,
                    AttentionRules.DEFAULTS.maxYaw(),
                    Range.between(0, MAX_ANGLE),
                    Importance.MEDIUM,
                    "Up to how many degrees to either side a face may be turned and still watch. Higher: more looks of who"
                            + " watches something beside the camera.")
            .define(
                    ATTENTION_MAX_PITCH,
                    Type.DOUBLE,
                    AttentionRules.DEFAULTS.maxPitch(),
                    Range.between(0, MAX_ANGLE),
                    Importance.LOW,
                    "The same up and down. Pitch is told far less surely than yaw; below 30 watching is told worse.")
            .define(
                    ATTENTION_MIN_TIME,
                    Type.STRING,
                    Durations.format(AttentionRules.DEFAULTS.minTime()),
                    Durations.atLeast(Duration.ZERO),
                    Importance.MEDIUM,
                    "How long a look lasts at least, by the camera's clock; a shorter one counts nothing.")
            .define(
                    VIEW_IMPAIRED_AFTER,
                    Type.STRING,
                    Durations.format(ViewConfig.DEFAULTS.after()),
                    Durations.atLeast(Duration.ZERO),
                    Importance.MEDIUM,
                    "How long a camera must look covered, dark, overexposed or blurred, by its own clock, before that"
                            + " is told; three times as long for one that looks turned away. Longer: no alarm for who"
                            + " stands before the lens, and a later one for a cover.")
            .define(
                    VIEW_MOVED_ACCEPTED_AFTER,
                    Type.STRING,
                    Durations.format(ViewConfig.DEFAULTS.acceptedAfter()),
                    Durations.atLeast(Duration.ZERO),
                    Importance.LOW,
                    "How long a camera that was turned is told of before what it sees is taken for its view.");

    public InferenceConfig {
        Objects.requireNonNull(batchMaxWait, "batchMaxWait");
        Objects.requireNonNull(tracking, "tracking");
        Objects.requireNonNull(view, "view");
    }

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static InferenceConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        return new InferenceConfig(
                config.getInt(PROCESSOR_THREADS),
                config.getInt(BATCH_MAX_FACES),
                Durations.parse(config.getString(BATCH_MAX_WAIT)),
                config.getDouble(GENDER_MIN_AGE),
                config.getBoolean(TRACKING) ? Optional.of(tracking(config)) : Optional.empty(),
                config.getBoolean(DETECT_GATE),
                new ViewConfig(
                        Durations.parse(config.getString(VIEW_IMPAIRED_AFTER)),
                        Durations.parse(config.getString(VIEW_MOVED_ACCEPTED_AFTER))));
    }

    private static DetectInterval detectInterval(String text) {
        return text.strip().equalsIgnoreCase(AUTO) ? DetectInterval.AUTO : DetectInterval.of(Durations.parse(text));
    }

    private static void checkInterval(String name, Object value) {
        if (!((String) value).strip().equalsIgnoreCase(AUTO)) {
            Durations.atLeast(Duration.ZERO).ensureValid(name, value);
        }
    }

    private static TrackingConfig tracking(AbstractConfig config) {
        return new TrackingConfig(
                TrackerConfig.DEFAULTS
                        .withLostAfter(Durations.parse(config.getString(TRACK_LOST_AFTER)))
                        .withConfirmHits(config.getInt(TRACK_CONFIRM_HITS)),
                Durations.parse(config.getString(CLASSIFY_INTERVAL)),
                detectInterval(config.getString(DETECT_INTERVAL)),
                config.getBoolean(ATTENTION)
                        ? Optional.of(new AttentionRules(
                                config.getDouble(ATTENTION_MAX_YAW),
                                config.getDouble(ATTENTION_MAX_PITCH),
                                Durations.parse(config.getString(ATTENTION_MIN_TIME))))
                        : Optional.empty());
    }
}
