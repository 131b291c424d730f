package io.agender.launcher.command.option;

import io.agender.launcher.settings.KnownSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
 * @param candidates what a shell completes, asked for when it is; empty for what nobody can know. Completion goes by the
 *     label, so of two options of a command with candidates each needs a label of its own.
 */
record SettingOption(
        String name, String label, String setting, Optional<String> flag, Optional<Supplier<List<String>>> candidates) {

    private static final String DEFAULT = "Default: ";

    /** An option with a value. */
    static SettingOption of(String name, String label, String setting) {
        return new SettingOption(name, label, setting, Optional.empty(), words(label));
    }

    /** The same, for which a shell completes what is asked for. */
    SettingOption completing(Supplier<List<String>> words) {
        return new SettingOption(name, label, setting, flag, Optional.of(words));
    }

    /** A label such as {@code tcp|udp} says all there is. */
    private static Optional<Supplier<List<String>>> words(String label) {
        return label.matches("[a-z]+(\\|[a-z]+)+") ? Optional.of(() -> List.of(label.split("\\|"))) : Optional.empty();
    }

    /** An option without a value. */
    static SettingOption flag(String name, String setting, String value) {
        return new SettingOption(name, "", setting, Optional.of(value), Optional.empty());
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
        candidates.ifPresent(
                words -> option.completionCandidates(() -> words.get().iterator()));
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
