package io.agender.launcher.command.option;

import io.agender.runtime.config.Durations;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a user wants topics to be kept.
 *
 * @param times by the topic's name; negative for ever
 */
public record Retention(Map<String, Duration> times) {

    private static final String FOR_EVER = "-1";

    /** Reads durations by topic; throws {@link SettingsException} for one that is none, and for a topic that is not ours. */
    public static Retention parse(Map<String, String> texts) {
        List<String> ours = Topic.all().stream().map(Topic::name).toList();
        Map<String, Duration> times = new LinkedHashMap<>();
        texts.forEach((topic, text) -> {
            if (!ours.contains(topic)) {
                throw new SettingsException(
                        "--retention: '" + topic + "' is no topic of ours; there are " + String.join(", ", ours) + ".");
            }
            times.put(topic, time(topic, text));
        });
        return new Retention(times);
    }

    private static Duration time(String topic, String text) {
        if (text.strip().equals(FOR_EVER)) {
            return Duration.ofMillis(-1);
        }
        try {
            Duration time = Durations.parse(text);
            if (time.toMillis() < 1) {
                throw new SettingsException("--retention: " + topic + " must be kept for at least 1ms, not " + text
                        + "; " + FOR_EVER + " is for ever.");
            }
            return time;
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--retention: " + topic + ": " + e.getMessage() + ".");
        }
    }

    /** The topics, with these times where there are any. */
    public List<Topic> of(List<Topic> topics) {
        return topics.stream()
                .map(topic -> times.containsKey(topic.name()) ? topic.withRetention(times.get(topic.name())) : topic)
                .toList();
    }
}
