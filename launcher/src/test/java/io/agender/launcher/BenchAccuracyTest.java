package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.program.ExitCode;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        Path cards = Files.createDirectory(folder.resolve("cards"));
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
                "--errors",
                cards.toString(),
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
        JsonNode errors = new ObjectMapper()
                .readTree(cards.resolve("face-api.errors.json").toFile());
        assertThat(errors.path("data").asText()).isEqualTo("one astronaut");
        assertThat(errors.path("minFaceSide").asDouble()).isEqualTo(28);
        assertThat(errors.path("frame").asText()).isEqualTo("640 x 360");
        assertThat(errors.path("rows").findValuesAsText("part")).containsExactly("all", "64 px");
        assertThat(cards.resolve("ssrnet-imdb.errors.json")).exists();
        Agender card = Agender.run("models", "show", "face-api", "--model-dir", cards.toString());
        assertThat(card.out())
                .contains("on one astronaut with the detector blazeface; the weakest first.")
                .contains("longer side of the face");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pairs", "--errors"})
    void should_write_what_stands_beside_a_model_of_one_detector_only(String option) {
        Agender bench = Agender.run(
                "bench", "accuracy", folder.toString(), "--detector", "blazeface,ultraface", option, folder.toString());

        assertThat(bench.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bench.err()).startsWith("agender: " + option + " wants one --detector, not several.");
    }

    @Test
    void should_look_for_faces_where_there_are_none_and_count_what_is_found() throws IOException {
        Files.copy(Path.of("../samples/astronaut.png"), folder.resolve("astronaut.png"));
        Files.writeString(folder.resolve("labels.csv"), "file,age,gender\nastronaut.png,42,Female\n");
        Path json = folder.resolve("figures.json");
        String room = "test:faces?people=0&fps=4&seconds=1&live=false";
        String crowd = "test:faces?people=2&fps=4&seconds=1&live=false"; // as if its faces were false

        Agender bench = Agender.run(
                "bench",
                "accuracy",
                folder.toString(),
                "--detector",
                "blazeface",
                "--no-sizes",
                "--empty",
                room + "," + crowd,
                "--json",
                json.toString());

        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        assertThat(bench.out()).contains("| blazeface | " + room + " | 4 | 0.0 % (0.0 to 0.0) | 0 |");
        JsonNode places = new ObjectMapper().readTree(json.toFile()).path("falseFaces");
        assertThat(places).hasSize(2);
        assertThat(places.get(1).path("detector").asText()).isEqualTo("blazeface");
        assertThat(places.get(1).path("pictures").asInt()).isEqualTo(4);
        assertThat(places.get(1).path("picturesWithFaces").asDouble()).isEqualTo(1);
        assertThat(places.get(1).path("faces").asInt()).isEqualTo(8);
    }

    @Test
    void should_take_the_shares_of_all_detectors_from_the_same_faces() throws IOException {
        fromAfar(folder.resolve("astronaut.png"), 100);
        Files.writeString(folder.resolve("labels.csv"), "file,age,gender\nastronaut.png,42,Female\n");
        Path json = folder.resolve("figures.json");

        Agender bench = Agender.run(
                "bench",
                "accuracy",
                folder.toString(),
                "--detector",
                "haar,blazeface",
                "--border",
                "0",
                "--sizes",
                "24",
                "--frame",
                "480x270",
                "--json",
                json.toString());

        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        assertThat(bench.err()).contains("haar finds no face in " + folder.resolve("astronaut.png") + ".");
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.path("frame").asText()).isEqualTo("480 x 270");
        assertThat(figures.path("models").get(0).path("found").asInt())
                .as("too small for the first, so that only the second says how large it is")
                .isZero();
        assertThat(figures.path("models")).allSatisfy(one -> assertThat(
                        one.path("sizes").path("24 px").path("faces").asInt())
                .isEqualTo(1));
    }

    private static void fromAfar(Path file, int side) throws IOException {
        BufferedImage frame = new BufferedImage(640, 360, BufferedImage.TYPE_3BYTE_BGR);
        Image portrait = ImageIO.read(Path.of("../samples/astronaut.png").toFile())
                .getScaledInstance(side, side, Image.SCALE_AREA_AVERAGING);
        frame.getGraphics().drawImage(portrait, (640 - side) / 2, (360 - side) / 2, null);
        ImageIO.write(frame, "png", file.toFile());
    }

    @Test
    void should_refuse_a_frame_without_a_size() {
        Agender bench = Agender.run("bench", "accuracy", folder.toString(), "--frame", "large");

        assertThat(bench.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bench.err()).contains("--frame: 'large' is no size; write it like 640x360.");
    }

    @Test
    void should_say_in_one_sentence_that_there_are_no_labels() {
        Agender bench = Agender.run("bench", "accuracy", folder.toString());

        assertThat(bench.exitCode()).isEqualTo(ExitCode.FILES);
        assertThat(bench.err().lines()).hasSize(1);
        assertThat(bench.err()).contains("labels.csv can't be read");
    }
}
