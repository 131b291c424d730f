package io.agender.runtime.config;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of a program as they came from its command line, environment, files and profile, already layered: plain
 * names and texts. Each room declares its own settings once in a {@link ConfigDef} and reads them from here into a
 * record. Immutable.
 *
 * @param values setting name to text
 */
public record Settings(Map<String, String> values) {

    /** No settings: all defaults. */
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * Reads the declared settings, with defaults for those that are not set.
     *
     * @throws SettingsException when a value is refused; the message names the setting
     */
    public AbstractConfig read(ConfigDef definition) {
        try {
            return new AbstractConfig(definition, values, false);
        } catch (ConfigException e) {
            throw new SettingsException(e.getMessage(), e);
        }
    }

    /** The settings whose name starts with a prefix, without it. */
    public Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** These settings with others laid over them. */
    public Settings with(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(overrides);
        return new Settings(all);
    }
}
