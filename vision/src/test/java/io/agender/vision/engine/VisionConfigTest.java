package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisionConfigTest {

    @ParameterizedTest
    @CsvSource({
        "-0.1, 1, 1, minimal score",
        "1.1, 1, 1, minimal score",
        "NaN, 1, 1, minimal score",
        "0.5, 0, 1, threads",
        "0.5, 1, 0, pixels"
    })
    void should_refuse_values_out_of_range(double minScore, int threads, long maxPixels, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VisionConfig(
                        "auto",
                        "auto",
                        OptionalDouble.of(minScore),
                        OptionalDouble.empty(),
                        threads,
                        Optional.empty(),
                        maxPixels))
                .withMessageContaining(named);
    }

    @Test
    void should_leave_the_choice_of_models_open_by_default() {
        assertThat(VisionConfig.DEFAULTS.detector()).isEqualTo(VisionConfig.AUTO);
        assertThat(VisionConfig.DEFAULTS.model()).isEqualTo(VisionConfig.AUTO);
    }
}
