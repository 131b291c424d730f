package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamerasStepTest {

    @Test
    void should_read_cameras_and_partitions_or_one_number_for_both() {
        assertThat(CamerasStep.parse("64/8")).isEqualTo(new CamerasStep(64, 8));
        assertThat(CamerasStep.parse(" 16 ")).isEqualTo(new CamerasStep(16, 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "4/", "/4", "0", "4/0", "-1", "1/2/3"})
    void should_refuse_all_else_with_a_sentence(String text) {
        assertThatThrownBy(() -> CamerasStep.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no number of cameras and partitions, such as 16 or 64/1");
    }
}
