package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchAccuracyTest {

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("agender.umask");
    }

    @Test
    void should_measure_the_portrait_of_the_samples_with_two_models_side_by_side() throws IOException {
        Files.copy(Path.of("../samples/astronaut.png"), folder.resolve("astronaut.png"));
        Files.writeString(
                folder.resolve("labels.csv"),
                "file,age,gender,race\nastronaut.png,42,Female,White\nnone.png,20,Male,Black\n");
        Path json = folder.resolve("figures.json");
        Path markdown = folder.resolve("figures.md");
        System.setProperty("agender.umask", "0026"); // as nobody's own is

        Agender bench = Agender.run(
                "bench",
                "accuracy",
                folder.toString(),
                "--detector",
                "blazeface",
                "--model",
                "face-api,ssrnet-imdb",
                "--sizes",
                "64",
                "--json",
                json.toString(),
                "--markdown",
                markdown.toString(),
                "--pairs",
                folder.toString(),
                "--data",
                "one astronaut");

        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        assertThat(bench.err()).contains("Line 3 of labels.csv is left out: there is no picture");
        assertThat(List.of(json, markdown))
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-r-----"));
        assertThat(bench.out())
                .isEqualTo(Files.readString(markdown))
                .contains("| blazeface + face-api | 1 | 100.0 % |");
        JsonNode models = new ObjectMapper().readTree(json.toFile()).path("models");
        assertThat(models).hasSize(2);
        JsonNode first = models.get(0);
        assertThat(first.path("model").asText()).isEqualTo("face-api");
        assertThat(first.path("found").asInt()).isEqualTo(1);
        assertThat(first.path("missed").asInt()).isZero();
        assertThat(first.path("genderRight").asDouble()).isEqualTo(1);
        assertThat(first.path("ageMeanAbsoluteError").asDouble())
                .isCloseTo(Math.abs(first.path("ageBias").asDouble()), within(1e-9));
        assertThat(first.path("sizes").path("64 px").path("found").asInt()).isEqualTo(1);
        assertThat(bench.out()).startsWith("Measured on one astronaut.");
        assertThat(List.of("face-api", "ssrnet-imdb")).allSatisfy(model -> {
            JsonNode pairs = new ObjectMapper()
                    .readTree(folder.resolve(model + ".pairs.json").toFile());
            assertThat(pairs.path("data").asText()).isEqualTo("one astronaut");
            assertThat(pairs.path("detector").asText()).isEqualTo("blazeface");
            assertThat(pairs.path("networks").findValuesAsText("name")).containsOnly(model);
            JsonNode pair = pairs.path("pairs").get(0);
            assertThat(pair.get(0).asInt()).isEqualTo(42);
            assertThat(pair.get(1).asInt()).isEqualTo(42);
            assertThat(pair.get(2).asText()).isEqualTo("FEMALE");
            assertThat(pair.get(5).asInt()).isEqualTo(1);
        });
    }

    @Test
    void should_write_pairs_of_one_detector_only() {
        Agender bench = Agender.run(
                "bench",
                "accuracy",
                folder.toString(),
                "--detector",
                "blazeface,ultraface",
                "--pairs",
                folder.toString());

        assertThat(bench.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bench.err()).startsWith("--pairs wants one --detector, not several.");
    }

    @Test
    void should_say_in_one_sentence_that_there_are_no_labels() {
        Agender bench = Agender.run("bench", "accuracy", folder.toString());

        assertThat(bench.exitCode()).isEqualTo(ExitCode.FILES);
        assertThat(bench.err().lines()).hasSize(1);
        assertThat(bench.err()).contains("labels.csv can't be read");
    }
}
