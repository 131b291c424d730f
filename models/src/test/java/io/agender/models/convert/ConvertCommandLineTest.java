package io.agender.models.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.models.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandLineTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void should_convert_a_model_and_print_its_hash() throws IOException {
        Path json = new TfjsFixture(folder)
                .input(2, 2, 3)
                .node("Relu", "y", List.of("x"), Map.of())
                .write();
        Path target = folder.resolve("small.onnx");

        int code = run(json.toString(), target.toString(), "answer=y");

        assertThat(code).isZero();
        byte[] onnx = Files.readAllBytes(target);
        assertThat(text(out)).isEqualTo(Sha256.of(onnx) + "  " + onnx.length + "  " + target + System.lineSeparator());
    }

    @Test
    void should_say_in_a_sentence_what_is_wrong_with_the_model() {
        int code = run(folder.resolve("missing.json").toString(), "x.onnx", "answer=y");

        assertThat(code).isEqualTo(1);
        assertThat(text(err)).startsWith("There is no file ").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bundled", "bundled here", "a.json b.onnx", "a.json b.onnx nothing", "a.json b.onnx =y"})
    void should_explain_itself_when_called_wrongly(String arguments) {
        int code = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(text(err)).startsWith("Usage: ");
        assertThat(text(out)).isEmpty();
    }

    private int run(String... arguments) {
        return new ConvertCommandLine(new PrintStream(out, true), new PrintStream(err, true)).run(List.of(arguments));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
