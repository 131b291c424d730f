package io.agender.vision.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.BoundingBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPlaceTest {

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        // box x, y; plate x, y; what: for a plate of 50 x 20 in a frame of 200 x 100
        " 60,  40,  60,  20, above the box",
        " 60,  20,  60,   0, just room above",
        " 60,  19,  60,  19, inside under the upper edge when there is no room above",
        " 60, -10,  60,   0, box reaches over the upper border",
        "-15,  40,   0,  20, box reaches over the left border",
        "180,  40, 150,  20, moved in from the right border",
        " 60, 130,  60,  80, box below the frame",
    })
    void should_lie_above_the_box_and_inside_the_frame(double x, double y, int plateX, int plateY, String what) {
        assertThat(LabelPlace.of(new BoundingBox(x, y, 40, 40), 50, 20, 200, 100))
                .isEqualTo(new LabelPlace(plateX, plateY));
    }
}
