package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.vision.BoundingBox;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.geometry.FaceSize;
import io.agender.vision.geometry.FrameRegion;
import io.agender.vision.image.ImageDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that a detector sees larger than it does by itself, or in tiles. */
class SmallFacesTest {

    private static final SearchSize OF_30_PIXELS = faces("30px");

    /** The portrait's face is about 80 of its 512 pixels, as blazeface sees it. */
    private static final double FACE = 80.0 / 512;

    private static final double CENTRE_X = 225.0 / 512;
    private static final double CENTRE_Y = 120.0 / 512;

    @ParameterizedTest
    @ValueSource(strings = {"blazeface", "blazeface-back", "ultraface"})
    void should_find_faces_of_the_stated_size_anywhere_in_a_large_frame(String detector) {
        int side = (int) (36 / FACE);
        Placed[] places = {
            new Placed(0, 0, side), new Placed(1690, 20, side), new Placed(871, 455, side), new Placed(333, 840, side)
        };
        EncodedImage frame = frame(1920, 1080, places);

        assertThat(detect(detector, SearchSize.OWN, frame))
                .as("at its own size")
                .noneMatch(face -> isOneOf(face, places));

        List<Detection> found = detect(detector, OF_30_PIXELS, frame);
        assertThat(places).allSatisfy(place -> assertThat(found)
                .as("%s", place)
                .filteredOn(face -> isOneOf(face, place))
                .hasSize(1));
    }

    /** At half size it is decoded, for 60 pixels are twice what the tiles need. */
    @Test
    void should_give_pixels_of_the_frame_where_it_was_decoded_at_half_its_size() {
        Placed place = new Placed(2600, 1200, (int) (90 / FACE));
        EncodedImage frame = frame(3840, 2160, place);
        SearchSize size = faces("60px");

        assertThat(detector("blazeface", size).shrinking(3840, 2160)).isLessThan(0.5);
        assertThat(detect("blazeface", size, frame))
                .filteredOn(face -> isOneOf(face, place))
                .hasSize(1);
    }

    @Test
    void should_find_a_large_face_once_though_every_tile_sees_a_part_of_it() {
        Placed place = new Placed(200, 0, 1080);
        EncodedImage frame = frame(1920, 1080, place);

        assertThat(detect("blazeface", OF_30_PIXELS, frame))
                .singleElement()
                .satisfies(face -> assertIsAt(face.box(), place));
    }

    @Test
    void should_look_for_small_faces_in_the_region_only() {
        Placed inside = new Placed(300, 600, (int) (40 / FACE));
        Placed outside = new Placed(1200, 100, (int) (40 / FACE));
        SearchSize lower = new SearchSize(
                OptionalInt.empty(), OF_30_PIXELS.minFace(), Optional.of(new FrameRegion(0, 0.5, 1, 0.5)));

        assertThat(detect("blazeface", lower, frame(1920, 1080, inside, outside)))
                .filteredOn(face -> isOneOf(face, inside, outside))
                .singleElement()
                .satisfies(face -> assertIsAt(face.box(), inside));
    }

    @Test
    void should_see_a_frame_as_always_at_the_detectors_own_size() {
        EncodedImage frame = frame(640, 360, new Placed(0, 20, 300), new Placed(330, 30, 300));

        assertThat(detect("blazeface", pixels(192), frame))
                .hasSize(2)
                .isEqualTo(detect("blazeface", SearchSize.OWN, frame));
    }

    /** What the detector needs whole is decoded whole, and faces are cut out of the same pixels. */
    @ParameterizedTest
    @CsvSource({"192, 0.1", "960, 0.5", "1920, 1", "4000, 2"})
    void should_tell_how_far_a_frame_may_be_shrunk_while_it_is_decoded(int size, double shrinking) {
        assertThat(detector("blazeface", pixels(size)).shrinking(1920, 1080)).isCloseTo(shrinking, within(1e-9));
    }

    @Test
    void should_let_a_network_that_takes_any_size_see_a_larger_picture(@TempDir Path folder) throws Exception {
        Path published = Path.of("..", "..", "shared", "models", "yunet_n_dynamic.onnx");
        assumeThat(published).as("the published file of yunet").exists();
        Files.copy(published, folder.resolve("yunet_n_dynamic.onnx"));
        Placed place = new Placed(1100, 500, (int) (24 / FACE));
        EncodedImage frame = frame(1920, 1080, place);

        assertThat(detect("yunet", SearchSize.OWN, Optional.of(folder), frame)).isEmpty();
        for (SearchSize size : List.of(pixels(1920), faces("36px"))) {
            assertThat(detect("yunet", size, Optional.of(folder), frame))
                    .as("%s", size)
                    .singleElement()
                    .satisfies(face -> assertIsAt(face.box(), place));
        }
    }

    @Test
    void should_give_a_cascade_a_larger_picture() {
        Placed place = new Placed(700, 300, (int) (60 / FACE));
        EncodedImage frame = frame(1280, 720, place);

        assertThat(detect("haar", SearchSize.OWN, frame)).isEmpty();
        assertThat(detect("haar", pixels(1280), frame))
                .anySatisfy(face -> assertThat(face.box().x() + face.box().width() / 2)
                        .isCloseTo(place.x + CENTRE_X * place.side, within(30.0)));
    }

    @Test
    void should_give_back_its_memory() {
        EncodedImage frame = frame(640, 360, new Placed(20, 10, 150), new Placed(330, 100, 200));
        try (VisionEngine engine = VisionEngine.open(config("blazeface", Optional.empty(), pixels(320)));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            NativeMemory.shouldNotGrow(() -> FrameAnalysis.of(analyzer, frame));
        }
    }

    @Test
    void should_refuse_a_smallest_face_where_nobody_has_measured_what_is_found() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> detector("haar", OF_30_PIXELS))
                .withMessageContaining("haar is a cascade");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DetectorSource.open(
                        TestModels.detector(),
                        List.of(TestModels.detectorSeeing(0)),
                        VisionConfig.DEFAULTS.withSearch(OF_30_PIXELS)))
                .withMessageContaining("Nobody has measured which faces the detector fixed finds");
    }

    @Test
    void should_refuse_what_says_two_things_or_nothing() {
        Optional<FaceSize> face = OF_30_PIXELS.minFace();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchSize(OptionalInt.of(960), face, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchSize(
                        OptionalInt.empty(), Optional.empty(), Optional.of(new FrameRegion(0, 0, 1, 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> pixels(63));
    }

    @ParameterizedTest(name = "{0} at {1} in {2} x {3}")
    @CsvSource({
        // detector, size or smallest face, frame, share of the frame's pixels that its own input has
        "blazeface, 192,  640,  360, 0.3",
        "blazeface, 192, 1920, 1080, 0.1",
        "blazeface, 960, 1920, 1080, 0.5",
        "yunet,     512, 3840, 2160, 0.13333333",
        "yunet,    1920, 3840, 2160, 0.5",
    })
    void should_say_the_smallest_face_that_is_found(String name, int size, int width, int height, double scale) {
        ModelDescriptor detector = catalog().detector(name);
        double smallest = detector.detector().faces().smallest();

        assertThat(SmallestFace.of(detector.detector(), pixels(size), width, height)
                        .orElseThrow()
                        .pixels())
                .isCloseTo(smallest / scale, within(1e-3));
    }

    @Test
    void should_say_that_a_stated_face_is_found_and_by_how_many_looks() {
        ModelDescriptor blazeface = catalog().detector("blazeface");

        assertThat(SmallestFace.of(blazeface.detector(), faces("24px"), 3840, 2160))
                .get()
                .satisfies(found -> {
                    assertThat(found.pixels()).isCloseTo(24, within(1e-6));
                    assertThat(found.looks()).isBetween(100, 150);
                });
        assertThat(SmallestFace.of(catalog().detector("haar").detector(), SearchSize.OWN, 640, 360))
                .isEmpty();
    }

    private static ModelCatalog catalog() {
        return VisionEngine.catalog(Optional.empty());
    }

    private static FaceDetector detector(String name, SearchSize size) {
        ModelCatalog catalog = catalog();
        ModelDescriptor model = catalog.detector(name);
        List<byte[]> files =
                model.files().stream().map(file -> catalog.read(model, file)).toList();
        try (DetectorSource source = DetectorSource.open(model, files, VisionConfig.DEFAULTS.withSearch(size))) {
            return source.newDetector();
        }
    }

    private static List<Detection> detect(String detector, SearchSize size, EncodedImage frame) {
        return detect(detector, size, Optional.empty(), frame);
    }

    private static List<Detection> detect(String detector, SearchSize size, Optional<Path> models, EncodedImage image) {
        try (VisionEngine engine = VisionEngine.open(config(detector, models, size));
                FrameAnalyzer analyzer = engine.newAnalyzer();
                DecodedFrame frame = analyzer.decode(image)) {
            return frame.detect();
        }
    }

    private static VisionConfig config(String detector, Optional<Path> models, SearchSize size) {
        VisionConfig defaults = VisionConfig.DEFAULTS;
        return new VisionConfig(
                        detector,
                        defaults.model(),
                        defaults.minScore(),
                        defaults.weakScore(),
                        1,
                        models,
                        defaults.maxPixels())
                .withSearch(size);
    }

    private static SearchSize faces(String smallest) {
        return new SearchSize(OptionalInt.empty(), Optional.of(FaceSize.parse(smallest)), Optional.empty());
    }

    private static SearchSize pixels(int size) {
        return new SearchSize(OptionalInt.of(size), Optional.empty(), Optional.empty());
    }

    private static void assertIsAt(BoundingBox box, Placed place) {
        assertThat(isAt(box, place)).as("%s is the face of %s", box, place).isTrue();
    }

    private static boolean isOneOf(Detection face, Placed... places) {
        return Arrays.stream(places).anyMatch(place -> isAt(face.box(), place));
    }

    private static boolean isAt(BoundingBox box, Placed place) {
        double side = FACE * place.side;
        double x = box.x() + box.width() / 2 - place.x - CENTRE_X * place.side;
        double y = box.y() + box.height() / 2 - place.y - CENTRE_Y * place.side;
        return Math.hypot(x, y) < side / 2 && box.longerSide() > side * 0.7 && box.longerSide() < side * 1.7;
    }

    /** The portrait with its left upper corner there. */
    private record Placed(int x, int y, int side) {}

    private static EncodedImage frame(int width, int height, Placed... portraits) {
        try (PointerScope scope = new PointerScope()) {
            Mat portrait = new ImageDecoder(1_000_000).decode(TestPictures.portrait());
            Mat frame = new Mat(height, width, CV_8UC3, new Scalar(120, 130, 140, 0));
            for (Placed placed : portraits) {
                Mat scaled = new Mat();
                resize(portrait, scaled, new Size(placed.side, placed.side), 0, 0, INTER_AREA);
                int right = Math.min(width, placed.x + placed.side);
                int bottom = Math.min(height, placed.y + placed.side);
                Rect target = new Rect(placed.x, placed.y, right - placed.x, bottom - placed.y);
                scaled.apply(new Rect(0, 0, target.width(), target.height())).copyTo(frame.apply(target));
            }
            return new EncodedImage(TestPictures.encode(".jpg", frame), width, height);
        }
    }
}
