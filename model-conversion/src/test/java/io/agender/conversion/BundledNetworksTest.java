package io.agender.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.models.ModelCatalog;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bundled networks, run by ONNX Runtime, against figures from elsewhere. Those for the patterns were computed with
 * NumPy from the TensorFlow.js files, without the converter.
 */
class BundledNetworksTest {

    private static final Path GOLDEN = Path.of("../../shared/data/golden");

    @ParameterizedTest
    @CsvSource({"age, ssrnet_age_imdb", "gender, ssrnet_gender_imdb"})
    void should_answer_for_faces_what_the_original_weights_answer(String output, String figures) throws Exception {
        assumeTrue(Files.isDirectory(GOLDEN), "the shared golden figures are not beside the project");
        byte[] pixels = Files.readAllBytes(GOLDEN.resolve("ssrnet-input.u8"));
        JsonNode expected = new ObjectMapper()
                .readTree(GOLDEN.resolve("ssrnet-outputs.json").toFile())
                .path("outputs")
                .path(figures);
        int count = pixels.length / (64 * 64 * 3);
        float[] input = nchw(count, 64, (n, y, x, c) -> pixels[((n * 64 + y) * 64 + x) * 3 + c] & 0xff);

        float[] answer = run("ssrnet-imdb-" + output, output, input, count, 64).values();

        assertThat(answer).hasSize(expected.size());
        for (int i = 0; i < answer.length; i++) {
            assertThat((double) answer[i]).isCloseTo(expected.get(i).asDouble(), within(1e-3));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "age, 30.18144 24.59669 22.00298 23.45438 29.75175",
        "gender, 0.41326 0.17132 0.0 0.0 0.0",
    })
    void should_answer_for_a_pattern_what_was_computed_without_the_converter(String output, String figures)
            throws Exception {
        float[] input = nchw(5, 64, (n, y, x, c) -> (4 * x * (n + 1) + 3 * y + 40 * c) % 256);

        float[] answer = run("ssrnet-imdb-" + output, output, input, 5, 64).values();

        String[] expected = figures.split(" ");
        for (int i = 0; i < 5; i++) {
            assertThat(answer[i]).isCloseTo(Float.parseFloat(expected[i]), within(1e-3f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // picture, best anchor, its logit, mean of all box numbers, mean of all logits
        "0, 1678, -2.8061, 1.10519, -7.63549",
        "1, 321, -2.6587, 0.93885, -8.01987",
        "2, 552, -2.2305, 1.14455, -8.31168",
        "3, 548, -3.0225, 1.60552, -8.82597",
        "4, 508, -2.7026, 1.57605, -9.04971",
    })
    void should_detect_in_a_pattern_what_was_computed_without_the_converter(
            int picture, int anchor, double logit, double boxMean, double logitMean) throws Exception {
        float[] input =
                nchw(5, 192, (n, y, x, c) -> (((x * x + y * y) / (8 * (n + 1)) + 20 * c) % 256 - 127.5) / 127.5);

        OnnxNetwork.Answer scores = run("blazeface-full", "scores", input, 5, 192);
        OnnxNetwork.Answer boxes = run("blazeface-full", "boxes", input, 5, 192);

        assertThat(scores.shape()).containsExactly(5, 2304, 1);
        assertThat(boxes.shape()).containsExactly(5, 2304, 16);
        float[] logits = Arrays.copyOfRange(scores.values(), picture * 2304, (picture + 1) * 2304);
        float[] numbers = Arrays.copyOfRange(boxes.values(), picture * 2304 * 16, (picture + 1) * 2304 * 16);
        assertThat(best(logits)).isEqualTo(anchor);
        assertThat((double) logits[anchor]).isCloseTo(logit, within(1e-3));
        assertThat(mean(numbers)).isCloseTo(boxMean, within(1e-4));
        assertThat(mean(logits)).isCloseTo(logitMean, within(1e-4));
        if (picture == 0) {
            // Offset of the centre, size, eyes, nose, mouth, ears.
            assertThat(Arrays.copyOfRange(numbers, anchor * 16, (anchor + 1) * 16))
                    .usingComparatorWithPrecision(2e-3f)
                    .containsExactly(
                            -2.155f, -2.27f, 31.05f, 31.028f, -8.394f, -9.867f, 4.88f, -8.467f, -0.992f, -3.751f,
                            -1.718f, 3.827f, -17.884f, -4.723f, 11.06f, -3.054f);
        }
    }

    /** By TensorFlow.js from the published files, without the converter. */
    @ParameterizedTest
    @CsvSource({
        // picture, grid, anchors, best anchor, its logit, mean of all box numbers, mean of all logits
        "0, 16, 512, 147, -2.2038, 3.31207, -16.93038",
        "0, 8, 384, 127, -1.6059, 8.80899, -8.76435",
        "1, 16, 512, 57, -2.2592, 3.52869, -16.92555",
        "1, 8, 384, 366, -2.6405, 9.52733, -9.86967",
        "2, 16, 512, 11, -2.1524, 3.26042, -29.61149",
        "2, 8, 384, 126, -3.0429, 9.36965, -10.95872",
    })
    void should_detect_in_a_pattern_what_tensorflow_detects_with_two_grids(
            int picture, int grid, int anchors, int anchor, double logit, double boxMean, double logitMean)
            throws Exception {
        float[] input =
                nchw(1, 256, (n, y, x, c) -> (((x * x + y * y) / (8 * (picture + 1)) + 20 * c) % 256 - 127.5) / 127.5);

        float[] logits = run("blazeface-back", "scores" + grid, input, 1, 256).values();
        float[] numbers = run("blazeface-back", "boxes" + grid, input, 1, 256).values();

        assertThat(logits).hasSize(anchors);
        assertThat(numbers).hasSize(anchors * 16);
        assertThat(best(logits)).isEqualTo(anchor);
        assertThat((double) logits[anchor]).isCloseTo(logit, within(1e-3));
        assertThat(mean(numbers)).isCloseTo(boxMean, within(1e-4));
        assertThat(mean(logits)).isCloseTo(logitMean, within(1e-3));
        if (picture == 0 && grid == 16) {
            // Offset of the centre, size, eyes, nose, mouth, ears.
            assertThat(Arrays.copyOfRange(numbers, anchor * 16, (anchor + 1) * 16))
                    .usingComparatorWithPrecision(2e-3f)
                    .containsExactly(
                            -4.807f, -1.887f, 64.746f, 64.746f, -12.434f, -14.852f, 3.342f, -4.168f, -16.224f, 3.893f,
                            -19.253f, 14.535f, -14.297f, -20.135f, 21.532f, 1.636f);
        }
    }

    @Test
    void should_find_the_face_in_the_portrait_by_the_face_head() throws Exception {
        BufferedImage portrait =
                scaled(ImageIO.read(Path.of("../samples/astronaut.png").toFile()), 192);
        float[] input = nchw(1, 192, (n, y, x, c) -> ((portrait.getRGB(x, y) >> 16 - 8 * c & 0xff) - 127.5) / 127.5);

        float[] logits = run("blazeface-full", "scores", input, 1, 192).values();
        float[] boxes = run("blazeface-full", "boxes", input, 1, 192).values();

        // By eye, in pixels of the portrait of 512 by 512: box from (172, 64) to (278, 175), eyes at (203, 101) and
        // (247, 103).
        int anchor = best(logits);
        double scale = 512.0 / 192;
        double centreX = (anchor % 48 + 0.5) * 4;
        double centreY = (anchor / 48 + 0.5) * 4;
        assertThat(1 / (1 + Math.exp(-logits[anchor]))).isGreaterThan(0.8);
        assertThat((centreX + boxes[anchor * 16]) * scale).isCloseTo(225, within(8.0));
        assertThat((centreY + boxes[anchor * 16 + 1]) * scale).isCloseTo(119, within(8.0));
        assertThat(boxes[anchor * 16 + 2] * scale).isCloseTo(106, within(10.0));
        assertThat(boxes[anchor * 16 + 3] * scale).isCloseTo(111, within(10.0));
        assertThat((centreX + boxes[anchor * 16 + 4]) * scale).isCloseTo(203, within(5.0));
        assertThat((centreY + boxes[anchor * 16 + 5]) * scale).isCloseTo(101, within(5.0));
        assertThat((centreX + boxes[anchor * 16 + 6]) * scale).isCloseTo(247, within(5.0));
        assertThat((centreY + boxes[anchor * 16 + 7]) * scale).isCloseTo(103, within(5.0));
    }

    @ParameterizedTest
    @CsvSource({
        "ssrnet-imdb-age, age, 64",
        "ssrnet-imdb-gender, gender, 64",
        "blazeface-full, boxes, 192",
        "blazeface-full, scores, 192",
        "face-api-68-tiny, points, 112",
    })
    void should_answer_the_same_for_a_picture_alone_and_in_a_batch(String file, String output, int size)
            throws Exception {
        float[] batch = nchw(5, size, (n, y, x, c) -> ((x * 7 + y * 3 + c * 50 + n * 31) % 256 - 127.5) / 127.5);

        float[] together = run(file, output, batch, 5, size).values();

        int numbers = together.length / 5;
        for (int n = 0; n < 5; n++) {
            float[] alone = Arrays.copyOfRange(batch, n * batch.length / 5, (n + 1) * batch.length / 5);
            float[] answer = run(file, output, alone, 1, size).values();
            for (int i = 0; i < numbers; i++) {
                assertThat(answer[i]).isCloseTo(together[n * numbers + i], within(1e-4f));
            }
        }
    }

    private static OnnxNetwork.Answer run(String file, String output, float[] input, int count, int size)
            throws Exception {
        try (InputStream resource = ModelCatalog.class.getResourceAsStream(file + ".onnx");
                OnnxNetwork network = new OnnxNetwork(resource.readAllBytes())) {
            return network.run(output, input, count, 3, size, size);
        }
    }

    private interface Pixel {

        double at(int n, int y, int x, int c);
    }

    private static float[] nchw(int count, int size, Pixel pixel) {
        float[] values = new float[count * 3 * size * size];
        for (int i = 0; i < values.length; i++) {
            int place = i % (size * size);
            values[i] = (float) pixel.at(i / (3 * size * size), place / size, place % size, i / (size * size) % 3);
        }
        return values;
    }

    private static BufferedImage scaled(BufferedImage image, int size) {
        BufferedImage result = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, size, size, null);
        graphics.dispose();
        return result;
    }

    private static int best(float[] values) {
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }
}
