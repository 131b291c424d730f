package io.agender.launcher.settings;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.live.LiveConfig;
import io.agender.launcher.models.ModelSettings;
import io.agender.launcher.run.RunConfig;
import io.agender.launcher.run.TimeZoneConfig;
import io.agender.launcher.service.ServiceConfig;
import io.agender.notifier.NotifierConfig;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.ApplicationConfig;
import io.agender.runtime.config.KafkaConfig;
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

    /** The chapters of the manual, in their order. */
    static final List<Chapter> CHAPTERS = List.of(
            Chapter.of("Brokers and registry", KafkaConfig.DEFINITION),
            Chapter.of("Frames", FrameProducerConfig.DEFINITION),
            Chapter.of("Analysis", EngineConfig.DEFINITION, InferenceConfig.DEFINITION),
            Chapter.of("Summaries", AggregatorConfig.DEFINITION),
            Chapter.of(
                    "Runs on one machine",
                    RunConfig.DEFINITION,
                    LiveConfig.DEFINITION,
                    ApplicationConfig.DEFINITION,
                    TimeZoneConfig.DEFINITION),
            Chapter.of("Models", ModelSettings.DEFINITION),
            Chapter.of("Dashboard", DashboardConfig.DEFINITION),
            Chapter.of("Alerts", NotifierConfig.DEFINITION),
            Chapter.of("Services that are watched", ServiceConfig.DEFINITION));

    /** The rooms' declarations. */
    public static final List<ConfigDef> DEFINITIONS =
            CHAPTERS.stream().flatMap(chapter -> chapter.definitions().stream()).toList();

    /** Settings with one of these in front are passed on as they are. */
    static final List<String> PASSED_ON = List.of(KafkaConfig.KAFKA_PREFIX, KafkaConfig.SERDE_PREFIX);

    private KnownSettings() {}

    /**
     * Settings that are read about together.
     *
     * @param definitions the rooms' declarations, in their order
     */
    record Chapter(String heading, List<ConfigDef> definitions) {

        private static Chapter of(String heading, ConfigDef... definitions) {
            return new Chapter(heading, List.of(definitions));
        }
    }

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
