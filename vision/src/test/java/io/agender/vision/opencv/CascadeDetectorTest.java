package io.agender.vision.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.models.DetectorSpec.Cascade;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.VisionException;
import io.agender.vision.image.ImageDecoder;
import io.agender.vision.image.Scaling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CascadeDetectorTest {

    private static final Cascade SPEC = new Cascade(160_000, 1.1, 5, 20);

    @Test
    void should_find_the_face_of_a_portrait() {
        try (CascadeDetector detector = open();
                PointerScope scope = new PointerScope()) {
            Mat portrait = new ImageDecoder(1_000_000).decode(TestPictures.portrait());

            // It also takes a fold of the suit for a face, farther down.
            assertThat(detector.detect(portrait)).first().satisfies(face -> {
                assertThat(face.score()).isEqualTo(1);
                assertThat(face.landmarks()).isEmpty();
                BoundingBox box = face.box();
                assertThat(box.x() + box.width() / 2).as("centre x").isBetween(205.0, 245.0);
                assertThat(box.y() + box.height() / 2).as("centre y").isBetween(95.0, 145.0);
                assertThat(box.width()).isBetween(70.0, 150.0);
            });
        }
    }

    @Test
    void should_give_boxes_in_pixels_of_the_frame_whatever_its_size() {
        try (CascadeDetector detector = open();
                PointerScope scope = new PointerScope()) {
            Mat portrait = new ImageDecoder(1_000_000).decode(TestPictures.portrait());
            Mat large = new Mat(1536, 1536, CV_8UC3);
            Scaling.fill(portrait, large);

            BoundingBox box = detector.detect(portrait).get(0).box();
            BoundingBox largeBox = detector.detect(large).get(0).box();

            assertThat(largeBox.x() / 3).isBetween(box.x() - 8, box.x() + 8);
            assertThat(largeBox.width() / 3).isBetween(box.width() - 8, box.width() + 8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200})
    void should_find_nothing_in_a_blank_frame(int size) {
        try (CascadeDetector detector = open();
                PointerScope scope = new PointerScope()) {
            List<Detection> detections = detector.detect(new Mat(size, size, CV_8UC3, Scalar.all(90)));

            assertThat(detections).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "not xml", "<opencv_storage></opencv_storage>", "<?xml version=\"1.0\"?><a><b>1</b></a>"})
    void should_say_in_one_sentence_that_a_file_is_not_a_cascade(String file) {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() ->
                        CascadeDetector.open("haar", file.getBytes(StandardCharsets.UTF_8), SPEC, OptionalInt.empty()))
                .withMessageContaining("detector haar is not a cascade");
    }

    @Test
    void should_outlive_the_scope_it_was_opened_in() {
        CascadeDetector detector;
        try (PointerScope outer = new PointerScope()) {
            detector = open();
        }
        try (detector;
                PointerScope scope = new PointerScope()) {
            assertThat(detector.detect(new ImageDecoder(1_000_000).decode(TestPictures.portrait())))
                    .isNotEmpty();
        }
        detector.close();
    }

    @Test
    void should_give_back_its_memory() {
        try (CascadeDetector detector = open();
                PointerScope outer = new PointerScope()) {
            Mat frame = new Mat(60, 80, CV_8UC3, Scalar.all(90));
            NativeMemory.shouldNotGrow(() -> detector.detect(frame));
        }
    }

    @Test
    void should_give_back_the_classifier_when_it_is_closed() {
        byte[] xml =
                new OpenCvData().apply("lbpcascades/lbpcascade_frontalface.xml").orElseThrow();
        NativeMemory.shouldNotGrow(() ->
                CascadeDetector.open("lbp", xml, SPEC, OptionalInt.empty()).close());
    }

    private static CascadeDetector open() {
        byte[] xml = new OpenCvData()
                .apply("haarcascades/haarcascade_frontalface_alt.xml")
                .orElseThrow();
        return CascadeDetector.open("haar", xml, SPEC, OptionalInt.empty());
    }
}
