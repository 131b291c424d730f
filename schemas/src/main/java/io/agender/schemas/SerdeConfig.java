package io.agender.schemas;

import io.agender.text.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which serializer and deserializer write and read the values, and what they are configured with. They are named by
 * class, so the registry and its client are the user's choice; the bytes are the Confluent wire format: a zero byte, the
 * schema's id in 4 bytes, Avro binary.
 *
 * @param serializer class name of a Kafka serializer for Avro records
 * @param deserializer class name of a Kafka deserializer that gives specific records
 * @param properties what both are configured with
 */
public record SerdeConfig(String serializer, String deserializer, Map<String, String> properties) {

    /** Apicurio's serializer, from Maven Central. */
    public static final String DEFAULT_SERIALIZER = "io.apicurio.registry.serde.avro.AvroKafkaSerializer";

    /** Apicurio's deserializer, from Maven Central. */
    public static final String DEFAULT_DESERIALIZER = "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

    private static final String APICURIO = "apicurio.registry.";

    public SerdeConfig {
        Objects.requireNonNull(serializer, "serializer");
        Objects.requireNonNull(deserializer, "deserializer");
        properties = Map.copyOf(properties);
    }

    /**
     * The settings for a registry.
     *
     * @param registryUrl base address of the registry, such as {@code http://localhost:8081}
     * @param serializer class name
     * @param deserializer class name
     * @param overrides further settings of serializer and deserializer; they win over those chosen here
     */
    public static SerdeConfig of(
            String registryUrl, String serializer, String deserializer, Map<String, String> overrides) {
        String url = registryUrl.replaceAll("/+$", "");
        Map<String, String> all = new HashMap<>();
        all.putAll(apicurio(url));
        all.putAll(confluent(url));
        all.putAll(overrides);
        return new SerdeConfig(serializer, deserializer, all);
    }

    /** The settings for Apicurio's classes and a registry. */
    public static SerdeConfig of(String registryUrl) {
        return of(registryUrl, DEFAULT_SERIALIZER, DEFAULT_DESERIALIZER, Map.of());
    }

    /**
     * Where to ask whether a registry of the kind that serializer and deserializer want is there: it gives an answer other
     * than 404. Empty for classes of other makers.
     */
    public Optional<String> probeUrl() {
        if (isMadeBy("io.apicurio.")) {
            return Optional.of(properties.get(APICURIO + "url") + "/system/info");
        }
        if (isMadeBy("io.confluent.")) {
            return Optional.of(properties.get("schema.registry.url").split(",", 2)[0] + "/config");
        }
        return Optional.empty();
    }

    /** Where the registry is, for messages: without what logs in there, and without a query. */
    String address() {
        String url = isMadeBy("io.confluent.")
                ? properties.get("schema.registry.url")
                : String.valueOf(properties.get(APICURIO + "url")).replaceAll("/apis/registry/v3$", "");
        return Secrets.hiddenInAddress(url).replaceAll("[?#].*", "");
    }

    private boolean isMadeBy(String maker) {
        return serializer.startsWith(maker) && deserializer.startsWith(maker);
    }

    private static Map<String, String> apicurio(String url) {
        return Map.ofEntries(
                Map.entry(APICURIO + "url", url.endsWith("/apis/registry/v3") ? url : url + "/apis/registry/v3"),
                Map.entry(APICURIO + "http.adapter", "JDK"),
                Map.entry(APICURIO + "auto-register", "true"),
                Map.entry(APICURIO + "headers.enabled", "false"),
                Map.entry(
                        APICURIO + "artifact-resolver-strategy", "io.apicurio.registry.serde.strategy.TopicIdStrategy"),
                Map.entry(APICURIO + "artifact.group-id", "default"),
                Map.entry(APICURIO + "use-id", "contentId"),
                Map.entry(APICURIO + "id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler"),
                Map.entry(APICURIO + "use-specific-avro-reader", "true"),
                Map.entry(APICURIO + "avro-datum-provider", DatumCache.class.getName()),
                Map.entry(APICURIO + "serde.send-type-ref", "false"),
                // Nested types stay inside the record's schema; as subjects of their own Confluent clients can't read
                // them.
                Map.entry(APICURIO + "dereference-schema", "true"));
    }

    private static Map<String, String> confluent(String url) {
        return Map.of("schema.registry.url", url, "specific.avro.reader", "true");
    }
}
