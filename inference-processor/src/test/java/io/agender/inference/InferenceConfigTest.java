package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.Settings;
import io.agender.runtime.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceConfigTest {

    @Test
    void should_have_a_default_for_every_setting() {
        assertThat(InferenceConfig.from(Settings.NONE))
                .isEqualTo(new InferenceConfig(
                        "auto", "ssrnet-imdb", OptionalDouble.empty(), Optional.empty(), 1, 100_000_000, 1));
    }

    @Test
    void should_read_every_setting() {
        Settings settings = new Settings(Map.of(
                "detector", "haar",
                "model", "other",
                "min.score", "0.6",
                "model.directory", "my/models",
                "inference.threads", "2",
                "max.pixels", "2000000",
                "processor.threads", "4"));

        assertThat(InferenceConfig.from(settings))
                .isEqualTo(new InferenceConfig(
                        "haar", "other", OptionalDouble.of(0.6), Optional.of(Path.of("my/models")), 2, 2_000_000, 4));
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
    })
    void should_refuse_a_wrong_value_and_name_the_setting(String name, String value) {
        assertThatThrownBy(() -> InferenceConfig.from(new Settings(Map.of(name, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name);
    }
}
