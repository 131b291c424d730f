package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.vision.BoundingBox;
import io.agender.vision.geometry.Iou;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code agender run --profile seed}, from the video to {@code faces.jsonl}, against what the original program answers for
 * a clip that is not part of this project: skipped where it or the model files are missing.
 */
class SeedProfileIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHARED = Path.of("../../shared");
    private static final Path CLIP = SHARED.resolve("data/video/agender-input1.gif");
    private static final double LEAST_IOU = 0.9;
    private static final double MOST_YEARS = 2;
    private static final double LEAST_SHARE = 0.95;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"haar", "ssd300"})
    void should_give_the_original_programs_boxes_and_ages(String detector) throws IOException {
        Path golden = SHARED.resolve("data/golden/agender-input1." + detector + ".json");
        assumeTrue(
                Files.exists(CLIP) && Files.exists(golden) && Files.isDirectory(SHARED.resolve("models")),
                "the clip, its golden answers or the shared model files are not beside the project");
        pull();

        Agender run = run(detector);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        JsonNode truth = JSON.readTree(golden.toFile());
        Map<Long, JsonNode> frames = frames();
        assertThat(frames).hasSize(truth.get("frames").asInt());
        int expected = 0;
        int sameBox = 0;
        int sameAge = 0;
        for (JsonNode result : truth.get("results")) {
            JsonNode frame = frames.get(result.get("frame").asLong());
            for (JsonNode face : result.get("faces")) {
                expected++;
                JsonNode same = same(frame, box(face.get("box"), frame, truth.get("small")));
                if (same != null) {
                    sameBox++;
                    double years = same.get("age").asDouble() - face.get("age").asDouble();
                    sameAge += Math.abs(years) <= MOST_YEARS ? 1 : 0;
                }
            }
        }
        assertThat(expected).isGreaterThan(50);
        assertThat(sameBox).as("boxes of %d", expected).isGreaterThanOrEqualTo((int) Math.ceil(expected * LEAST_SHARE));
        assertThat(sameAge).as("ages of %d", expected).isGreaterThanOrEqualTo((int) Math.ceil(expected * LEAST_SHARE));
    }

    private void pull() throws IOException {
        Path config = folder.resolve("mirror.yaml");
        Files.writeString(config, "model.mirror: \"" + SHARED.resolve("models") + "\"\n");
        Agender pull = Agender.run(
                "models",
                "pull",
                "seed",
                "ssd300",
                "--model-dir",
                folder.resolve("models").toString(),
                "--config",
                config.toString());
        assertThat(pull.exitCode()).as(pull.toString()).isZero();
    }

    private Agender run(String detector) {
        return Agender.run(
                "run",
                CLIP.toString(),
                "--profile",
                "seed",
                "--detector",
                detector,
                "--model-dir",
                folder.resolve("models").toString(),
                "--no-video",
                "--no-dashboard",
                "--output",
                folder.resolve("out").toString());
    }

    private Map<Long, JsonNode> frames() throws IOException {
        Map<Long, JsonNode> frames = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("out/faces.jsonl"))) {
            JsonNode frame = JSON.readTree(line);
            frames.put(frame.get("sequence").asLong(), frame);
        }
        return frames;
    }

    private static JsonNode same(JsonNode frame, BoundingBox wanted) {
        for (JsonNode face : frame.get("faces")) {
            JsonNode box = face.get("box");
            BoundingBox found = new BoundingBox(
                    box.get("x").asDouble(),
                    box.get("y").asDouble(),
                    box.get("width").asDouble(),
                    box.get("height").asDouble());
            if (Iou.of(found, wanted) >= LEAST_IOU) {
                return face;
            }
        }
        return null;
    }

    /** The golden boxes are edges in the small frame that the original program searches. */
    private static BoundingBox box(JsonNode edges, JsonNode frame, JsonNode small) {
        double scaleX = frame.get("frameWidth").asDouble() / small.get(0).asInt();
        double scaleY = frame.get("frameHeight").asDouble() / small.get(1).asInt();
        double x = edges.get(0).asInt() * scaleX;
        double y = edges.get(1).asInt() * scaleY;
        return new BoundingBox(
                x, y, edges.get(2).asInt() * scaleX - x, edges.get(3).asInt() * scaleY - y);
    }
}
