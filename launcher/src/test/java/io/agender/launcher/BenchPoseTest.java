package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchPoseTest {

    private static final Path HEADS = Path.of("../../shared/data/headpose");

    @TempDir
    private Path folder;

    @Test
    void should_measure_the_portrait_of_the_samples_as_it_is_turned_and_from_afar() throws IOException {
        Files.copy(Path.of("../samples/astronaut.png"), folder.resolve("astronaut.png"));
        Files.writeString(
                folder.resolve("labels.csv"), "file,yaw,pitch\nastronaut.png,0,0\nnone.png,0,0\nother.png,0,0\n");
        Path json = folder.resolve("figures.json");
        Path markdown = folder.resolve("figures.md");

        Agender bench = Agender.run(
                "bench",
                "pose",
                folder.toString(),
                "--pictures",
                "(astronaut|none).png",
                "--detector",
                "blazeface,ultraface",
                "--sizes",
                "32,64",
                "--json",
                json.toString(),
                "--markdown",
                markdown.toString());

        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        assertThat(bench.err())
                .contains("Line 3 of labels.csv is left out: there is no picture")
                .doesNotContain("Line 4");
        assertThat(bench.out())
                .isEqualTo(Files.readString(markdown))
                .contains("| `blazeface` | 1 | 1 |", "| `ultraface`, pictures turned | 2 | 2 |");
        JsonNode figures = new ObjectMapper().readTree(json.toFile()).path("detectors");
        assertThat(figures).hasSize(2);
        assertThat(figures.get(1).path("networks").get(1).asText()).startsWith("face-api-68-tiny ");
        assertThat(figures).allSatisfy(one -> {
            assertThat(one.path("watchersTold").asDouble()).isEqualTo(1);
            assertThat(one.path("yawMeanAbsoluteError").asDouble()).isLessThan(20);
            assertThat(one.path("turned").path("rollMeanAbsoluteError").asDouble())
                    .isLessThan(8);
            assertThat(one.path("sizes").path("64 px").path("found").asInt()).isEqualTo(1);
        });
        JsonNode small = figures.get(0).path("sizes").path("32 px");
        assertThat(small.path("yawMeanAbsoluteError").isNull())
                .as("too small for the detector's landmarks: %s", small)
                .isTrue();
    }

    /** The figures of docs/accuracy.md: those people on whose pictures nothing was chosen. */
    @Test
    void should_tell_yaw_and_watching_of_people_that_nothing_was_fitted_to() throws IOException {
        assumeTrue(Files.isDirectory(HEADS), "the labelled heads in ../shared/data/headpose are not here");
        Path json = folder.resolve("figures.json");

        Agender bench = Agender.run(
                "bench",
                "pose",
                HEADS.toString(),
                "--pictures",
                ".*person0[2468].*",
                "--detector",
                "blazeface",
                "--no-sizes",
                "--turn",
                "0",
                "--json",
                json.toString());

        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        JsonNode figures =
                new ObjectMapper().readTree(json.toFile()).path("detectors").get(0);
        assertThat(figures.path("pictures").asInt()).isEqualTo(36);
        assertThat(figures.path("found").asInt()).isGreaterThanOrEqualTo(34);
        assertThat(figures.path("yawMeanAbsoluteError").asDouble()).isLessThan(6);
        assertThat(figures.path("pitchMeanAbsoluteError").asDouble()).isLessThan(15);
        assertThat(figures.path("watchingRight").asDouble()).isGreaterThan(0.85);
    }

    @ParameterizedTest
    @CsvSource({
        "--max-yaw, 91, --turn",
        "--sizes, 0, --sizes",
        "--frame, large, --frame",
        "--pictures, (, is no regular expression",
    })
    void should_say_what_is_wrong_with_an_option(String option, String value, String sentence) {
        Agender bench = Agender.run("bench", "pose", folder.toString(), option, value);

        assertThat(bench.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bench.err()).contains(sentence);
    }

    @Test
    void should_say_what_is_wrong_with_the_labels() throws IOException {
        Agender none = Agender.run("bench", "pose", folder.toString());
        Files.writeString(folder.resolve("labels.csv"), "file,yaw\na.png,0\n");
        Agender column = Agender.run("bench", "pose", folder.toString());
        Files.writeString(folder.resolve("labels.csv"), "file,yaw,pitch\na.png,0,0\n");
        Agender empty = Agender.run("bench", "pose", folder.toString());

        assertThat(none.exitCode()).isEqualTo(ExitCode.FILES);
        assertThat(none.err()).contains("can't be read");
        assertThat(column.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(empty.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(empty.err()).contains("there is no picture");
    }
}
