package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.NativeMemory;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.onnx.OrtModel;
import io.agender.vision.onnx.SessionSettings;
import io.agender.vision.onnx.TinyNetwork;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkDetectorTest {

    private static final int SIZE = 16;
    private static final int GRID = 4; // anchors at 2, 6, 10, 14
    private static final InputSpec INPUT = new InputSpec(SIZE, SIZE, Layout.NCHW, ColourOrder.RGB, Stretch.NONE, 0, 1);
    private static final BlazeFace SPEC = new BlazeFace(INPUT, GRID, "boxes", "scores", 0.3);
    private static final long[] SHAPE = InputShape.of(INPUT, 1);
    private static final Letterbox WIDE = Letterbox.fit(160, 80, SIZE, SIZE); // scale 10, 4 pixels of padding above

    private final float[] boxes = new float[GRID * GRID * 16];
    private final float[] logits = new float[GRID * GRID];

    NetworkDetectorTest() {
        Arrays.fill(logits, -20);
    }

    @Test
    void should_give_boxes_and_landmarks_in_pixels_of_the_frame() {
        answer(5, 3, 4, 2); // anchor at 6, 6

        assertThat(detect(WIDE)).singleElement().satisfies(face -> {
            assertThat(face.box()).isEqualTo(new BoundingBox(40, 10, 40, 20));
            assertThat(face.landmarks()).hasSize(6).allSatisfy(point -> {
                assertThat(point.x()).isEqualTo(60);
                assertThat(point.y()).isEqualTo(20);
            });
        });
    }

    @Test
    void should_keep_the_best_of_overlapping_boxes_and_order_by_score() {
        answer(5, 1, 8, 8);
        answer(6, 2, 8, 8); // four pixels to the right: IoU 1/3
        answer(15, 3, 2, 2);

        assertThat(detect(Letterbox.fit(SIZE, SIZE, SIZE, SIZE)))
                .extracting(Detection::score)
                .satisfiesExactly(best -> assertThat(best).isCloseTo(0.9526, within(1e-3)), second -> assertThat(second)
                        .isCloseTo(0.8808, within(1e-3)));
    }

    @Test
    void should_drop_a_box_that_lies_in_the_padding_only() {
        answer(1, 3, 4, 3); // y from 0.5 to 3.5, the frame begins at 4
        assertThat(detect(WIDE)).isEmpty();

        answer(1, 3, 4, 5); // y from -0.5 to 4.5
        assertThat(detect(WIDE)).hasSize(1);
    }

    @Test
    void should_refuse_a_network_that_is_not_what_the_descriptor_says() {
        byte[] fewer = TinyNetwork.taking(1, 3, SIZE, SIZE)
                .answering("boxes", new float[9 * 16], 1, 9, 16)
                .answering("scores", new float[9], 1, 9, 1)
                .bytes();

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> open(fewer))
                .withMessageContaining("network blazeface")
                .withMessageContaining("[1 x 9 x 16], but its descriptor says FLOAT [1 x 16 x 16]");
    }

    @Test
    void should_give_back_its_memory() {
        answer(5, 3, 4, 2);
        try (NetworkDetector detector = open()) {
            FloatBuffer blob = FloatBuffer.allocate(3 * SIZE * SIZE);
            NativeMemory.shouldNotGrow(() -> detector.detect(blob, SHAPE, WIDE));
        }
    }

    private void answer(int anchor, float logit, float width, float height) {
        logits[anchor] = logit;
        boxes[anchor * 16 + 2] = width;
        boxes[anchor * 16 + 3] = height;
    }

    private List<Detection> detect(Letterbox letterbox) {
        try (NetworkDetector detector = open()) {
            return detector.detect(FloatBuffer.allocate(3 * SIZE * SIZE), SHAPE, letterbox);
        }
    }

    private NetworkDetector open() {
        byte[] network = TinyNetwork.taking(1, 3, SIZE, SIZE)
                .answering("boxes", boxes, 1, GRID * GRID, 16)
                .answering("scores", logits, 1, GRID * GRID, 1)
                .bytes();
        return open(network);
    }

    private static NetworkDetector open(byte[] network) {
        return NetworkDetector.open(
                OrtModel.open("blazeface", network, SHAPE, SessionSettings.DEFAULTS),
                new BlazeFaceHead("blazeface", SPEC),
                0.5);
    }
}
