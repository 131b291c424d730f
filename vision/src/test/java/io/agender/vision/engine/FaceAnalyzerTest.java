package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.models.AttributesSpec.Patch;
import io.agender.models.ModelDescriptor;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Gender;
import io.agender.vision.ModelUse;
import io.agender.vision.ModelUse.Task;
import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.UndecodableImageException;
import io.agender.vision.VisionException;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of a frame through the analyzer, with networks whose answers are known. */
class FaceAnalyzerTest {

    private static final int FIRST = 0; // centre at 2, 2 of 16
    private static final int LAST = 15; // centre at 14, 14

    @Test
    void should_report_the_detectors_boxes_best_score_first_with_each_faces_own_attributes() {
        FrameAnalysis analysis = analyze(open(1, FIRST, LAST), halves(160, 160, 40, 200));

        assertThat(analysis.width()).isEqualTo(160);
        assertThat(analysis.height()).isEqualTo(160);
        assertThat(analysis.faces()).hasSize(2);
        AnalyzedFace best = analysis.faces().get(0);
        assertThat(best.detection().box()).isEqualTo(new BoundingBox(120, 120, 40, 40));
        assertThat(best.attributes().age().orElseThrow()).isCloseTo(200, within(0.5));
        assertThat(best.attributes().gender()).isEqualTo(Gender.MALE);
        AnalyzedFace second = analysis.faces().get(1);
        assertThat(second.detection().box()).isEqualTo(new BoundingBox(0, 0, 40, 40));
        assertThat(second.attributes().age().orElseThrow()).isCloseTo(40, within(0.5));
        assertThat(second.attributes().gender()).isEqualTo(Gender.FEMALE);
        assertThat(best.detection().score()).isGreaterThan(second.detection().score());
    }

    @Test
    void should_not_ask_for_attributes_when_there_is_no_face() {
        FrameAnalysis analysis = analyze(open(Float.NaN), halves(160, 160, 40, 200));

        assertThat(analysis.faces()).isEmpty();
        assertThat(analysis.width()).isEqualTo(160);
    }

    @Test
    void should_drop_detections_below_the_score_that_was_asked_for() {
        VisionConfig strict = config(OptionalDouble.of(0.8), 1_000_000);

        assertThat(analyze(open(strict, 1, FIRST, LAST), halves(160, 160, 40, 200))
                        .faces())
                .hasSize(1);
    }

    @Test
    void should_name_the_networks_with_the_first_digits_of_their_hashes() {
        try (VisionEngine engine = open(1, FIRST);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            assertThat(analyzer.models())
                    .isEqualTo(engine.models())
                    .containsExactly(
                            new ModelUse(Task.DETECTION, "fixed", "dddddddddddd"),
                            new ModelUse(Task.GENDER_AND_AGE, "brightness", "aaaaaaaaaaaa"));
        }
    }

    @Test
    void should_refuse_what_is_not_a_picture_and_go_on_with_the_next() {
        try (VisionEngine engine = open(1, FIRST);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            assertThatExceptionOfType(UndecodableImageException.class)
                    .isThrownBy(() -> FrameAnalysis.of(analyzer, new EncodedImage(new byte[9], 160, 160)));

            assertThat(FrameAnalysis.of(analyzer, halves(160, 160, 40, 200)).faces())
                    .hasSize(1);
        }
    }

    @Test
    void should_refuse_a_frame_with_more_pixels_than_are_allowed() {
        VisionEngine engine = open(config(OptionalDouble.empty(), 160 * 160 - 1), 1, FIRST);

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> analyze(engine, halves(160, 160, 40, 200)))
                .withMessageContaining("160 x 160");
    }

    @Test
    void should_analyse_a_frame_of_one_pixel() {
        EncodedImage pixel = new EncodedImage(TestPictures.plain(".jpg", 1, 1, 60, 60, 60), 1, 1);

        assertThat(analyze(open(1, FIRST), pixel).faces()).singleElement().satisfies(face -> assertThat(
                        face.attributes().age().orElseThrow())
                .isCloseTo(60, within(1.0)));
    }

    @Test
    void should_fail_when_a_network_answers_with_something_that_is_not_a_number() {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> analyze(open(Float.NaN, FIRST), halves(160, 160, 40, 200)))
                .isNotInstanceOf(UndecodableImageException.class)
                .withMessageContaining("brightness");
    }

    @Test
    void should_find_a_network_that_fails_in_the_check_even_if_no_face_is_seen() {
        try (VisionEngine healthy = open(1);
                VisionEngine broken = open(Float.NaN)) {
            healthy.check();
            assertThatExceptionOfType(VisionException.class).isThrownBy(broken::check);
        }
    }

    @Test
    void should_see_the_same_in_a_large_frame_that_is_decoded_in_two_steps() {
        FrameAnalysis reduced = analyze(open(1, FIRST, LAST), halves(".jpg", 960, 960, 40, 200));
        FrameAnalysis whole = analyze(open(1, FIRST, LAST), halves(".png", 960, 960, 40, 200));

        assertThat(reduced.width()).isEqualTo(960);
        assertThat(reduced.height()).isEqualTo(960);
        assertThat(reduced.faces()).hasSize(2);
        for (int face = 0; face < 2; face++) {
            assertThat(reduced.faces().get(face).detection())
                    .isEqualTo(whole.faces().get(face).detection());
            assertThat(reduced.faces().get(face).attributes().age().orElseThrow())
                    .isCloseTo(whole.faces().get(face).attributes().age().orElseThrow(), within(0.5));
        }
    }

    @Test
    void should_give_back_both_steps_of_a_large_frame() {
        EncodedImage frame = halves(".jpg", 1280, 720, 40, 200);
        EncodedImage nobody = new EncodedImage(TestPictures.plain(".jpg", 1280, 720, 60, 60, 60), 1280, 720);
        try (VisionEngine engine = open(1, FIRST, LAST);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            NativeMemory.shouldNotGrow(() -> {
                FrameAnalysis.of(analyzer, frame);
                analyzer.decode(nobody).close();
            });
        }
    }

    @Test
    void should_refuse_to_work_after_it_is_closed() {
        try (VisionEngine engine = open(1, FIRST)) {
            FrameAnalyzer analyzer = engine.newAnalyzer();
            analyzer.close();
            analyzer.close();

            assertThatIllegalStateException().isThrownBy(() -> FrameAnalysis.of(analyzer, halves(160, 160, 40, 200)));
        }
    }

    @Test
    void should_load_nothing_when_one_of_two_models_is_wrong() {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> VisionEngine.open(
                        VisionConfig.DEFAULTS,
                        TestModels.detector(),
                        TestModels.brightness(),
                        (model, file) -> TestModels.detectorSeeing(FIRST)))
                .withMessageContaining("network brightness (file 1 of 1)");
    }

    @Test
    void should_give_back_its_memory() {
        EncodedImage frame = halves(640, 360, 40, 200);
        try (VisionEngine engine = open(1, FIRST, LAST);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            NativeMemory.shouldNotGrow(() -> FrameAnalysis.of(analyzer, frame));
        }
    }

    @ParameterizedTest
    @MethodSource("crops")
    void should_give_back_what_every_way_to_a_crop_takes(ModelDescriptor model) {
        EncodedImage frame = halves(320, 180, 40, 200);
        byte[] detector = TestModels.detectorSeeing(FIRST, LAST);
        byte[] brightness = TestModels.brightnessTimes(1);
        try (VisionEngine engine = VisionEngine.open(
                        VisionConfig.DEFAULTS,
                        TestModels.detector(),
                        model,
                        (descriptor, file) -> descriptor == model ? brightness : detector);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            NativeMemory.shouldNotGrow(() -> FrameAnalysis.of(analyzer, frame));
        }
    }

    static Stream<ModelDescriptor> crops() {
        return Stream.of(
                TestModels.brightness(0.4, false, null),
                TestModels.brightness(0.4, true, null),
                TestModels.brightness(0, false, new Patch(480 * 340, 0.1)));
    }

    @Test
    void should_give_back_an_engine_and_its_analyzers() {
        EncodedImage frame = halves(64, 64, 40, 200);

        NativeMemory.shouldNotGrow(() -> analyze(open(1, FIRST, LAST), frame));
    }

    private static FrameAnalysis analyze(VisionEngine engine, EncodedImage image) {
        try (engine;
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            return FrameAnalysis.of(analyzer, image);
        }
    }

    private static VisionEngine open(float ageFactor, int... anchors) {
        return open(config(OptionalDouble.empty(), 1_000_000), ageFactor, anchors);
    }

    private static VisionEngine open(VisionConfig config, float ageFactor, int... anchors) {
        byte[] detector = TestModels.detectorSeeing(anchors);
        byte[] brightness = TestModels.brightnessTimes(ageFactor);
        return VisionEngine.open(
                config,
                TestModels.detector(),
                TestModels.brightness(),
                (model, file) -> model.name().equals("fixed") ? detector : brightness);
    }

    private static VisionConfig config(OptionalDouble minScore, long maxPixels) {
        VisionConfig defaults = VisionConfig.DEFAULTS;
        return new VisionConfig(
                defaults.detector(),
                defaults.model(),
                minScore,
                OptionalDouble.empty(),
                1,
                defaults.modelDirectory(),
                maxPixels);
    }

    /** Grey: the upper half of one brightness, the lower of another. */
    private static EncodedImage halves(int width, int height, int upper, int lower) {
        return halves(".png", width, height, upper, lower);
    }

    private static EncodedImage halves(String extension, int width, int height, int upper, int lower) {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = new Mat(height, width, CV_8UC3, Scalar.all(upper));
            frame.apply(new Rect(0, height / 2, width, height - height / 2)).put(Scalar.all(lower));
            return new EncodedImage(TestPictures.encode(extension, frame), width, height);
        }
    }
}
