package io.agender.runtime.config;

import io.agender.schemas.SerdeConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How the brokers and the registry are reached.
 *
 * @param bootstrapServers brokers to start from, {@code host:port}, comma-separated
 * @param registryUrl base address of the schema registry
 * @param serdes how values are written and read
 * @param clientOverrides every other Kafka setting, as the user gave it
 */
public record KafkaConfig(
        String bootstrapServers, String registryUrl, SerdeConfig serdes, Map<String, String> clientOverrides) {

    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String REGISTRY_URL = "registry.url";
    public static final String VALUE_SERIALIZER = "value.serializer";
    public static final String VALUE_DESERIALIZER = "value.deserializer";

    /** Names a file of Kafka's client properties, which whoever collects the settings lays under all others. */
    public static final String CLIENT_CONFIG = "client.config";

    /** Settings with this prefix go to the Kafka clients and Kafka Streams as they are. */
    public static final String KAFKA_PREFIX = "kafka.";

    /** Settings with this prefix go to the serializer and deserializer as they are. */
    public static final String SERDE_PREFIX = "serde.";

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    BOOTSTRAP_SERVERS,
                    Type.STRING,
                    "localhost:9092",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Brokers to start from: host:port, comma-separated.")
            .define(
                    REGISTRY_URL,
                    Type.STRING,
                    "http://localhost:8081",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Base address of the schema registry.")
            .define(
                    CLIENT_CONFIG,
                    Type.STRING,
                    null,
                    Importance.MEDIUM,
                    "File of client properties, as Kafka's own tools take it; settings that begin with kafka. win over it.")
            .define(
                    VALUE_SERIALIZER,
                    Type.STRING,
                    SerdeConfig.DEFAULT_SERIALIZER,
                    new ConfigDef.NonEmptyString(),
                    Importance.LOW,
                    "Class that writes the values.")
            .define(
                    VALUE_DESERIALIZER,
                    Type.STRING,
                    SerdeConfig.DEFAULT_DESERIALIZER,
                    new ConfigDef.NonEmptyString(),
                    Importance.LOW,
                    "Class that reads the values.");

    public KafkaConfig {
        clientOverrides = Map.copyOf(clientOverrides);
    }

    /** Reads the settings; throws {@link SettingsException} when one is refused. */
    public static KafkaConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        String registry = config.getString(REGISTRY_URL);
        LoginLines.check(settings.withPrefix(KAFKA_PREFIX));
        return new KafkaConfig(
                config.getString(BOOTSTRAP_SERVERS),
                registry,
                SerdeConfig.of(
                        registry,
                        config.getString(VALUE_SERIALIZER),
                        config.getString(VALUE_DESERIALIZER),
                        settings.withPrefix(SERDE_PREFIX)),
                settings.withPrefix(KAFKA_PREFIX));
    }

    /**
     * The same, with an id by which the consumer group knows a Kafka Streams instance again: when it comes back before
     * its session times out it keeps its partitions, and nothing is moved. The user's own
     * {@code kafka.group.instance.id} wins.
     */
    public KafkaConfig withInstanceId(String id) {
        Map<String, String> overrides = new HashMap<>(clientOverrides);
        overrides.putIfAbsent(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG, id);
        return new KafkaConfig(bootstrapServers, registryUrl, serdes, overrides);
    }

    /** Settings of a plain Kafka client: the given ones, the user's over them, and the brokers. */
    public Map<String, Object> clientProperties(Map<String, Object> base) {
        Map<String, Object> all = new HashMap<>(base);
        all.putAll(clientOverrides);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }
}
