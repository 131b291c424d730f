package io.agender.notifier;

import io.agender.notifier.outlet.MqttConfig;
import io.agender.notifier.rule.Rule;
import io.agender.runtime.config.Durations;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * What is told, and whom.
 *
 * @param rules at least one
 * @param mqtt the broker; none for no MQTT
 * @param webhook where alerts are posted; none for nowhere
 * @param authorization what the webhook wants in the header of that name
 * @param kept how old an alert may become that nobody takes
 */
public record NotifierConfig(
        List<Rule> rules,
        Optional<MqttConfig> mqtt,
        Optional<URI> webhook,
        Optional<String> authorization,
        Duration kept) {

    public static final String RULES = "notify.rules";
    public static final String KEPT = "notify.keep";
    public static final String WEBHOOK = "webhook.url";
    public static final String AUTHORIZATION = "webhook.authorization";
    public static final String MQTT = "mqtt.url";
    public static final String MQTT_CLIENT_ID = "mqtt.client.id";
    public static final String MQTT_USER = "mqtt.user";
    public static final String MQTT_PASSWORD = "mqtt.password";
    public static final String MQTT_TOPIC = "mqtt.topic";
    public static final String MQTT_DISCOVERY = "mqtt.discovery";

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    RULES,
                    Type.STRING,
                    null,
                    ConfigDef.LambdaValidator.with(NotifierConfig::checkRules, () -> "rules with ; between them"),
                    Importance.HIGH,
                    "What is told: 'crowd: more than 5 people in zone queue at lobby for 2m; gone: dark for 5m; blind:"
                            + " cannot see for 5m'. Without 'at' a rule holds for each camera by itself; faces instead"
                            + " of people are counted per frame, and picture instead of a zone is all of it; dark is a"
                            + " camera that sends nothing, and 'view blocked or moved' names what is wrong with one that"
                            + " cannot see (docs/alerts.md).")
            .define(
                    MQTT,
                    Type.STRING,
                    null,
                    ConfigDef.LambdaValidator.with(NotifierConfig::checkMqtt, () -> "tcp://… or ssl://…"),
                    Importance.HIGH,
                    "MQTT broker that alerts go to, such as tcp://broker:1883. Default: none.")
            .define(
                    MQTT_CLIENT_ID,
                    Type.STRING,
                    "agender-notifier",
                    new ConfigDef.NonEmptyString(),
                    Importance.LOW,
                    "What the MQTT broker knows the notifier by; two must not have the same.")
            .define(MQTT_USER, Type.STRING, null, Importance.MEDIUM, "User at the MQTT broker. Default: none.")
            .define(
                    MQTT_PASSWORD,
                    Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "Password at the MQTT broker. Set it in the environment or a file.")
            .define(
                    MQTT_TOPIC,
                    Type.STRING,
                    "agender",
                    ConfigDef.LambdaValidator.with(NotifierConfig::checkTopic, () -> "a topic without + and #"),
                    Importance.LOW,
                    "What the topics of alerts begin with.")
            .define(
                    MQTT_DISCOVERY,
                    Type.STRING,
                    "homeassistant",
                    ConfigDef.LambdaValidator.with(NotifierConfig::checkDiscovery, () -> "a topic without + and #"),
                    Importance.LOW,
                    "What Home Assistant's discovery topics begin with; empty for no discovery.")
            .define(
                    WEBHOOK,
                    Type.STRING,
                    null,
                    ConfigDef.LambdaValidator.with(NotifierConfig::checkWebhook, () -> "http://… or https://…"),
                    Importance.HIGH,
                    "Address that each alert is posted to as JSON. Default: none.")
            .define(
                    AUTHORIZATION,
                    Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "What the webhook wants in the header Authorization, such as 'Bearer …'. Set it in the environment or a"
                            + " file.")
            .define(
                    KEPT,
                    Type.STRING,
                    "24h",
                    Durations.atLeast(Duration.ofMinutes(1)),
                    Importance.LOW,
                    "How long an alert is kept that MQTT or the webhook doesn't take; then it is given up and counted.");

    /**
     * Reads the settings.
     *
     * @throws SettingsException when one is refused, or there is no rule or nobody to be told
     */
    public static NotifierConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        NotifierConfig read = new NotifierConfig(
                given(config, RULES).map(Rule::parse).orElse(List.of()),
                given(config, MQTT).map(url -> mqtt(url, config)),
                given(config, WEBHOOK).map(URI::create),
                secret(config, AUTHORIZATION),
                Durations.parse(config.getString(KEPT)));
        if (read.rules().isEmpty()) {
            throw new SettingsException("There is no rule; set " + RULES
                    + ", such as 'crowd: more than 5 people in zone queue for 2m; gone: dark for 5m'.");
        }
        if (read.mqtt().isEmpty() && read.webhook().isEmpty()) {
            throw new SettingsException("Nobody is told; set " + MQTT + " or " + WEBHOOK + ".");
        }
        return read;
    }

    private static MqttConfig mqtt(String url, AbstractConfig config) {
        return new MqttConfig(
                url,
                config.getString(MQTT_CLIENT_ID),
                given(config, MQTT_USER),
                secret(config, MQTT_PASSWORD),
                config.getString(MQTT_TOPIC),
                given(config, MQTT_DISCOVERY));
    }

    /** In Compose what is not set is empty. */
    private static Optional<String> given(AbstractConfig config, String name) {
        return Optional.ofNullable(config.getString(name)).filter(value -> !value.isBlank());
    }

    private static Optional<String> secret(AbstractConfig config, String name) {
        return Optional.ofNullable(config.getPassword(name))
                .map(Password::value)
                .filter(value -> !value.isBlank());
    }

    private static void checkRules(String name, Object value) {
        try {
            if (value != null) {
                Rule.parse((String) value);
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage() + ".");
        }
    }

    private static void checkMqtt(String name, Object value) {
        if (isGiven(value) && !((String) value).matches("(tcp|ssl)://[^\\s/?#@]+")) {
            throw new ConfigException(name + " must be an address such as tcp://broker:1883 or ssl://broker:8883.");
        }
    }

    private static void checkWebhook(String name, Object value) {
        if (isGiven(value) && !((String) value).matches("https?://[^\\s/?#@]+([/?]\\S*)?")) {
            throw new ConfigException(name + " must be an address such as https://example.org/alerts.");
        }
    }

    private static boolean isGiven(Object value) {
        return value != null && !((String) value).isBlank();
    }

    private static void checkTopic(String name, Object value) {
        if (!((String) value).matches("[^\\s+#/$][^\\s+#]*")) {
            throw new ConfigException(name + " must be a topic without + and #, such as agender, not '" + value + "'.");
        }
    }

    private static void checkDiscovery(String name, Object value) {
        if (isGiven(value)) {
            checkTopic(name, value);
        }
    }
}
