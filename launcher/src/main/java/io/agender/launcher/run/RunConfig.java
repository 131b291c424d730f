package io.agender.launcher.run;

import io.agender.runtime.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What a run on one machine leaves behind, and where its broker lives.
 *
 * @param output folder for the results
 * @param video whether annotated videos are written
 * @param partitions partitions of the topics; 0 for as many as there are cameras
 * @param dataDirectory where broker, registry and stores keep their data; a folder of our own if empty
 * @param port port of the embedded broker; 0 for a free one
 * @param stay whether the dashboard stays open after a run
 * @param json whether programs read what is printed
 */
public record RunConfig(
        Path output,
        boolean video,
        int partitions,
        Optional<Path> dataDirectory,
        int port,
        boolean stay,
        boolean json) {

    public static final String OUTPUT = "output";
    public static final String VIDEO = "annotated.video";
    public static final String PARTITIONS = "partitions";
    public static final String DATA_DIRECTORY = "data.directory";
    public static final String PORT = "broker.port";
    public static final String STAY = "dashboard.stay";
    public static final String REPORT = "report.format";

    private static final String TABLE = "table";
    private static final String JSON = "json";

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    OUTPUT,
                    Type.STRING,
                    "out",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Folder for the results of a run.")
            .define(
                    VIDEO,
                    Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether a run writes annotated videos. With a live camera only if this is set.")
            .define(
                    PARTITIONS,
                    Type.INT,
                    0,
                    Range.between(0, 10_000),
                    Importance.MEDIUM,
                    "Partitions of the topics; 0 for as many as a run has cameras, or 6 for 'topics create'.")
            .define(
                    DATA_DIRECTORY,
                    Type.STRING,
                    null,
                    Importance.MEDIUM,
                    "Where the embedded broker and registry, the stores and the notifier keep their data, for this user alone. If not set: for a"
                            + " run of videos a temporary folder, with a live camera ~/.local/state/agender/live, for a"
                            + " service ~/.local/state/agender, or where this user's system keeps such.")
            .define(
                    PORT,
                    Type.INT,
                    0,
                    Range.between(0, 65_535),
                    Importance.LOW,
                    "Port of the embedded broker on 127.0.0.1; 0 for a free one.")
            .define(
                    STAY,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether a run keeps its dashboard open when it is done, until Ctrl-C.")
            .define(
                    REPORT,
                    Type.STRING,
                    TABLE,
                    CaseInsensitiveValidString.in(TABLE, JSON),
                    Importance.LOW,
                    "What a run prints: table for people, or json, an object a line for programs; then what else it has"
                            + " to say goes to standard error.");

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static RunConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        return new RunConfig(
                Path.of(config.getString(OUTPUT)),
                config.getBoolean(VIDEO),
                config.getInt(PARTITIONS),
                Optional.ofNullable(config.getString(DATA_DIRECTORY)).map(Path::of),
                config.getInt(PORT),
                config.getBoolean(STAY),
                config.getString(REPORT).equalsIgnoreCase(JSON));
    }
}
