package io.agender.conversion.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.conversion.Answers;
import io.agender.conversion.OnnxNetwork;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceApiConverterTest {

    private static final Path GOLDEN = Path.of("../../shared/data/golden");
    private static final int SIZE = 112;
    private static final int FACES = 4;
    private static final float[] MEANS = {122.782f, 117.001f, 104.298f};

    @TempDir
    private Path folder;

    @Test
    void should_answer_what_the_package_itself_answers() throws Exception {
        assumeTrue(
                Files.exists(GOLDEN.resolve("face-api-outputs.json")),
                "the shared golden figures are not beside the project");
        float[] faces = normalised(Files.readAllBytes(GOLDEN.resolve("face-api-input.u8")));
        JsonNode expected = new ObjectMapper()
                .readTree(GOLDEN.resolve("face-api-outputs.json").toFile())
                .path("outputs");

        try (OnnxNetwork network = new OnnxNetwork(bundled())) {
            float[] ages = network.run("age", faces, FACES, 3, SIZE, SIZE).values();
            float[] logits = network.run("gender", faces, FACES, 3, SIZE, SIZE).values();

            for (int i = 0; i < FACES; i++) {
                assertThat((double) ages[i])
                        .isCloseTo(expected.path("age").get(i).asDouble(), within(1e-3));
                double male = 1 / (1 + Math.exp(logits[2 * i + 1] - logits[2 * i]));
                assertThat(male)
                        .isCloseTo(expected.path("maleProbability").get(i).asDouble(), within(1e-5));
            }
        }
    }

    @Test
    void should_move_no_numbers_while_the_networks_run() throws Exception {
        byte[] onnx = bundled();

        assertThat(Answers.operations(onnx)).doesNotContain("Transpose", "Pad", "Shape");
    }

    @Test
    void should_refuse_weights_of_another_network() throws Exception {
        Path manifest = Files.writeString(folder.resolve("x-weights_manifest.json"), "[{\"paths\":[],\"weights\":[]}]");

        assertThatThrownBy(() ->
                        FaceApiConverter.convert(manifest, new ConversionOptions("x", "image", Map.of("age", "age"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("neither of face-api's network for age and gender");
    }

    private static byte[] bundled() throws IOException {
        try (InputStream file = ModelCatalog.class.getResourceAsStream("face-api-age-gender.onnx")) {
            return file.readAllBytes();
        }
    }

    private static float[] normalised(byte[] pixels) {
        float[] values = new float[pixels.length];
        int area = SIZE * SIZE;
        for (int i = 0; i < values.length; i++) {
            int face = i / (3 * area);
            int colour = i / area % 3;
            values[i] = ((pixels[(face * area + i % area) * 3 + colour] & 0xff) - MEANS[colour]) / 255;
        }
        return values;
    }
}
