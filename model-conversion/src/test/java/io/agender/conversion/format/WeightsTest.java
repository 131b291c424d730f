package io.agender.conversion.format;

import static io.agender.conversion.Answers.assertPictures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.conversion.Nhwc;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.models.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {

    private final Nhwc pictures = Nhwc.sample(2, 2, 2);

    @TempDir
    private Path folder;

    private TfjsFixture model;

    @BeforeEach
    void create() {
        model = new TfjsFixture(folder).input(2, 2, 2);
    }

    @Test
    void should_undo_quantisation_to_8_bits() {
        model.quantized("w", List.of(2), "uint8", 0.5, -10, (byte) 4, (byte) 255);

        assertFactors(-8, 117.5);
    }

    @Test
    void should_undo_quantisation_to_16_bits() {
        model.quantized("w", List.of(2), "uint16", 0.001, -2, (byte) 0xe8, (byte) 0x03, (byte) 0xff, (byte) 0xff);

        assertFactors(-1, 63.535);
    }

    @Test
    void should_widen_16_bit_floating_point_numbers() {
        model.quantized("w", List.of(2), "float16", 0, 0, (byte) 0x00, (byte) 0x3e, (byte) 0x00, (byte) 0xc1);

        assertFactors(1.5, -2.5);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, 0",
        "0x3c00, 1",
        "0xc000, -2",
        "0x7bff, 65504",
        "0x0400, 6.103515625e-5", // smallest normal number
        "0x0001, 5.9604644775390625e-8", // smallest number of all
        "0x83ff, -6.097555160522461e-5",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7e00, NaN",
        "0x8000, -0.0",
    })
    void should_read_every_kind_of_half_float(String bits, float expected) {
        assertThat(HalfFloat.toFloat((short) (int) Integer.decode(bits))).isEqualTo(Float.valueOf(expected));
    }

    @Test
    void should_name_a_weight_that_the_file_is_too_short_for() throws IOException {
        model.floats("w", List.of(2), 1, 2).node("Mul", "y", List.of("x", "w"), Map.of());
        Path json = model.write();
        Files.write(folder.resolve("model.bin"), new byte[7]);

        assertThatThrownBy(() -> convert(json))
                .isInstanceOf(ModelException.class)
                .hasMessage("The weights of " + json + " end before w; fetch the .bin file again.");
    }

    @Test
    void should_not_reserve_memory_for_weights_that_are_not_there() {
        model.floats("w", List.of(60_000, 60_000), 1, 2).node("Mul", "y", List.of("x", "w"), Map.of());
        Path json = model.write();

        assertThatThrownBy(() -> convert(json)).hasMessageContaining("end before w");
    }

    @Test
    void should_notice_weights_that_belong_to_another_model() throws IOException {
        model.floats("w", List.of(2), 1, 2).node("Mul", "y", List.of("x", "w"), Map.of());
        Path json = model.write();
        Files.write(folder.resolve("model.bin"), new byte[9]);

        assertThatThrownBy(() -> convert(json)).hasMessageContaining("have 1 bytes more than it describes");
    }

    @Test
    void should_say_which_file_is_missing() throws IOException {
        Path json = model.node("Relu", "y", List.of("x"), Map.of()).write();
        Files.delete(folder.resolve("model.bin"));

        assertThatThrownBy(() -> convert(json))
                .hasMessage("There is no file " + folder.resolve("model.bin")
                        + "; a model's .json and .bin files belong together.");
    }

    @Test
    void should_refuse_weights_of_an_unknown_kind() {
        model.quantized("w", List.of(1), "int4", 1, 0, (byte) 1).node("Mul", "y", List.of("x", "w"), Map.of());
        Path json = model.write();

        assertThatThrownBy(() -> convert(json))
                .hasMessage(
                        "Weight w of " + json + " is float32 stored as int4, which the converter does not support.");
    }

    private static void convert(Path json) {
        TfjsConverter.convert(json, new ConversionOptions("test", "image", Map.of("answer", "y")));
    }

    private void assertFactors(double first, double second) {
        model.node("Mul", "y", List.of("x", "w"), Map.of());

        assertPictures(
                model.run("y", pictures),
                Nhwc.of(2, 2, 2, 2, (n, y, x, c) -> pictures.at(n, y, x, c) * (c == 0 ? first : second)));
    }
}
