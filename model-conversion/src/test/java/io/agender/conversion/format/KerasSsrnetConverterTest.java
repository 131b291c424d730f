package io.agender.conversion.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.conversion.Answers;
import io.agender.conversion.OnnxNetwork;
import io.agender.conversion.PublishedModel;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.models.Conversion;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.models.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasSsrnetConverterTest {

    private static final Path SHARED = Path.of("../../shared");
    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssrnet_age_imdb",
                "ssrnet_age_wiki",
                "ssrnet_age_morph2",
                "ssrnet_age_megaface_asian",
                "ssrnet_gender_imdb",
                "ssrnet_gender_wiki",
                "ssrnet_gender_morph"
            })
    void should_answer_as_the_weights_do_in_their_authors_framework(String name) throws Exception {
        assumeShared();
        byte[] pixels = Files.readAllBytes(SHARED.resolve("data/golden/ssrnet-input.u8"));
        JsonNode expected = new ObjectMapper()
                .readTree(SHARED.resolve("data/golden/ssrnet-outputs.json").toFile())
                .path("outputs")
                .path(name);

        try (OnnxNetwork network = new OnnxNetwork(convert(name))) {
            float[] answer =
                    network.run("answer", nchw(pixels), 3, 3, SIZE, SIZE).values();

            assertThat(expected.size()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                assertThat((double) answer[i]).isCloseTo(expected.get(i).asDouble(), within(1e-3));
            }
        }
    }

    @Test
    void should_move_no_numbers_while_the_network_runs() {
        assumeShared();

        assertThat(Answers.operations(convert("ssrnet_age_wiki"))).doesNotContain("Transpose", "BatchNormalization");
    }

    @Test
    void should_give_the_same_bytes_for_the_same_file() {
        assumeShared();

        assertThat(convert("ssrnet_gender_wiki")).isEqualTo(convert("ssrnet_gender_wiki"));
    }

    static Stream<Arguments> catalogued() {
        return ModelCatalog.load(Optional.empty(), name -> Optional.empty()).all().stream()
                .flatMap(model -> model.files().stream()
                        .filter(file -> file.conversion() != null
                                && file.conversion().format() == Conversion.Format.KERAS_SSRNET)
                        .map(file -> Arguments.of(model, file)));
    }

    @ParameterizedTest
    @MethodSource("catalogued")
    void should_make_the_file_that_the_descriptor_names(ModelDescriptor model, ModelFile file) throws IOException {
        assumeShared();
        Path published =
                SHARED.resolve("models/" + file.conversion().from().get(0).name());

        byte[] onnx = PublishedModel.convert(model, file, SHARED.resolve("models"));

        assertThat(Sha256.of(Files.readAllBytes(published)))
                .isEqualTo(file.conversion().from().get(0).sha256());
        assertThat((long) onnx.length).isEqualTo(file.size());
        assertThat(Sha256.of(onnx)).isEqualTo(file.sha256());
    }

    @Test
    void should_refuse_an_answer_that_the_network_does_not_have() {
        assumeShared();
        Path file = SHARED.resolve("models/ssrnet_gender_wiki.h5");

        assertThatThrownBy(() -> KerasSsrnetConverter.convert(
                        file, new ConversionOptions("test", "image", Map.of("age", "pred_a"))))
                .isInstanceOf(ModelException.class)
                .hasMessage("Model " + file + " cannot be converted: it has no node pred_a.");
    }

    @Test
    void should_say_that_a_damaged_file_is_damaged() throws IOException {
        Path text = Files.writeString(folder.resolve("text.h5"), "not HDF5 at all");

        assertThatThrownBy(() -> convert(text))
                .isInstanceOf(ModelException.class)
                .hasMessage(text + " cannot be read as HDF5; fetch the file again.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 30000, 200000, 326000})
    void should_say_that_a_file_that_was_cut_off_is_damaged(int bytes) throws IOException {
        assumeShared();
        byte[] whole = Files.readAllBytes(SHARED.resolve("models/ssrnet_age_wiki.h5"));
        Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, bytes));

        assertThatThrownBy(() -> convert(cut))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(cut.toString());
    }

    @Test
    void should_say_which_file_is_missing() {
        Path none = folder.resolve("none.h5");

        assertThatThrownBy(() -> convert(none))
                .hasMessage("There is no file " + none + "; give the .h5 file with the weights.");
    }

    private static void assumeShared() {
        assumeTrue(Files.isDirectory(SHARED.resolve("models")), "the shared model files are not beside the project");
    }

    private static byte[] convert(String name) {
        return convert(SHARED.resolve("models").resolve(name + ".h5"));
    }

    private static byte[] convert(Path file) {
        String node = file.getFileName().toString().contains("gender") ? "pred" : "pred_a";
        return KerasSsrnetConverter.convert(file, new ConversionOptions("test", "image", Map.of("answer", node)));
    }

    private static float[] nchw(byte[] pixels) {
        float[] values = new float[pixels.length];
        int area = SIZE * SIZE;
        for (int i = 0; i < values.length; i++) {
            int picture = i / (3 * area);
            values[i] = pixels[(picture * area + i % area) * 3 + i / area % 3] & 0xff;
        }
        return values;
    }
}
