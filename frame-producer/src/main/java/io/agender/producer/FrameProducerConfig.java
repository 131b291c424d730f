package io.agender.producer;

import io.agender.runtime.Settings;
import io.agender.vision.VideoOptions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How sources are sampled and timed.
 *
 * @param video sampling and encoding
 * @param startTime capture time of the first frame of each source; if empty, such that the source ends now
 * @param sites the places that the cameras belong to
 */
public record FrameProducerConfig(VideoOptions video, Optional<Instant> startTime, Sites sites) {

    public static final String FPS = "fps";
    public static final String MAX_WIDTH = "max.width";
    public static final String JPEG_QUALITY = "jpeg.quality";
    public static final String START_TIME = "start.time";
    public static final String SITES = "sites";

    /** JPEG stores each side in 16 bits. */
    private static final int LONGEST_SIDE = 65_535;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    FPS,
                    Type.DOUBLE,
                    VideoOptions.DEFAULTS.framesPerSecond(),
                    LambdaValidator.with(FrameProducerConfig::checkRate, () -> "[0,...,1000]"),
                    Importance.HIGH,
                    "At most this many frames for each second of presentation time; 0 for all frames. For a folder of"
                            + " pictures: their pace. Lower: less work, but short visits may be missed.")
            .define(
                    MAX_WIDTH,
                    Type.INT,
                    VideoOptions.DEFAULTS.maxWidth(),
                    Range.between(0, LONGEST_SIDE),
                    Importance.MEDIUM,
                    "Wider frames are scaled down to this many pixels; 0 for the original size. Lower: less network and"
                            + " disk, but small faces are lost.")
            .define(
                    JPEG_QUALITY,
                    Type.INT,
                    VideoOptions.DEFAULTS.jpegQuality(),
                    Range.between(0, 100),
                    Importance.MEDIUM,
                    "JPEG quality of the frames, 1 (small) to 99 (faithful); 100 sends PNG, which loses nothing. 0 sends a"
                            + " source's own JPEG pictures as they come, and all others at quality 90.")
            .define(
                    START_TIME,
                    Type.STRING,
                    null,
                    LambdaValidator.with(FrameProducerConfig::checkTime, () -> "a time such as 2026-05-01T09:00:00Z"),
                    Importance.MEDIUM,
                    "Capture time of the first frame. With it a replay makes the same records. Default: such that the"
                            + " source ends now.")
            .define(
                    SITES,
                    Type.STRING,
                    "",
                    LambdaValidator.with(FrameProducerConfig::checkSites, () -> "CAMERA=LABEL, comma-separated"),
                    Importance.LOW,
                    "Places that cameras belong to, for figures per site: lobby=Bremen,door=Bremen; *=LABEL is for all"
                            + " other cameras.");

    public FrameProducerConfig {
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(startTime, "startTime");
        Objects.requireNonNull(sites, "sites");
    }

    /** Reads the settings; throws {@link io.agender.runtime.SettingsException} when one is refused. */
    public static FrameProducerConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        return new FrameProducerConfig(
                new VideoOptions(config.getDouble(FPS), config.getInt(MAX_WIDTH), config.getInt(JPEG_QUALITY)),
                Optional.ofNullable(config.getString(START_TIME)).map(Instant::parse),
                Sites.parse(config.getString(SITES)));
    }

    private static void checkRate(String name, Object value) {
        if (!((Double) value >= 0 && (Double) value <= 1000)) {
            throw new ConfigException(name + " must be between 0 and 1000, not " + value + ".");
        }
    }

    private static void checkSites(String name, Object value) {
        try {
            Sites.parse((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage() + ".");
        }
    }

    private static void checkTime(String name, Object value) {
        if (value == null) {
            return;
        }
        Instant time;
        try {
            time = Instant.parse((String) value);
        } catch (DateTimeParseException e) {
            throw new ConfigException(name + ": '" + value + "' is not a time; write it like 2026-05-01T09:00:00Z.");
        }
        // Kafka has no timestamps before 1970, and its tools print no years with five digits.
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
            throw new ConfigException(name + " must be between the years 1970 and 9999, not " + value + ".");
        }
    }
}
