package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceSizeTest {

    @ParameterizedTest
    @CsvSource({
        "24, 24, 24px", // pixels, whatever the frame
        "24px, 24, 24px",
        "' 24 PX ', 24, 24px",
        "12.5px, 12.5, 12.5px",
        "3%, 32.4, 3%", // of 1080 rows
        "100%, 1080, 100%",
    })
    void should_read_pixels_of_the_frame_and_shares_of_its_height(String text, double pixels, String shown) {
        FaceSize size = FaceSize.parse(text);

        assertThat(size.pixels(1080)).isCloseTo(pixels, within(1e-9));
        assertThat(size).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "px", "-3px", "0", "0%", "101%", "24 pixels", "1e3", "NaN"})
    void should_refuse_what_is_no_size(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FaceSize.parse(text));
    }
}
