package io.agender.inference;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.vision.track.AttentionRules;
import io.agender.vision.track.DetectInterval;
import io.agender.vision.track.TrackerConfig;
import io.agender.vision.view.ViewConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceConfigTest {

    @Test
    void should_have_a_default_for_every_setting() {
        assertThat(InferenceConfig.from(Settings.NONE))
                .isEqualTo(new InferenceConfig(
                        1,
                        32,
                        Duration.ofMillis(30),
                        13,
                        Optional.of(new TrackingConfig(tracker(2, 3), Duration.ofSeconds(1), DetectInterval.NONE)),
                        true,
                        new ViewConfig(Duration.ofSeconds(10), Duration.ofHours(1))));
    }

    @Test
    void should_read_every_setting() {
        Settings settings = new Settings(Map.ofEntries(
                entry("processor.threads", "4"),
                entry("batch.max.faces", "8"),
                entry("batch.max.wait", "5ms"),
                entry("gender.min.age", "18"),
                entry("track.lost.after", "3s"),
                entry("track.confirm.hits", "2"),
                entry("classify.interval", "0s"),
                entry("detect.interval", "200ms"),
                entry("detect.gate", "false"),
                entry("attention.max.yaw", "30"),
                entry("attention.max.pitch", "40"),
                entry("attention.min.time", "1s"),
                entry("view.impaired.after", "20s"),
                entry("view.moved.accepted.after", "5m")));

        assertThat(InferenceConfig.from(settings))
                .isEqualTo(new InferenceConfig(
                        4,
                        8,
                        Duration.ofMillis(5),
                        18,
                        Optional.of(new TrackingConfig(
                                tracker(3, 2),
                                Duration.ZERO,
                                DetectInterval.of(Duration.ofMillis(200)),
                                Optional.of(new AttentionRules(30, 40, Duration.ofSeconds(1))))),
                        false,
                        new ViewConfig(Duration.ofSeconds(20), Duration.ofMinutes(5))));
    }

    private static TrackerConfig tracker(long lostAfterSeconds, int confirmHits) {
        return TrackerConfig.DEFAULTS
                .withLostAfter(Duration.ofSeconds(lostAfterSeconds))
                .withConfirmHits(confirmHits);
    }

    @Test
    void should_let_the_detector_choose_its_rest() {
        assertThat(InferenceConfig.from(new Settings(Map.of("detect.interval", "Auto")))
                        .tracking()
                        .orElseThrow()
                        .detectInterval())
                .isEqualTo(DetectInterval.AUTO);
    }

    @Test
    void should_measure_no_attention_when_that_is_off() {
        assertThat(InferenceConfig.from(new Settings(Map.of("attention", "false")))
                        .tracking()
                        .orElseThrow()
                        .attention())
                .isEmpty();
    }

    @Test
    void should_let_each_frame_stand_for_itself_when_tracking_is_off() {
        assertThat(InferenceConfig.from(new Settings(Map.of("tracking", "false")))
                        .tracking())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "processor.threads, 0",
        "processor.threads, 100000",
        "batch.max.faces, 0",
        "attention.max.yaw, 91",
        "attention.max.pitch, -1",
        "attention.min.time, soon",
        "batch.max.wait, soon",
        "gender.min.age, -1",
        "tracking, perhaps",
        "track.lost.after, 0s",
        "track.confirm.hits, 0",
        "classify.interval, -1s",
        "detect.interval, x",
        "detect.interval, -1s",
    })
    void should_refuse_a_wrong_value_and_name_the_setting(String name, String value) {
        assertThatThrownBy(() -> InferenceConfig.from(new Settings(Map.of(name, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name);
    }
}
