package io.agender.launcher.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.SettingsException;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    @Test
    void should_change_only_the_topics_that_are_named() {
        List<Topic> topics = Retention.parse(Map.of(Topic.FRAMES, "60m", Topic.SUMMARY, "-1"))
                .of(Topic.all());

        assertThat(topics).hasSameSizeAs(Topic.all()).allSatisfy(topic -> {
            switch (topic.name()) {
                case Topic.FRAMES -> assertThat(topic.retention()).isEqualTo(Duration.ofHours(1));
                case Topic.SUMMARY -> assertThat(topic.retentionMillis()).isEqualTo("-1");
                default -> assertThat(Topic.all()).contains(topic);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "frames,         1h,   is no topic of ours",
        "agender.frames, soon, is not a duration",
        "agender.frames, 0s,   must be kept for at least 1ms",
        "agender.frames, -2,   is not a duration",
    })
    void should_refuse_what_makes_no_sense(String topic, String time, String why) {
        assertThatThrownBy(() -> Retention.parse(Map.of(topic, time)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(why);
    }
}
