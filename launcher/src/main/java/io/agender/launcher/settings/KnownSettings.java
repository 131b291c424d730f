package io.agender.launcher.settings;

import io.agender.aggregator.AggregatorConfig;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.models.ModelSettings;
import io.agender.launcher.run.RunConfig;
import io.agender.launcher.service.ServiceConfig;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.KafkaConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** All settings that the rooms declare. */
public final class KnownSettings {

    /** The rooms' declarations, in the order of the manual. */
    public static final List<ConfigDef> DEFINITIONS = List.of(
            KafkaConfig.DEFINITION,
            FrameProducerConfig.DEFINITION,
            InferenceConfig.DEFINITION,
            AggregatorConfig.DEFINITION,
            RunConfig.DEFINITION,
            ModelSettings.DEFINITION,
            DashboardConfig.DEFINITION,
            ServiceConfig.DEFINITION);

    /** Settings with one of these in front are passed on as they are. */
    static final List<String> PASSED_ON = List.of(KafkaConfig.KAFKA_PREFIX, KafkaConfig.SERDE_PREFIX);

    private KnownSettings() {}

    /** The names of all settings. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        DEFINITIONS.forEach(definition -> names.addAll(definition.names()));
        return names;
    }

    /** The declaration of a setting, which must be known. */
    public static ConfigKey key(String name) {
        return DEFINITIONS.stream()
                .map(definition -> definition.configKeys().get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    static boolean isKnown(String name) {
        return names().contains(name) || PASSED_ON.stream().anyMatch(name::startsWith);
    }

    /** The known name that looks most like a mistyped one. */
    static Optional<String> similarTo(String name) {
        return names().stream()
                .filter(known -> distance(known, name) <= 3)
                .min(Comparator.comparingInt(known -> distance(known, name)));
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }
}
