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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        try (OnnxNetwork network = new OnnxNetwork(bundled("face-api-age-gender.onnx"))) {
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

    /**
     * The figures were made by the package's own code, {@code FaceLandmark68TinyNet} of {@code dist/face-api.esm.js} on
     * TensorFlow.js's backend for processors, of the published weights: for a pattern of two widths, and for the face of
     * the astronaut, 112 by 112 pixels from (169, 66) on.
     */
    @ParameterizedTest
    @ValueSource(strings = {"pattern0", "pattern1", "portrait"})
    void should_find_the_68_points_that_the_package_itself_finds(String picture) throws Exception {
        byte[] pixels = picture.equals("portrait") ? face() : pattern(picture.charAt(picture.length() - 1) - '0');
        JsonNode expected = new ObjectMapper()
                .readTree(FaceApiConverterTest.class.getResource("face-api-68-tiny.json"))
                .path(picture);

        try (OnnxNetwork network = new OnnxNetwork(bundled("face-api-68-tiny.onnx"))) {
            float[] points =
                    network.run("points", normalised(pixels), 1, 3, SIZE, SIZE).values();

            assertThat(points).hasSize(2 * 68);
            for (int i = 0; i < points.length; i++) {
                assertThat((double) points[i]).isCloseTo(expected.get(i).asDouble(), within(1e-4));
            }
        }
    }

    private static byte[] pattern(int number) {
        byte[] pixels = new byte[SIZE * SIZE * 3];
        for (int i = 0; i < pixels.length; i++) {
            int place = i / 3;
            pixels[i] = (byte) (4 * (place % SIZE) * (number + 1) + 3 * (place / SIZE) + 40 * (i % 3));
        }
        return pixels;
    }

    private static byte[] face() throws IOException {
        BufferedImage portrait =
                ImageIO.read(Path.of("../samples/astronaut.png").toFile());
        byte[] pixels = new byte[SIZE * SIZE * 3];
        for (int i = 0; i < pixels.length; i++) {
            int place = i / 3;
            pixels[i] = (byte) (portrait.getRGB(169 + place % SIZE, 66 + place / SIZE) >> 16 - 8 * (i % 3));
        }
        return pixels;
    }

    @ParameterizedTest
    @ValueSource(strings = {"face-api-age-gender.onnx", "face-api-68-tiny.onnx"})
    void should_move_no_numbers_while_the_networks_run(String file) throws Exception {
        assertThat(Answers.operations(bundled(file))).doesNotContain("Transpose", "Pad", "Shape");
    }

    @Test
    void should_refuse_weights_of_another_network() throws Exception {
        Path manifest = Files.writeString(folder.resolve("x-weights_manifest.json"), "[{\"paths\":[],\"weights\":[]}]");

        assertThatThrownBy(() ->
                        FaceApiConverter.convert(manifest, new ConversionOptions("x", "image", Map.of("age", "age"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("neither of face-api's network for age and gender");
    }

    private static byte[] bundled(String name) throws IOException {
        try (InputStream file = ModelCatalog.class.getResourceAsStream(name)) {
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
