package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.ModelCatalog;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.ModelUse;
import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.geometry.Roll;
import io.agender.vision.image.ImageDecoder;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Landmarks of a network of its own, for detectors that give none. */
class LandmarksTest {

    private static final EncodedImage PORTRAIT = new EncodedImage(TestPictures.portrait(), 512, 512);

    @ParameterizedTest
    @ValueSource(strings = {"haar", "ultraface"})
    void should_find_eyes_nose_and_mouth_of_every_face_where_that_is_wanted(String detector) {
        with(config(detector, LandmarkUse.EVERY, false), frame -> {
            Detection face = frame.detect().get(0);

            // By eye, in pixels of the portrait.
            assertPlace(face, Point.RIGHT_EYE, 203, 101);
            assertPlace(face, Point.LEFT_EYE, 247, 103);
            assertPlace(face, Point.NOSE_TIP, 223, 127);
            assertPlace(face, Point.RIGHT_MOUTH_CORNER, 204, 141);
            assertPlace(face, Point.LEFT_MOUTH_CORNER, 242, 143);
        });
    }

    /**
     * By eye: she looks into the camera and leans slightly. Her smile pulls the corners of the mouth up, which five points
     * take for a look down of 40 degrees.
     */
    @ParameterizedTest
    @ValueSource(strings = {"blazeface", "blazeface-back", "haar", "ultraface"})
    void should_tell_where_the_head_is_turned_to(String detector) {
        with(config(detector, LandmarkUse.EVERY, true), frame -> {
            HeadPose pose = frame.detect().get(0).pose().orElseThrow();

            assertThat(pose.yaw()).isCloseTo(5, within(15.0));
            assertThat(pose.pitch()).isCloseTo(-15, within(30.0));
            assertThat(pose.roll()).isCloseTo(3, within(8.0));
        });
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "blazeface, NEVER, true",
        "ultraface, EVERY, true",
        "ultraface, AUTO, false", // those of some faces
        "haar, NEVER, false",
    })
    void should_say_whether_the_pose_of_every_face_is_known(String detector, LandmarkUse use, boolean every) {
        try (VisionEngine engine = VisionEngine.open(config(detector, use, true));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            assertThat(analyzer.posesEveryFace()).isEqualTo(every);
        }
    }

    @Test
    void should_look_at_a_face_when_it_is_asked_and_only_once() {
        with(config("ultraface", LandmarkUse.AUTO, true), frame -> {
            Detection face = frame.detect().get(0);
            assertThat(face.landmarks()).isEmpty();

            Detection landmarked = frame.landmarked(face);

            assertThat(landmarked.landmarks()).hasSize(5);
            assertThat(landmarked.box()).isEqualTo(face.box());
            assertThat(landmarked.score()).isEqualTo(face.score());
            assertThat(frame.landmarked(face)).isSameAs(landmarked);
            assertThat(frame.landmarked(landmarked)).isSameAs(landmarked);
        });
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, tracking {3}: {4}")
    @CsvSource({
        "haar, ssrnet-imdb, AUTO, true, true",
        "haar, ssrnet-imdb, AUTO, false, false", // nothing needs them
        "haar, ssrnet-imdb, EVERY, false, true",
        "haar, ssrnet-imdb, NEVER, true, false",
        "lbp, face-api, AUTO, false, true", // levels crops
        "ssd300, face-api, AUTO, true, true",
        "ultraface, face-api, NEVER, true, false",
        "blazeface, face-api, EVERY, true, false", // gives its own
        "yunet, face-api, EVERY, true, false",
        "haar, seed, EVERY, false, false", // to the pixel as the original program, which knows none
    })
    void should_load_a_network_for_them_only_where_something_needs_it(
            String detector, String model, LandmarkUse use, boolean tracking, boolean needed) {
        ModelCatalog catalog = VisionEngine.catalog(Optional.empty());

        assertThat(config(detector, use, tracking)
                        .needsLandmarks(
                                catalog.detector(detector).detector(),
                                catalog.attributes(model).attributes()))
                .isEqualTo(needed);
    }

    @Test
    void should_name_the_network_that_found_them_after_the_others() {
        try (VisionEngine engine = VisionEngine.open(config("ultraface", LandmarkUse.AUTO, true))) {
            assertThat(engine.models())
                    .extracting(ModelUse::name)
                    .containsExactly("ultraface", "face-api", "face-api-68-tiny");
            assertThat(engine.models().get(2).task()).isEqualTo(ModelUse.Task.LANDMARKS);
            engine.check();
        }
        try (VisionEngine engine = VisionEngine.open(config("blazeface", LandmarkUse.AUTO, true))) {
            assertThat(engine.models()).extracting(ModelUse::name).containsExactly("blazeface", "face-api");
        }
    }

    @ParameterizedTest(name = "{0} degrees")
    @CsvSource({"-22, true", "-4, false", "4, false", "22, true"})
    void should_level_the_crop_of_a_head_that_leans(int degrees, boolean levelled) {
        with(config("ultraface", LandmarkUse.AUTO, true), leaning(degrees), frame -> {
            Detection face = frame.detect().get(0);

            Detection landmarked = frame.landmarked(face);

            assertThat(Math.toDegrees(Roll.of(landmarked.landmarks()))).isCloseTo(degrees, within(6.0));
            FaceCrop plain = frame.crop(face);
            assertThat(frame.crop(landmarked).pixels()).satisfies(pixels -> {
                if (levelled) {
                    assertThat(pixels).isNotEqualTo(plain.pixels());
                } else {
                    assertThat(pixels).isEqualTo(plain.pixels());
                }
            });
        });
    }

    @Test
    void should_give_back_its_memory() {
        try (VisionEngine engine = VisionEngine.open(config("ultraface", LandmarkUse.AUTO, true));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            NativeMemory.shouldNotGrow(() -> {
                try (DecodedFrame frame = analyzer.decode(PORTRAIT)) {
                    frame.detect().forEach(frame::landmarked);
                }
            });
        }
        NativeMemory.shouldNotGrow(() ->
                VisionEngine.open(config("ultraface", LandmarkUse.EVERY, true)).close());
    }

    private static void assertPlace(Detection face, Point point, double x, double y) {
        Landmark found = face.landmarks().stream()
                .filter(landmark -> landmark.point() == point)
                .findFirst()
                .orElseThrow();
        assertThat(found.x()).as(point + " x").isCloseTo(x, within(7.0));
        assertThat(found.y()).as(point + " y").isCloseTo(y, within(7.0));
    }

    private static void with(VisionConfig config, Consumer<DecodedFrame> look) {
        with(config, PORTRAIT, look);
    }

    private static void with(VisionConfig config, EncodedImage picture, Consumer<DecodedFrame> look) {
        try (VisionEngine engine = VisionEngine.open(config);
                FrameAnalyzer analyzer = engine.newAnalyzer();
                DecodedFrame frame = analyzer.decode(picture)) {
            look.accept(frame);
        }
    }

    /** The portrait, turned around its face; positive when the eye on the right of the picture gets lower. */
    private static EncodedImage leaning(int degrees) {
        try (PointerScope scope = new PointerScope()) {
            Mat portrait = new ImageDecoder(1_000_000).decode(TestPictures.portrait());
            Mat turned = new Mat();
            opencv_imgproc.warpAffine(
                    portrait,
                    turned,
                    opencv_imgproc.getRotationMatrix2D(new Point2f(225, 119), -degrees, 1),
                    portrait.size());
            return new EncodedImage(TestPictures.encode(".png", turned), 512, 512);
        }
    }

    private static VisionConfig config(String detector, LandmarkUse landmarks, boolean tracking) {
        return new VisionConfig(
                detector,
                "auto",
                OptionalDouble.empty(),
                tracking ? OptionalDouble.of(0.3) : OptionalDouble.empty(),
                1,
                Optional.empty(),
                VisionConfig.DEFAULT_MAX_PIXELS,
                Set.of(),
                ExecutionProvider.CPU,
                OptionalDouble.empty(),
                landmarks);
    }
}
