package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.models.ModelDescriptor;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.geometry.Iou;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The model {@code seed} against what the original program answers for clips that are not part of this project: skipped
 * where they or the model files are missing. The frames come as the profile {@code seed} sends them, without loss.
 */
class SeedProfileTest {

    private static final Path DATA = Path.of("..", "..", "shared", "data");
    private static final VideoOptions FAITHFUL = new VideoOptions(0, 0, VideoOptions.LOSSLESS);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} with {1}: {3}")
    @CsvSource({
        "agender-input1, haar, 0.95, a face before a plain wall",
        "agender-input1, ssd300, 0.95, the same with the other detector",
        "face-demographics-walking-and-pause, haar, 0.95, three faces that come nearer"
    })
    void should_give_the_original_programs_boxes_and_ages(String clip, String detector, double share, String remark)
            throws IOException {
        Path truth = DATA.resolve("golden").resolve(clip + "." + detector + ".json");
        Path video = DATA.resolve("video").resolve(clip + ".gif");
        assumeTrue(Files.exists(truth) && Files.exists(video), clip + " and its golden answers are not here");
        assumeTrue(
                SharedModels.into(folder).stream().map(ModelDescriptor::name).anyMatch("seed"::equals),
                "the files of model seed are not here");
        JsonNode expected = new ObjectMapper().readTree(truth.toFile());
        Tally tally = new Tally();

        try (VisionEngine engine = VisionEngine.open(config(detector));
                FrameAnalyzer analyzer = engine.newAnalyzer();
                VideoSource source = new VideoEngine().open(video.toString(), FAITHFUL)) {
            for (int frame = 0; frame < expected.get("frames").asInt(); frame++) {
                VideoFrame next = source.next().orElseThrow();
                tally.add(FrameAnalysis.of(analyzer, next.image()), faces(expected, frame), expected.get("small"));
            }
            assertThat(source.next()).isEmpty();
        }

        int wanted = (int) Math.ceil(tally.expected * share);
        assertThat(tally.expected).isGreaterThan(50);
        assertThat(tally.sameBox).as("boxes").isEqualTo(tally.expected);
        assertThat(tally.sameAge).as("ages within two years").isGreaterThanOrEqualTo(wanted);
        assertThat(tally.sameGender).as("genders").isGreaterThanOrEqualTo(wanted);
        assertThat(tally.strangers).as("faces that the original does not see").isZero();
    }

    /** The golden file names only the frames with faces. */
    private static JsonNode faces(JsonNode expected, int frame) {
        for (JsonNode result : expected.get("results")) {
            if (result.get("frame").asInt() == frame) {
                return result.get("faces");
            }
        }
        return new ObjectMapper().createArrayNode();
    }

    private VisionConfig config(String detector) {
        return new VisionConfig(
                detector,
                "seed",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                Optional.of(folder),
                VisionConfig.DEFAULT_MAX_PIXELS);
    }

    /** Counts how many of the original's faces were answered the same. */
    private static final class Tally {

        private int expected;
        private int sameBox;
        private int sameAge;
        private int sameGender;
        private int strangers;

        void add(FrameAnalysis analysis, JsonNode faces, JsonNode small) {
            double scaleX = (double) analysis.width() / small.get(0).asInt();
            double scaleY = (double) analysis.height() / small.get(1).asInt();
            expected += faces.size();
            int found = 0;
            for (JsonNode face : faces) {
                BoundingBox box = box(face.get("box"), scaleX, scaleY);
                Optional<AnalyzedFace> same = same(analysis.faces(), box);
                if (same.isPresent()) {
                    found++;
                    compare(same.get(), face);
                }
            }
            sameBox += found;
            strangers += analysis.faces().size() - found;
        }

        private void compare(AnalyzedFace face, JsonNode expected) {
            double age = face.attributes().age().orElseThrow();
            double male = face.attributes().maleProbability().orElseThrow();
            sameAge += Math.abs(age - expected.get("age").asDouble()) <= 2 ? 1 : 0;
            sameGender += male >= 0.5 == expected.get("male").asDouble() >= 0.5 ? 1 : 0;
        }

        private static Optional<AnalyzedFace> same(List<AnalyzedFace> faces, BoundingBox box) {
            return faces.stream()
                    .filter(face -> Iou.of(face.detection().box(), box) >= 0.9)
                    .findFirst();
        }

        private static BoundingBox box(JsonNode edges, double scaleX, double scaleY) {
            double x = edges.get(0).asInt() * scaleX;
            double y = edges.get(1).asInt() * scaleY;
            return new BoundingBox(
                    x, y, edges.get(2).asInt() * scaleX - x, edges.get(3).asInt() * scaleY - y);
        }
    }
}
