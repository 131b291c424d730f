package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Gender;
import io.agender.vision.Landmark.Point;
import io.agender.vision.ModelUse;
import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.geometry.Iou;
import io.agender.vision.image.ImageDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled models on the portrait that the sample clips are made of. */
class VisionEngineTest {

    private static final EncodedImage PORTRAIT = new EncodedImage(TestPictures.portrait(), 512, 512);

    @Test
    void should_see_one_woman_in_the_portrait() {
        List<AnalyzedFace> faces = analyze("auto", PORTRAIT);

        assertThat(faces).singleElement().satisfies(face -> {
            assertThat(face.attributes().gender()).isEqualTo(Gender.FEMALE);
            assertThat(face.attributes().age().orElseThrow()).isBetween(22.0, 45.0);
            assertThat(face.detection().score()).isBetween(0.7, 1.0);
            assertPortraitFace(face.detection().box(), 0, 0, 1);
        });
    }

    @Test
    void should_place_landmarks_on_the_face() {
        assertThat(analyze("blazeface", PORTRAIT).get(0).detection().landmarks())
                .hasSize(6)
                .satisfies(points -> {
                    assertThat(points.get(0).point()).isEqualTo(Point.RIGHT_EYE);
                    assertThat(points.get(0).x()).isBetween(194.0, 210.0);
                    assertThat(points.get(0).y()).isBetween(95.0, 112.0);
                    assertThat(points.get(1).point()).isEqualTo(Point.LEFT_EYE);
                    assertThat(points.get(1).x()).isBetween(240.0, 256.0);
                });
    }

    @Test
    void should_see_the_portraits_woman_with_the_cascade_too() {
        assertThat(analyze("haar", PORTRAIT)).first().satisfies(face -> {
            assertThat(face.attributes().gender()).isEqualTo(Gender.FEMALE);
            assertThat(face.attributes().age().orElseThrow()).isBetween(22.0, 45.0);
            assertPortraitFace(face.detection().box(), 0, 0, 1);
        });
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"640, 360, 60, 20, 0.6", "1920, 1080, 900, 200, 1.5", "400, 900, 10, 380, 0.7"})
    void should_find_the_face_wherever_it_is_in_frames_of_any_shape(int width, int height, int x, int y, double scale) {
        EncodedImage frame = frame(width, height, new Placed(x, y, scale));

        assertThat(analyze("auto", frame)).singleElement().satisfies(face -> {
            assertPortraitFace(face.detection().box(), x, y, scale);
            assertThat(face.attributes().gender()).isEqualTo(Gender.FEMALE);
        });
    }

    /** The detector sees half or a quarter of a large frame; the networks for gender and age see all of its pixels. */
    @ParameterizedTest
    @CsvSource({"auto, 1280, 720", "auto, 1920, 1080", "haar, 1280, 720"})
    void should_find_the_same_face_in_a_large_jpeg_as_in_a_picture_without_loss(
            String detector, int width, int height) {
        // By the steadier of the bundled models, since what is compared is what they see.
        AnalyzedFace whole = analyze(detector, "ssrnet-imdb", frame(".png", width, height, new Placed(300, 100, 1)))
                .get(0);

        assertThat(analyze(detector, "ssrnet-imdb", frame(".jpg", width, height, new Placed(300, 100, 1))))
                .singleElement()
                .satisfies(face -> {
                    assertThat(Iou.of(face.detection().box(), whole.detection().box()))
                            .isGreaterThan(0.85);
                    assertThat(face.attributes().gender())
                            .isEqualTo(whole.attributes().gender());
                    assertThat(age(face)).isBetween(age(whole) - 4, age(whole) + 4);
                });
    }

    @Test
    void should_give_each_of_several_faces_about_the_same_age_as_alone() {
        double alone = age(analyze("auto", PORTRAIT).get(0));

        List<AnalyzedFace> faces = analyze(
                "auto", frame(1920, 1080, new Placed(0, 20, 1.5), new Placed(650, 200, 1.5), new Placed(1250, 0, 1.5)));

        assertThat(faces).hasSize(3).allSatisfy(face -> assertThat(age(face)).isBetween(alone - 8, alone + 8));
    }

    /** Faces of several frames share a run of the networks; who is in it must not show in the records. */
    @Test
    void should_give_a_face_exactly_the_same_answer_in_any_company() {
        try (VisionEngine engine = VisionEngine.open(config("auto"));
                FrameAnalyzer analyzer = engine.newAnalyzer();
                DecodedFrame portrait = analyzer.decode(PORTRAIT)) {
            Detection face = portrait.detect().get(0);
            List<FaceCrop> crops = IntStream.range(0, 40)
                    .mapToObj(i -> portrait.crop(new Detection(
                            new BoundingBox(
                                    face.box().x() + i % 7 - 3,
                                    face.box().y() + i % 5 - 2,
                                    face.box().width() * (1 + 0.02 * i),
                                    face.box().height() * (1 + 0.02 * i)),
                            1,
                            List.of())))
                    .toList();
            List<FaceAttributes> alone = crops.stream()
                    .map(crop -> analyzer.classify(List.of(crop)).get(0))
                    .toList();

            for (int batch : new int[] {2, 3, 5, 8, 32, 40}) {
                List<FaceAttributes> together = new ArrayList<>();
                for (int from = 0; from < crops.size(); from += batch) {
                    together.addAll(analyzer.classify(crops.subList(from, Math.min(crops.size(), from + batch))));
                }
                assertThat(together).as("batches of " + batch).isEqualTo(alone);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blazeface", "haar"})
    void should_keep_the_networks_under_an_analyzer_that_is_at_work_until_that_is_closed(String detector) {
        VisionEngine engine = VisionEngine.open(config(detector));
        FrameAnalyzer analyzer = engine.newAnalyzer();

        engine.close();

        try (DecodedFrame portrait = analyzer.decode(PORTRAIT)) {
            FaceCrop face = portrait.crop(portrait.detect().get(0));
            assertThat(analyzer.classify(List.of(face))).hasSize(1);
        }
        analyzer.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(engine::newAnalyzer)
                .withMessage("The engine is closed.");
        engine.close();
    }

    @Test
    void should_give_back_the_pixels_of_a_frame_that_is_closed() {
        try (VisionEngine engine = VisionEngine.open(config("auto"));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            NativeMemory.shouldNotGrow(() -> {
                DecodedFrame frame = analyzer.decode(PORTRAIT);
                frame.detect().forEach(frame::crop);
                frame.close();
                frame.close();
            });
        }
    }

    @Test
    void should_see_nobody_in_a_blank_frame() {
        EncodedImage blank = new EncodedImage(TestPictures.plain(".jpg", 640, 360, 90, 90, 90), 640, 360);

        assertThat(analyze("auto", blank)).isEmpty();
    }

    @Test
    void should_answer_the_same_from_two_analyzers_in_two_threads() throws Exception {
        EncodedImage frame = frame(640, 360, new Placed(20, 20, 0.6), new Placed(330, 30, 0.6));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (VisionEngine engine = VisionEngine.open(config("auto"))) {
            List<AnalyzedFace> expected = analyze(engine, frame);
            Callable<List<List<AnalyzedFace>>> many = () -> {
                try (FrameAnalyzer analyzer = engine.newAnalyzer()) {
                    List<List<AnalyzedFace>> answers = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        answers.add(FrameAnalysis.of(analyzer, frame).faces());
                    }
                    return answers;
                }
            };

            for (Future<List<List<AnalyzedFace>>> answers : threads.invokeAll(List.of(many, many))) {
                assertThat(answers.get()).hasSize(20).containsOnly(expected);
            }
            assertThat(expected).hasSize(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "haar"})
    void should_pass_its_own_check(String detector) {
        try (VisionEngine engine = VisionEngine.open(config(detector))) {
            engine.check();
        }
    }

    @Test
    void should_take_the_best_models_when_none_are_named() {
        try (VisionEngine engine = VisionEngine.open(VisionConfig.DEFAULTS)) {
            assertThat(engine.models()).extracting(ModelUse::name).containsExactly("blazeface", "face-api");
            assertThat(engine.models())
                    .allSatisfy(use -> assertThat(use.sha256()).matches("[0-9a-f]{12}"));
        }
    }

    @Test
    void should_keep_opencvs_own_threads_to_the_configured_number() {
        try (VisionEngine engine = VisionEngine.open(VisionConfig.DEFAULTS)) {
            assertThat(engine.models()).isNotEmpty();
            assertThat(opencv_core.getNumThreads()).isEqualTo(1);
        }
    }

    @Test
    void should_say_that_there_is_no_such_model() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> VisionEngine.open(config("eagle")))
                .withMessageContaining("eagle")
                .withMessageContaining("blazeface");
    }

    @Test
    void should_refuse_a_damaged_file_in_the_model_directory(@TempDir Path directory) throws Exception {
        Files.write(directory.resolve("blazeface-full.onnx"), new byte[] {1, 2, 3});
        VisionConfig config = new VisionConfig(
                "blazeface",
                "auto",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                Optional.of(directory),
                VisionConfig.DEFAULT_MAX_PIXELS);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> VisionEngine.open(config))
                .withMessageContaining("blazeface-full.onnx");
    }

    /** Another detector, or a better one, gives other numbers; who has named none must be able to compare his. */
    @Test
    void should_take_the_bundled_detector_whatever_lies_in_the_model_directory(@TempDir Path directory)
            throws Exception {
        for (ModelDescriptor model : VisionEngine.catalog(Optional.empty()).all()) {
            for (ModelFile file : model.files()) {
                if (!file.location().contains(":")
                        && !file.location().equals("blazeface-full.onnx")
                        && model.kind() == ModelKind.DETECTOR) {
                    Files.write(directory.resolve(file.location()), new byte[] {1, 2, 3});
                }
            }
        }
        VisionConfig config = new VisionConfig(
                VisionConfig.AUTO,
                VisionConfig.AUTO,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                Optional.of(directory),
                VisionConfig.DEFAULT_MAX_PIXELS);

        try (VisionEngine engine = VisionEngine.open(config)) {
            assertThat(engine.models().get(0).name()).isEqualTo(VisionConfig.DEFAULT_DETECTOR);
        }
    }

    @Test
    void should_give_back_its_memory() {
        EncodedImage frame = frame(640, 360, new Placed(20, 10, 0.6), new Placed(330, 10, 0.6));
        try (VisionEngine engine = VisionEngine.open(config("auto"));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            NativeMemory.shouldNotGrow(() -> FrameAnalysis.of(analyzer, frame));
        }
    }

    @Test
    void should_give_back_its_memory_with_the_cascade() {
        EncodedImage frame = frame(160, 90, new Placed(0, 0, 0.4)); // small, as the cascade is slow
        try (VisionEngine engine = VisionEngine.open(config("haar"));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            assertThat(FrameAnalysis.of(analyzer, frame).faces()).hasSize(1);
            NativeMemory.shouldNotGrow(() -> FrameAnalysis.of(analyzer, frame));
        }
    }

    private static void assertPortraitFace(BoundingBox box, int x, int y, double scale) {
        assertThat((box.x() + box.width() / 2 - x) / scale).as("centre x").isBetween(210.0, 240.0);
        assertThat((box.y() + box.height() / 2 - y) / scale).as("centre y").isBetween(100.0, 140.0);
        assertThat(box.width() / scale).as("width").isBetween(75.0, 130.0);
        assertThat(box.height() / scale).as("height").isBetween(75.0, 150.0);
    }

    private static double age(AnalyzedFace face) {
        return face.attributes().age().orElseThrow();
    }

    private static List<AnalyzedFace> analyze(String detector, EncodedImage image) {
        return analyze(detector, "auto", image);
    }

    private static List<AnalyzedFace> analyze(String detector, String model, EncodedImage image) {
        try (VisionEngine engine = VisionEngine.open(config(detector, model))) {
            return analyze(engine, image);
        }
    }

    private static List<AnalyzedFace> analyze(VisionEngine engine, EncodedImage image) {
        try (FrameAnalyzer analyzer = engine.newAnalyzer()) {
            return FrameAnalysis.of(analyzer, image).faces();
        }
    }

    private static VisionConfig config(String detector) {
        return config(detector, "auto");
    }

    private static VisionConfig config(String detector, String model) {
        return new VisionConfig(
                detector,
                model,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                Optional.empty(),
                VisionConfig.DEFAULT_MAX_PIXELS);
    }

    /** The head and shoulders of the portrait, scaled, with the portrait's own origin at x, y. */
    private record Placed(int x, int y, double scale) {}

    private static EncodedImage frame(int width, int height, Placed... portraits) {
        return frame(".jpg", width, height, portraits);
    }

    private static EncodedImage frame(String extension, int width, int height, Placed... portraits) {
        try (PointerScope scope = new PointerScope()) {
            Mat portrait = new ImageDecoder(1_000_000).decode(TestPictures.portrait());
            Mat frame = new Mat(height, width, CV_8UC3, new Scalar(120, 130, 140, 0));
            for (Placed placed : portraits) {
                Mat scaled = new Mat();
                int side = (int) (512 * placed.scale());
                resize(portrait, scaled, new Size(side, side), 0, 0, INTER_AREA);
                int right = Math.min(width, placed.x() + side);
                int bottom = Math.min(height, placed.y() + side);
                Rect target = new Rect(placed.x(), placed.y(), right - placed.x(), bottom - placed.y());
                Rect source = new Rect(0, 0, target.width(), target.height());
                scaled.apply(source).copyTo(frame.apply(target));
            }
            return new EncodedImage(TestPictures.encode(extension, frame), width, height);
        }
    }
}
