package io.agender.launcher.settings;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The manual of all settings, written from their declarations, so that the two cannot drift. */
public final class SettingsManual {

    private SettingsManual() {}

    /** The manual in Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("""
                # Settings

                Written by `./agender settings`; a test holds this page against the program.

                A setting comes from, later over earlier: its default, a bundled profile (`--profile fast`), the YAML file given
                with `--config`, that file's section `"%NAME":` for the profile, the environment, the command line.

                | in a file | in the environment | on the command line |
                | --- | --- | --- |
                | `min.score: 0.6` | `AGENDER_MIN_SCORE=0.6` | `--min-score 0.6` |
                | `kafka.linger.ms: 5` | `AGENDER_KAFKA_LINGER_MS=5` | `--kafka linger.ms=5` |

                Settings that begin with `kafka.` go to the Kafka clients and Kafka Streams as they are, settings that begin
                with `serde.` to the serializers. Unknown names in a file are refused.
                """);
        for (KnownSettings.Chapter chapter : KnownSettings.CHAPTERS) {
            text.append("\n## ").append(chapter.heading()).append("\n\n");
            text.append("| setting | type | default | allowed | meaning |\n| --- | --- | --- | --- | --- |\n");
            for (ConfigDef definition : chapter.definitions()) {
                definition.configKeys().values().forEach(key -> text.append(row(key)));
            }
        }
        return text.toString();
    }

    private static String row(ConfigKey key) {
        String standard = !key.hasDefault() || key.defaultValue == null ? "" : "`" + key.defaultValue + "`";
        String allowed = key.validator == null ? "" : String.valueOf(key.validator);
        return String.join(
                        " | ",
                        "| `" + key.name + "`",
                        key.type.name().toLowerCase(Locale.ROOT),
                        standard,
                        allowed,
                        key.documentation)
                + " |\n";
    }
}
