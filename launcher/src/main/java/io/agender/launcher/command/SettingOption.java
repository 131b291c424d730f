package io.agender.launcher.command;

import io.agender.launcher.settings.KnownSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that is a setting: its text and default are those of the setting's declaration.
 *
 * @param name the option
 * @param label what its help calls the value; empty for a flag
 * @param setting the setting that it sets
 * @param flag what a flag sets; empty for an option with a value
 */
record SettingOption(String name, String label, String setting, Optional<String> flag) {

    private static final String DEFAULT = "Default: ";

    /** An option with a value. */
    static SettingOption of(String name, String label, String setting) {
        return new SettingOption(name, label, setting, Optional.empty());
    }

    /** An option without a value. */
    static SettingOption flag(String name, String setting, String value) {
        return new SettingOption(name, "", setting, Optional.of(value));
    }

    /** The option as picocli wants it, which notes what the user chose. The rooms check it, not the option. */
    OptionSpec toSpec(Map<String, String> chosen) {
        OptionSpec.Builder option = OptionSpec.builder(name).description(text().replace("%", "%%"));
        if (flag.isPresent()) {
            return option.type(Boolean.class)
                    .arity("0")
                    .setter(noting(given -> {
                        if (Boolean.TRUE.equals(given)) {
                            chosen.put(setting, flag.get());
                        }
                    }))
                    .build();
        }
        return option.type(String.class)
                .arity("1")
                .paramLabel(label)
                .setter(noting(given -> {
                    if (given != null) { // picocli first sets what was there before
                        chosen.put(setting, (String) given);
                    }
                }))
                .build();
    }

    private static ISetter noting(Consumer<Object> note) {
        return new ISetter() {
            @Override
            public <T> T set(T given) {
                note.accept(given);
                return null; // nobody asks what it was before
            }
        };
    }

    private String text() {
        ConfigKey key = KnownSettings.key(setting);
        if (flag.isPresent()) {
            return key.documentation + " This option: " + flag.get() + ".";
        }
        boolean tellsDefault = key.documentation.contains(DEFAULT);
        return tellsDefault || !key.hasDefault() || key.defaultValue == null || isNone(key.defaultValue)
                ? key.documentation
                : key.documentation + " " + DEFAULT + shown(key.defaultValue) + ".";
    }

    private static boolean isNone(Object value) {
        String text = shown(value);
        return text.isEmpty() || text.equals("-1");
    }

    private static String shown(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
