package io.agender.benchmarks.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import io.agender.vision.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitTruthTest {

    @TempDir
    private Path folder;

    @Test
    void should_know_which_visit_a_face_belongs_to() {
        VisitTruth truth = VisitTruth.read(Path.of("../samples/lobby.json"));

        assertThat(truth.visits()).isEqualTo(5);
        assertThat(truth.visitOf(Duration.ofSeconds(4), new BoundingBox(257, 84, 86, 97)))
                .hasValue(0);
        assertThat(truth.visitOf(Duration.ofMillis(4049), new BoundingBox(250, 90, 86, 97)))
                .hasValue(0);
        assertThat(truth.visitOf(Duration.ofSeconds(4), new BoundingBox(400, 84, 86, 97)))
                .isEmpty();
        assertThat(truth.visitOf(Duration.ofSeconds(9), new BoundingBox(257, 84, 86, 97)))
                .isEmpty();
    }

    @ParameterizedTest(name = "content: {0}")
    @ValueSource(strings = {"", "no json", "{}", "[]", "{\"visits\": [{}], \"framesPerSecond\": 10}"})
    void should_refuse_what_is_no_truth(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("clip.json"), content);

        assertThatThrownBy(() -> VisitTruth.read(file))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("clip.json is no truth of a clip");
    }

    @Test
    void should_refuse_a_file_that_is_not_there() {
        assertThatThrownBy(() -> VisitTruth.read(folder.resolve("none.json"))).isInstanceOf(CommandException.class);
    }
}
