package io.agender.runtime.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 1d}, or ISO-8601. */
public final class Durations {

    private static final Pattern SHORT = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Duration parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = SHORT.matcher(trimmed);
        if (matcher.matches()) {
            double amount = Double.parseDouble(matcher.group(1));
            return Duration.ofNanos(Math.round(amount * nanos(matcher.group(2))));
        }
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write it like 500ms, 10s, 5m or 1h", e);
        }
    }

    /** A check for {@link ConfigDef}: a duration of at least this much. */
    public static ConfigDef.Validator atLeast(Duration least) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    Duration duration;
                    try {
                        duration = parse((String) value);
                    } catch (IllegalArgumentException e) {
                        throw new ConfigException(name + ": " + e.getMessage() + ".");
                    }
                    if (duration.compareTo(least) < 0) {
                        throw new ConfigException(name + " must be at least " + format(least) + ", not " + value + ".");
                    }
                },
                () -> "a duration of at least " + format(least));
    }

    /** The shortest exact form, such as {@code 90s}. */
    public static String format(Duration duration) {
        if (duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 86_400e9;
        };
    }
}
