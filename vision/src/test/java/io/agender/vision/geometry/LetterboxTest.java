package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterboxTest {

    /** It is the same in any part of any picture. */
    private static final Optional<HeadPose> POSE = Optional.of(new HeadPose(10, 20, 30));

    @ParameterizedTest(name = "{8}")
    @CsvSource({
        // frame, input, left, top, content
        "1920, 1080,  0, 42, 192, 108, 192, 192, a wide frame has bars above and below",
        "1080, 1920, 42,  0, 108, 192, 192, 192, a tall frame has bars left and right",
        " 500,  500,  0,  0, 192, 192, 192, 192, a square frame has none",
        "  48,   27,  0, 42, 192, 108, 192, 192, a small frame is enlarged",
        " 401,  225,  0, 42, 192, 108, 192, 192, the content is whole pixels",
        "   1,    1,  0,  0, 192, 192, 192, 192, a frame of one pixel fills the input",
        "30000,   1,  0, 95, 192,   1, 192, 192, a very long frame keeps one row",
        "   1, 30000, 95, 0,   1, 192, 192, 192, a very tall frame keeps one column",
        " 640,  360,  0,  0, 320, 180, 320, 180, an input of the frame's shape needs no bars",
        " 640,  640, 70,  0, 180, 180, 320, 180, an input need not be square"
    })
    void should_keep_the_shape_and_centre_the_frame(
            int frameWidth,
            int frameHeight,
            int left,
            int top,
            int contentWidth,
            int contentHeight,
            int inputWidth,
            int inputHeight,
            String remark) {
        assertThat(Letterbox.fit(frameWidth, frameHeight, inputWidth, inputHeight))
                .as(remark)
                .isEqualTo(new Letterbox(
                        frameWidth, frameHeight, inputWidth, inputHeight, left, top, contentWidth, contentHeight));
    }

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        // frame, content, input
        "1920, 1080, 512, 288, 512, 288, 'no padding where the size is a multiple already'",
        "1080, 1920, 288, 512, 288, 512, 'a tall frame'",
        " 400,  225, 512, 288, 512, 288, 'a small frame is enlarged'",
        " 640,  480, 512, 384, 512, 384, 'four to three'",
        " 401,  215, 512, 275, 512, 288, 'padded to the next multiple'",
        "   1,    1, 512, 512, 512, 512, 'a frame of one pixel'",
        "90000,   1, 512,   1, 512,  32, 'a very long frame keeps one row'"
    })
    void should_cut_off_what_would_be_padding(
            int frameWidth,
            int frameHeight,
            int contentWidth,
            int contentHeight,
            int width,
            int height,
            String remark) {
        assertThat(Letterbox.fitCut(frameWidth, frameHeight, 512, 512, 32))
                .as(remark)
                .isEqualTo(new Letterbox(frameWidth, frameHeight, width, height, 0, 0, contentWidth, contentHeight));
    }

    @Test
    void should_fill_the_whole_input_when_stretched() {
        Letterbox letterbox = Letterbox.stretched(1920, 1080, 300, 300);

        assertThat(letterbox.toFrame(new BoundingBox(150, 150, 30, 30))).isEqualTo(new BoundingBox(960, 540, 192, 108));
    }

    @ParameterizedTest
    @CsvSource({"1920,1080", "1080,1920", "401,225", "48,27", "3,1000"})
    void should_take_the_corners_of_the_content_back_to_the_corners_of_the_frame(int width, int height) {
        Letterbox letterbox = Letterbox.fit(width, height, 192, 192);

        BoundingBox whole = letterbox.toFrame(new BoundingBox(
                letterbox.left(), letterbox.top(), letterbox.contentWidth(), letterbox.contentHeight()));

        assertThat(whole.x()).isCloseTo(0, within(1e-9));
        assertThat(whole.y()).isCloseTo(0, within(1e-9));
        assertThat(whole.width()).isCloseTo(width, within(1e-9));
        assertThat(whole.height()).isCloseTo(height, within(1e-9));
    }

    @Test
    void should_take_a_box_and_its_landmarks_back_to_the_frame() {
        Letterbox letterbox = Letterbox.fit(1920, 1080, 192, 192);

        assertThat(letterbox.toFrame(new BoundingBox(19, 52, 30, 40))).isEqualTo(new BoundingBox(190, 100, 300, 400));
        assertThat(letterbox.toFrame(new Landmark(Point.NOSE_TIP, 96, 96)))
                .isEqualTo(new Landmark(Point.NOSE_TIP, 960, 540));
    }

    @Test
    void should_give_negative_coordinates_for_a_box_in_the_padding() {
        Letterbox letterbox = Letterbox.fit(1920, 1080, 192, 192);

        assertThat(letterbox.toFrame(new BoundingBox(0, 0, 20, 20)).y()).isEqualTo(-420);
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,1", "1,-1,1,1", "1,1,0,1", "1,1,1,0"})
    void should_refuse_sizes_that_are_not_positive(int frameWidth, int frameHeight, int inputWidth, int inputHeight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Letterbox.fit(frameWidth, frameHeight, inputWidth, inputHeight))
                .withMessageContaining("must be positive");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"2, 100, 60, 20, 10", "4, 200, 120, 40, 20", "8, 400, 240, 80, 40"})
    void should_lead_from_a_reduced_frame_back_to_the_whole_one(int reduction, int x, int y, int width, int height) {
        Detection face = new Detection(
                new BoundingBox(50, 30, 10, 5), 0.75, List.of(new Landmark(Point.NOSE_TIP, 50, 30)), POSE);

        assertThat(Letterbox.reduced(321, 181, reduction).toFrame(face))
                .isEqualTo(new Detection(
                        new BoundingBox(x, y, width, height), 0.75, List.of(new Landmark(Point.NOSE_TIP, x, y)), POSE));
    }
}
