package io.agender.launcher.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorAtSizeTest {

    @Test
    void should_take_a_detector_as_it_is() {
        assertThat(DetectorAtSize.parse("yunet").settings()).isEqualTo(Map.of("detector", "yunet"));
    }

    @Test
    void should_take_digits_for_the_size_of_the_picture() {
        assertThat(DetectorAtSize.parse("yunet@1280").settings())
                .isEqualTo(Map.of("detector", "yunet", "detect.size", "1280"));
    }

    @Test
    void should_take_a_unit_for_the_smallest_face() {
        assertThat(DetectorAtSize.parse("blazeface@24px").settings())
                .isEqualTo(Map.of("detector", "blazeface", "detect.min.face", "24px"));
        assertThat(DetectorAtSize.parse("blazeface@3%").settings())
                .isEqualTo(Map.of("detector", "blazeface", "detect.min.face", "3%"));
    }
}
