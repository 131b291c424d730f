package io.agender.launcher.service;

import io.agender.runtime.config.Durations;
import io.agender.runtime.config.Settings;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How a service starts and is watched.
 *
 * @param httpPort port of health and figures, 0 for a free one; none when they are not served
 * @param httpHost address that they are served at
 * @param logFormat how log lines are written
 * @param startPatience how long it goes on asking at its start while brokers or registry don't answer
 */
public record ServiceConfig(Optional<Integer> httpPort, String httpHost, LogFormat logFormat, Duration startPatience) {

    public static final String HTTP_PORT = "http.port";
    public static final String HTTP_HOST = "http.host";
    public static final String LOG_FORMAT = "log.format";
    public static final String START_PATIENCE = "start.patience";

    private static final int OFF = -1;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    HTTP_PORT,
                    Type.INT,
                    OFF,
                    Range.between(OFF, 65_535),
                    Importance.MEDIUM,
                    "Port at which produce, process, aggregate, notify and dashboard serve /health/live, /health/ready and"
                            + " /metrics; 0 for a free one, -1 for none.")
            .define(
                    HTTP_HOST,
                    Type.STRING,
                    "127.0.0.1",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Address of this machine at which they are served; 0.0.0.0 for all. Whoever reaches it reads them.")
            .define(
                    LOG_FORMAT,
                    Type.STRING,
                    "text",
                    CaseInsensitiveValidString.in("text", "json"),
                    Importance.MEDIUM,
                    "How produce, process, aggregate, notify and dashboard log: text for people, or json, an object a line with the"
                            + " camera's id as 'camera'.")
            .define(
                    START_PATIENCE,
                    Type.STRING,
                    "0s",
                    Durations.atLeast(Duration.ZERO),
                    Importance.LOW,
                    "How long produce, process, aggregate, notify, dashboard and topics go on asking at their start while brokers or"
                            + " registry don't answer; 0s: they end the first time. Longer: where all start together nobody"
                            + " has to be started again, but a wrong address is told later.");

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static ServiceConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        int port = config.getInt(HTTP_PORT);
        return new ServiceConfig(
                port == OFF ? Optional.empty() : Optional.of(port),
                config.getString(HTTP_HOST),
                LogFormat.parse(config.getString(LOG_FORMAT)),
                Durations.parse(config.getString(START_PATIENCE)));
    }
}
