package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.models.Sha256;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsCommandTest {

    private static final Path MIRROR = Path.of("../../shared/models");

    @TempDir
    private Path folder;

    private Path models;
    private Path config;

    @BeforeEach
    void configure() throws IOException {
        models = folder.resolve("models");
        config = folder.resolve("mirror.yml");
        mirror(folder.resolve("nothing"));
    }

    @Test
    void should_list_every_model_with_size_licence_and_where_its_file_is() {
        Agender list = run("list");

        assertThat(list.exitCode()).as(list.toString()).isZero();
        assertThat(row(list, "ssrnet-imdb"))
                .containsExactly("ssrnet-imdb", "gender, age", "0.4 MB", "Apache-2.0", "bundled");
        assertThat(row(list, "haar-alt2")).endsWith("inside OpenCV");
        assertThat(row(list, "yunet")).containsExactly("yunet", "faces", "0.3 MB", "Apache-2.0", "agender models pull");
        assertThat(row(list, "ssrnet-megaface")).startsWith("ssrnet-megaface", "age", "0.2 MB");
        assertThat(row(list, "levi-hassner")).contains("about 87 MB", "agender models pull");
        assertThat(row(list, "serengil-vggface")).contains("about 1067 MB", "NOASSERTION", "bring your own file");
        assertThat(row(list, "subedi-multitask")).contains("unknown", "bring your own file");
        assertThat(list.out().lines().filter(line -> line.startsWith("|")).count())
                .isEqualTo(1 + 30);
    }

    @Test
    void should_list_models_for_programs() throws IOException {
        Agender list = run("list", "--json");

        JsonNode all = new ObjectMapper().readTree(list.out());
        assertThat(all).hasSize(30);
        assertThat(all.get(0).toString())
                .isEqualTo("{\"name\":\"blazeface\",\"kind\":\"detector\","
                        + "\"title\":\"BlazeFace, full-range (dense), as in MediaPipe\",\"finds\":\"faces\","
                        + "\"licence\":\"Apache-2.0\",\"bytes\":2090055,\"exact\":true,\"availability\":\"bundled\"}");
    }

    @Test
    void should_be_the_table_in_docs() throws IOException {
        assertThat(Files.readString(Path.of("../docs/models.md")).replace("\r\n", "\n"))
                .as("put the output of: ./agender models list --markdown --model-dir /none")
                .contains(run("list", "--markdown").out().strip());
    }

    @Test
    void should_show_what_a_model_is_and_where_it_is_weak() {
        Agender show = run("show", "ssrnet-morph2");

        assertThat(show.exitCode()).as(show.toString()).isZero();
        assertThat(show.out())
                .contains("input        64 x 64 BGR, each picture stretched to 0..255")
                .contains("state        missing; get it with: agender models pull ssrnet-morph2")
                .contains("made from    ssrnet_age_morph2.h5")
                .contains("The authors warn that the weights trained on MORPH 2 may do badly")
                .contains("children     None in the training data")
                .contains(
                        "face size    28 pixels of the longer side and more; of smaller faces gender and age are unknown");
        assertThat(show.out()
                        .lines()
                        .dropWhile(line -> !line.startsWith("| group and gender, 20 to 59"))
                        .skip(2)
                        .findFirst())
                .as("the weakest first")
                .hasValueSatisfying(line -> assertThat(line).startsWith("| Indian female "));
    }

    @Test
    void should_show_a_model_to_programs_as_its_descriptor() throws IOException {
        JsonNode tree =
                new ObjectMapper().readTree(run("show", "gear", "--json").out());

        assertThat(tree.at("/attributes/heads/1/type").asText()).isEqualTo("age-classes");
        assertThat(tree.at("/files/0/conversion/from/0/sources/0/type").asText())
                .isEqualTo("npm");
        assertThat(tree.at("/files/0/state").asText()).isEqualTo("missing");
        assertThat(tree.at("/errors/rows/0/faces").asInt()).isEqualTo(1116);
        assertThat(tree.at("/errors/rows/0/ageError").asDouble()).isEqualTo(12.3);
    }

    @Test
    void should_pull_convert_verify_and_find_models_again() throws IOException {
        assumeMirror();
        mirror(MIRROR);

        Agender pull = run("pull", "ssrnet-morph2", "yunet");

        assertThat(pull.exitCode()).as(pull.toString()).isZero();
        assertThat(pull.out())
                .contains("fetching ssrnet_age_morph2.h5 from " + MIRROR.resolve("ssrnet_age_morph2.h5"))
                .contains("ssrnet-morph2: ssrnet-morph2-age.onnx made from the published files")
                .contains("yunet: yunet_n_dynamic.onnx fetched");
        assertThat(run("pull", "yunet").out()).contains("yunet: yunet_n_dynamic.onnx was here");
        Agender verify = run("verify", "ssrnet-morph2", "yunet");
        assertThat(verify.exitCode()).as(verify.toString()).isZero();
        assertThat(verify.out()).contains("yunet_n_dynamic.onnx, as published");
        assertThat(row(run("list"), "ssrnet-morph2")).endsWith("here");
    }

    @Test
    void should_say_which_file_is_damaged_and_check_the_others_all_the_same() throws IOException {
        Files.createDirectories(models);
        Files.writeString(models.resolve("yunet_n_dynamic.onnx"), "damaged");
        Files.writeString(models.resolve("kinarr-mobilenet.onnx"), "anything");

        Agender verify = run("verify", "--all");

        assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(verify.err())
                .isEqualTo("agender: " + models.resolve("yunet_n_dynamic.onnx")
                        + ", a file of model yunet, has 7 bytes where 322906 are expected; fetch it again or remove it"
                        + " from the model directory." + System.lineSeparator());
        assertThat(verify.out())
                .contains("kinarr-mobilenet: kinarr-mobilenet.onnx, no published hash known")
                .contains("haar: opencv:haarcascades/haarcascade_frontalface_alt.xml, as published")
                .contains("lbp: opencv:lbpcascades/lbpcascade_frontalface_improved.xml, as published")
                .contains("blazeface: blazeface-full.onnx, as published");
    }

    @Test
    void should_say_that_a_file_to_verify_is_missing() {
        Agender verify = run("verify", "yunet");

        assertThat(verify.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(verify.err())
                .isEqualTo(
                        "agender: File yunet_n_dynamic.onnx of model yunet is missing; get it with agender models pull"
                                + " yunet, or put it into " + models + "." + System.lineSeparator());
    }

    @Test
    void should_say_in_one_sentence_where_to_put_a_file_that_nobody_publishes() {
        Agender pull = run("pull", "kinarr-mobilenet");

        assertThat(pull.exitCode()).as(pull.toString()).isEqualTo(ExitCode.FILES);
        assertThat(pull.err())
                .startsWith("agender: File kinarr-mobilenet.onnx of model kinarr-mobilenet cannot be fetched: ")
                .endsWith("if you have it, put it at " + models.resolve("kinarr-mobilenet.onnx") + "."
                        + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({
        "show nothing, There is no model named nothing; known are blazeface",
        "pull nothing, There is no model named nothing; known are blazeface",
        "pull, Missing required argument",
        "verify, Missing required argument",
        "pull yunet --all, mutually exclusive",
        "'', A command is missing.",
        "convert none.h5 x.onnx, There is no file none.h5",
        "convert none.txt x.onnx, none.txt is of no format that can be converted",
        "convert none.json x.onnx, Name the outputs that none.json is to have",
        "convert --model haar a b, The files of model haar are used as they are published.",
    })
    void should_answer_a_wrong_call_with_a_sentence(String call, String sentence) {
        Agender wrong = run(call.isEmpty() ? new String[0] : call.split(" "));

        assertThat(wrong.exitCode()).as(wrong.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(wrong.err()).contains(sentence).doesNotContain("Exception");
    }

    @Test
    void should_convert_a_file_and_a_whole_model_to_the_same_bytes() throws IOException {
        assumeMirror();
        Path single = folder.resolve("ssrnet-morph2-age.onnx");

        Agender convert = run("convert", MIRROR.resolve("ssrnet_age_morph2.h5").toString(), single.toString());
        Agender whole = run(
                "convert",
                "--model",
                "ssrnet-morph2",
                MIRROR.toString(),
                folder.resolve("made").toString());

        assertThat(convert.exitCode()).as(convert.toString()).isZero();
        assertThat(whole.exitCode()).as(whole.toString()).isZero();
        assertThat(folder.resolve("made/ssrnet-morph2-age.onnx")).hasSameBinaryContentAs(single);
    }

    @Test
    void should_convert_a_graph_with_the_outputs_that_are_named_and_print_the_files_hash() throws IOException {
        Path graph = Files.writeString(folder.resolve("small.json"), """
                {"modelTopology": {"node": [
                   {"name": "x", "op": "Placeholder", "input": [], "attr": {"shape": {"shape": {"dim": [
                      {"size": "-1"}, {"size": "2"}, {"size": "2"}, {"size": "3"}]}}}},
                   {"name": "y", "op": "Relu", "input": ["x"], "attr": {}}]},
                 "weightsManifest": [{"paths": [], "weights": []}]}
                """);
        Path target = folder.resolve("small.onnx");

        Agender convert = run("convert", graph.toString(), target.toString(), "--output", "answer=y");

        assertThat(convert.exitCode()).as(convert.toString()).isZero();
        byte[] onnx = Files.readAllBytes(target);
        assertThat(convert.out())
                .isEqualTo(Sha256.of(onnx) + "  " + onnx.length + "  " + target + System.lineSeparator());
    }

    private Agender run(String... arguments) {
        List<String> call = new ArrayList<>(List.of("models"));
        call.addAll(List.of(arguments));
        if (arguments.length > 0) {
            call.addAll(List.of("--model-dir", models.toString(), "--config", config.toString()));
        }
        return Agender.run(call.toArray(String[]::new));
    }

    private void mirror(Path place) throws IOException {
        Files.writeString(config, "model.mirror: \"" + place + "\"\n");
    }

    private static List<String> row(Agender list, String model) {
        return list.out()
                .lines()
                .map(line -> List.of(line.replaceAll("^\\| *| *\\|$", "").split(" *\\| *")))
                .filter(cells -> cells.get(0).equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static void assumeMirror() {
        assumeTrue(Files.isDirectory(MIRROR), "the shared model files are not beside the project");
    }
}
