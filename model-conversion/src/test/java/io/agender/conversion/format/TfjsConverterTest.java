package io.agender.conversion.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.conversion.Answers;
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
import org.junit.jupiter.params.provider.ValueSource;

class TfjsConverterTest {

    @TempDir
    private Path folder;

    private TfjsFixture model;

    @BeforeEach
    void create() {
        model = new TfjsFixture(folder).input(2, 2, 3);
    }

    @Test
    void should_give_the_same_bytes_for_the_same_model() {
        model.floats("w", List.of(1, 1, 3, 2), 1, 2, 3, 4, 5, 6);
        model.node("Conv2D", "y", List.of("x", "w"), Map.of("strides", List.of(1, 1, 1, 1), "padding", "SAME"));

        assertThat(model.convert("y")).isEqualTo(model.convert("y"));
    }

    @Test
    void should_leave_out_what_no_output_needs() {
        model.node("Relu", "y", List.of("x"), Map.of());
        model.node("SomethingStrange", "z", List.of("y"), Map.of());

        assertThat(Answers.operations(model.convert("y"))).containsExactly("Relu", "Transpose");
    }

    @Test
    void should_follow_references_to_the_first_answer_and_skip_those_that_only_order() {
        model.node("Relu", "a", List.of("x"), Map.of()).node("Tanh", "b", List.of("a:0", "^x"), Map.of());

        assertThat(Answers.operations(model.convert("b"))).containsExactly("Relu", "Tanh", "Transpose");
    }

    @Test
    void should_name_the_node_and_what_is_supported_for_an_unknown_operation() {
        model.node("SomethingStrange", "z", List.of("x"), Map.of());

        assertThatThrownBy(() -> model.convert("z"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(
                        "Node z cannot be converted: it is a SomethingStrange; the supported operations are Add, ")
                .hasMessageEndingWith(", _FusedMatMul.");
    }

    @Test
    void should_name_an_output_that_the_model_lacks() {
        Path json = model.write();

        assertThatThrownBy(() -> TfjsConverter.convert(
                        json, new ConversionOptions("test", "image", Map.of("answer", "nowhere"))))
                .hasMessage("Model " + json + " cannot be converted: it has no node nowhere.");
    }

    @Test
    void should_refuse_a_graph_that_runs_in_a_circle() {
        model.node("AddV2", "a", List.of("x", "b"), Map.of()).node("Relu", "b", List.of("a"), Map.of());

        assertThatThrownBy(() -> model.convert("b")).hasMessageContaining("it has a loop through b");
    }

    @Test
    void should_refuse_the_second_answer_of_a_node() {
        model.node("Relu", "y", List.of("x:1"), Map.of());

        assertThatThrownBy(() -> model.convert("y")).hasMessageContaining("takes the second answer of another node");
    }

    @Test
    void should_refuse_two_inputs() {
        model.node("Placeholder", "second", List.of(), Map.of()).node("AddV2", "y", List.of("x", "second"), Map.of());

        assertThatThrownBy(() -> model.convert("y")).hasMessageContaining("it is a second input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "{\"modelTopology\": {\"node\": []}}", "[]", ""})
    void should_refuse_a_file_that_is_no_model(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("model.json"), text);

        assertThatThrownBy(() ->
                        TfjsConverter.convert(file, new ConversionOptions("test", "image", Map.of("answer", "y"))))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file + " is not ")
                .hasMessageEndingWith(".");
    }

    @Test
    void should_say_which_node_is_malformed() {
        model.floats("w", List.of(3), 1, 2, 3).node("Conv2D", "y", List.of("x", "w"), Map.of());

        assertThatThrownBy(() -> model.convert("y"))
                .isInstanceOf(ModelException.class)
                .hasMessage("Node y cannot be converted: its inputs or attributes are malformed.");
    }
}
