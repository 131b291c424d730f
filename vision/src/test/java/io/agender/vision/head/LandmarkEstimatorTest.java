package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.models.LandmarksSpec;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.NativeMemory;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.CropRegion;
import io.agender.vision.onnx.OrtModel;
import io.agender.vision.onnx.SessionSettings;
import io.agender.vision.onnx.TinyNetwork;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandmarkEstimatorTest {

    private static final InputSpec INPUT = new InputSpec(4, 4, Layout.NCHW, ColourOrder.RGB, Stretch.NONE, 0, 1);
    private static final LandmarksSpec SPEC = new LandmarksSpec(INPUT, 0, "points");
    private static final CropRegion REGION = new CropRegion(100, 200, 50);

    private final float[] points = new float[2 * LandmarksSpec.POINTS];

    @Test
    void should_name_eyes_nose_and_mouth_in_pixels_of_the_frame() {
        for (int i = 0; i < 6; i++) {
            put(36 + i, 0.25f + (i - 2.5f) / 100, 0.5f);
            put(42 + i, 0.75f, 0.5f + (i - 2.5f) / 100);
        }
        put(30, 0.5f, 0.625f);
        put(48, 0.375f, 0.75f);
        put(54, 0.625f, 0.875f);

        assertThat(estimate())
                .extracting(Landmark::point, mark -> Math.round(mark.x() * 100), mark -> Math.round(mark.y() * 100))
                .containsExactly(
                        tuple(Point.RIGHT_EYE, 11_250L, 22_500L),
                        tuple(Point.LEFT_EYE, 13_750L, 22_500L),
                        tuple(Point.NOSE_TIP, 12_500L, 23_125L),
                        tuple(Point.RIGHT_MOUTH_CORNER, 11_875L, 23_750L),
                        tuple(Point.LEFT_MOUTH_CORNER, 13_125L, 24_375L));
    }

    @Test
    void should_fail_when_a_point_is_not_a_number() {
        put(30, Float.NaN, 0.5f);

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(this::estimate)
                .withMessageContaining("tiny");
    }

    @Test
    void should_refuse_a_network_of_another_number_of_points_and_give_it_back() {
        byte[] five = TinyNetwork.taking(-1, 3, 4, 4)
                .answeringEachPicture("points", new float[10])
                .bytes();

        NativeMemory.shouldNotGrow(() -> assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> LandmarkEstimator.open("tiny", network(five), SPEC)));
    }

    private void put(int point, float x, float y) {
        points[2 * point] = x;
        points[2 * point + 1] = y;
    }

    private List<Landmark> estimate() {
        byte[] file = TinyNetwork.taking(-1, 3, 4, 4)
                .answeringEachPicture("points", points)
                .bytes();
        try (LandmarkEstimator estimator = LandmarkEstimator.open("tiny", network(file), SPEC)) {
            return estimator.estimate(FloatBuffer.allocate(3 * 4 * 4), REGION);
        }
    }

    private static Network network(byte[] file) {
        return OrtModel.open("tiny", file, InputShape.of(INPUT, -1), SessionSettings.DEFAULTS);
    }
}
