package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.DetectorSpec.Fit;
import io.agender.models.DetectorSpec.Ssd;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsdHeadTest {

    private final SsdHead head = new SsdHead(
            "ssd300", new Ssd(new InputSpec(300, 300, Layout.NCHW, ColourOrder.BGR, Stretch.NONE, 0, 1), Fit.SQUEEZE));

    @Test
    void should_turn_fractions_of_the_input_into_pixels() {
        assertThat(decode(0.7, 0, 1, 0.9f, 0.25f, 0.5f, 0.75f, 1))
                .singleElement()
                .satisfies(face -> {
                    assertThat(face.box().x()).isCloseTo(100, within(1e-4));
                    assertThat(face.box().y()).isCloseTo(150, within(1e-4));
                    assertThat(face.box().right()).isCloseTo(300, within(1e-4));
                    assertThat(face.box().bottom()).isCloseTo(300, within(1e-4));
                    assertThat(face.score()).isCloseTo(0.9, within(1e-6));
                    assertThat(face.landmarks()).isEmpty();
                });
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "0.7,  0.1, 0.9, 1, from the minimal score on",
        "0.69, 0.1, 0.9, 0, below it",
        "0.9,  0.5, 0.5, 0, without width",
        "0.9,  0.6, 0.5, 0, the right edge left of the left one",
        "0.9, -0.2, 1.3, 1, over the border",
        "1.1,  0.1, 0.9, 1, a score above 1 counts as 1"
    })
    void should_keep_what_is_a_face(float score, float left, float right, int kept, String remark) {
        List<Detection> faces = decode(0.7f, 0, 1, score, left, 0.2f, right, 0.4f);

        assertThat(faces).as(remark).hasSize(kept).allSatisfy(face -> assertThat(face.score())
                .isLessThanOrEqualTo(1));
    }

    @Test
    void should_refuse_what_is_not_finite() {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(0.7, 0, 1, 0.1f, 0, 0, Float.NaN, 0))
                .withMessageContaining("ssd300 answered with a number that is not finite");
    }

    @Test
    void should_refuse_what_are_not_rows_of_seven() {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(0.7, 0, 1, 0.9f, 0, 0, 1))
                .withMessageContaining("ssd300 gave 6 numbers");
    }

    private List<Detection> decode(double minScore, float... rows) {
        return head.decode(Map.of("detection_out", rows), 400, 300, minScore);
    }
}
