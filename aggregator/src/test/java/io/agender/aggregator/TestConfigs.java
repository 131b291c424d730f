package io.agender.aggregator;

import io.agender.runtime.Settings;
import java.util.Map;

/** Configurations for tests, read the way the program reads them. */
final class TestConfigs {

    private TestConfigs() {}

    /** Windows of 10 s, grace 2 s, idle 30 s, partial summaries every 5 s. */
    static AggregatorConfig defaults() {
        return AggregatorConfig.from(Settings.NONE);
    }

    static AggregatorConfig withoutPartials() {
        return with("partial.interval", "0s");
    }

    static AggregatorConfig of(Map<String, String> settings) {
        return AggregatorConfig.from(new Settings(settings));
    }

    static AggregatorConfig with(String name, String value) {
        return AggregatorConfig.from(new Settings(Map.of(name, value)));
    }
}
