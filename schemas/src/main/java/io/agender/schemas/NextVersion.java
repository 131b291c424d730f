package io.agender.schemas;

import io.apicurio.registry.resolver.client.RegistryClientFacadeFactory;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The version that a subject's next schema gets in Apicurio Registry. That looks for a schema and numbers a new one in two
 * steps, so whoever asks for the same at the same moment makes versions side by side. With the number in the request all
 * but one are refused, and find that one's when they ask again.
 */
final class NextVersion {

    private static final String AUTO_REGISTER = "apicurio.registry.auto-register";
    private static final String STRATEGY = "apicurio.registry.artifact-resolver-strategy";
    private static final String GROUP = "apicurio.registry.artifact.group-id";
    private static final String VERSION = "apicurio.registry.artifact.version";
    private static final String FIND_LATEST = "apicurio.registry.find-latest";

    private NextVersion() {}

    /** The settings with the version in them; nothing where versions are the user's or another registry's matter. */
    static Optional<Map<String, String>> of(SerdeConfig config, String topic) {
        Map<String, String> all = config.properties();
        boolean ours = config.serializer().equals(SerdeConfig.DEFAULT_SERIALIZER)
                && Boolean.parseBoolean(all.get(AUTO_REGISTER))
                && String.valueOf(all.get(STRATEGY)).endsWith(".TopicIdStrategy")
                && !all.containsKey(VERSION)
                && !all.containsKey(FIND_LATEST);
        return ours ? next(all, topic + "-value").map(version -> with(all, version)) : Optional.empty();
    }

    private static Map<String, String> with(Map<String, String> all, String version) {
        Map<String, String> versioned = new HashMap<>(all);
        versioned.put(VERSION, version);
        return versioned;
    }

    private static Optional<String> next(Map<String, String> all, String subject) {
        String latest;
        try {
            latest = RegistryClientFacadeFactory.create(new SchemaResolverConfig(all))
                    .getVersionCoordinatesByGAV(all.get(GROUP), subject, null)
                    .getVersion();
        } catch (RuntimeException e) {
            if (RegistryAnswer.in(e).filter(RegistryAnswer::saysUnknown).isPresent()) {
                return Optional.of("1");
            }
            throw e;
        }
        return latest != null && latest.matches("\\d{1,9}")
                ? Optional.of(String.valueOf(Integer.parseInt(latest) + 1))
                : Optional.empty(); // numbered by somebody's own rule
    }
}
