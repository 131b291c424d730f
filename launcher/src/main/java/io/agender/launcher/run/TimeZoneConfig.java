package io.agender.launcher.run;

import io.agender.runtime.config.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where the reader's clock hangs.
 *
 * @param zone of times for people; files and topics have times of UTC
 */
public record TimeZoneConfig(ZoneId zone) {

    public static final String TIME_ZONE = "time.zone";

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    TIME_ZONE,
                    Type.STRING,
                    null,
                    LambdaValidator.with(TimeZoneConfig::check, () -> "a zone such as Europe/Berlin or UTC"),
                    Importance.LOW,
                    "Time zone of the table of a run, of times without one that are given to read, and"
                            + " of the local times of an export. Files and topics have times of UTC. Default: the system's;"
                            + " for hours, days and weeks in an export that of the camera.");

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static TimeZoneConfig from(Settings settings) {
        return new TimeZoneConfig(Optional.ofNullable(settings.read(DEFINITION).getString(TIME_ZONE))
                .map(ZoneId::of)
                .orElseGet(ZoneId::systemDefault));
    }

    /** Whether somebody has set it. */
    public static boolean isSet(Settings settings) {
        return settings.read(DEFINITION).getString(TIME_ZONE) != null;
    }

    private static void check(String name, Object value) {
        try {
            if (value != null) {
                ZoneId.of((String) value);
            }
        } catch (DateTimeException e) {
            throw new ConfigException(name + " must be a zone such as Europe/Berlin or UTC, not " + value + ".");
        }
    }
}
