package io.agender.aggregator;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.runtime.config.Settings;
import java.util.HashMap;
import java.util.Map;

/** Configurations for tests, read the way the program reads them. */
public final class TestConfigs {

    private TestConfigs() {}

    /** Windows of 10 s, grace 2 s, idle 30 s, partial summaries every 5 s, no hours, days and weeks. */
    public static AggregatorConfig defaults() {
        return of(Map.of());
    }

    public static AggregatorConfig withoutPartials() {
        return with("partial.interval", "0s");
    }

    /** As it is set, but hours, days and weeks only where they are asked for. */
    public static AggregatorConfig of(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("rollups", "none"));
        all.putAll(settings);
        return AggregatorConfig.from(new Settings(all));
    }

    public static AggregatorConfig with(String name, String value) {
        return of(Map.of(name, value));
    }
}
