package io.agender.launcher.live;

import io.agender.runtime.config.Settings;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What a run that goes on until it is stopped prints and writes as it goes.
 *
 * @param quiet whether it prints nothing for each window
 * @param fileBytes how large a file of results grows before another one is begun
 * @param videoBytes most bytes of annotated video of each camera
 */
public record LiveConfig(boolean quiet, long fileBytes, long videoBytes) {

    public static final String QUIET = "results.quiet";
    public static final String FILE_MEGABYTES = "results.file.megabytes";

    public static final String VIDEO_MEGABYTES = "annotated.video.megabytes";

    private static final long MEGABYTE = 1024 * 1024;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    QUIET,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether a live run prints no line for each window that is final.")
            .define(
                    FILE_MEGABYTES,
                    Type.INT,
                    64,
                    Range.between(1, 1_000_000),
                    Importance.LOW,
                    "How large faces.jsonl and summary.jsonl of a live run grow before another one is begun, which also each"
                            + " day does.")
            .define(
                    VIDEO_MEGABYTES,
                    Type.INT,
                    1000,
                    Range.between(10, 100_000_000),
                    Importance.LOW,
                    "How many megabytes of annotated video a live run keeps of each camera; the oldest go first.");

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static LiveConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        return new LiveConfig(
                config.getBoolean(QUIET),
                config.getInt(FILE_MEGABYTES) * MEGABYTE,
                config.getInt(VIDEO_MEGABYTES) * MEGABYTE);
    }
}
