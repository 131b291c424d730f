package io.agender.inference;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.Settings;
import io.agender.runtime.SettingsException;
import io.agender.vision.ExecutionProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceConfigTest {

    @Test
    void should_have_a_default_for_every_setting() {
        assertThat(InferenceConfig.from(Settings.NONE))
                .isEqualTo(new InferenceConfig(
                        "auto",
                        "face-api",
                        Set.of(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        1,
                        ExecutionProvider.CPU,
                        100_000_000,
                        1,
                        32,
                        Duration.ofMillis(30),
                        Optional.of(
                                new TrackingConfig(Duration.ofSeconds(2), 3, Duration.ofSeconds(1), Duration.ZERO))));
    }

    @Test
    void should_read_every_setting() {
        Settings settings = new Settings(Map.ofEntries(
                entry("detector", "haar"),
                entry("model", "other"),
                entry("extra.heads", "race, mood"),
                entry("min.score", "0.6"),
                entry("model.directory", "my/models"),
                entry("inference.threads", "2"),
                entry("execution.provider", "OpenVINO"),
                entry("max.pixels", "2000000"),
                entry("processor.threads", "4"),
                entry("batch.max.faces", "8"),
                entry("batch.max.wait", "5ms"),
                entry("track.lost.after", "3s"),
                entry("track.confirm.hits", "2"),
                entry("classify.interval", "0s"),
                entry("detect.interval", "200ms")));

        assertThat(InferenceConfig.from(settings))
                .isEqualTo(new InferenceConfig(
                        "haar",
                        "other",
                        Set.of("race", "mood"),
                        OptionalDouble.of(0.6),
                        Optional.of(Path.of("my/models")),
                        2,
                        ExecutionProvider.OPENVINO,
                        2_000_000,
                        4,
                        8,
                        Duration.ofMillis(5),
                        Optional.of(
                                new TrackingConfig(Duration.ofSeconds(3), 2, Duration.ZERO, Duration.ofMillis(200)))));
    }

    @Test
    void should_let_each_frame_stand_for_itself_when_tracking_is_off() {
        assertThat(InferenceConfig.from(new Settings(Map.of("tracking", "false")))
                        .tracking())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "detector, ''",
        "model, ''",
        "min.score, 1.01",
        "min.score, -0.1",
        "min.score, NaN",
        "min.score, high",
        "inference.threads, 0",
        "max.pixels, 0",
        "processor.threads, 0",
        "processor.threads, 100000",
        "batch.max.faces, 0",
        "batch.max.wait, soon",
        "tracking, perhaps",
        "track.lost.after, 0s",
        "track.confirm.hits, 0",
        "classify.interval, -1s",
        "detect.interval, x",
    })
    void should_refuse_a_wrong_value_and_name_the_setting(String name, String value) {
        assertThatThrownBy(() -> InferenceConfig.from(new Settings(Map.of(name, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name);
    }
}
