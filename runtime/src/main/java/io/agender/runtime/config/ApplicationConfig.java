package io.agender.runtime.config;

import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What Kafka Streams applications, and their instances, are called.
 *
 * @param prefix how the ids of the applications begin
 * @param instanceId what an instance is called in its group; for the caller to make up if empty
 */
public record ApplicationConfig(String prefix, Optional<String> instanceId) {

    public static final String PREFIX = "application.prefix";
    public static final String INSTANCE_ID = "instance.id";

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    PREFIX,
                    Type.STRING,
                    "agender",
                    new ConfigDef.NonEmptyString(),
                    Importance.LOW,
                    "How the ids of the Kafka Streams applications begin, and with them their groups, stores and transactions.")
            .define(
                    INSTANCE_ID,
                    Type.STRING,
                    null,
                    Importance.LOW,
                    "What a processor or aggregator is called in its group, different for each: one that is started again"
                            + " under its name within 15s keeps its partitions. Default: made of host name and the folder of its stores.");

    public ApplicationConfig {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(instanceId, "instanceId");
    }

    /** Reads the settings; throws {@link SettingsException} when one is refused. */
    public static ApplicationConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        return new ApplicationConfig(config.getString(PREFIX), Optional.ofNullable(config.getString(INSTANCE_ID)));
    }

    /** The id of an application, by its name. */
    public String id(String application) {
        return prefix + "-" + application;
    }
}
