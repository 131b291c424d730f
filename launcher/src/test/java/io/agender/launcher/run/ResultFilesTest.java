package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.schemas.Gender;
import io.agender.schemas.SummaryStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    @TempDir
    Path folder;

    @Test
    void should_order_faces_by_camera_and_frame_however_they_came() throws Exception {
        Path out = folder.resolve("out");
        try (ResultFiles files = ResultFiles.open(out, List.of("lobby", "door"))) {
            files.add(Records.faces("door", 0));
            files.add(Records.faces("lobby", 0, Records.face(Gender.FEMALE, 31f)));
            files.add(Records.faces("door", 1));
            files.complete(List.of(Records.summary("lobby", Records.START, SummaryStatus.FINAL)), List.of());
        }
        assertThat(Files.readAllLines(out.resolve("faces.jsonl")))
                .extracting(line -> line.substring(0, 20))
                .containsExactly("{\"cameraId\":\"lobby\",", "{\"cameraId\":\"door\",\"", "{\"cameraId\":\"door\",\"");
        assertThat(out.resolve("faces.jsonl"))
                .content()
                .contains("\"capturedAt\":\"2026-05-01T09:00:00Z\"")
                .contains("\"gender\":\"FEMALE\",\"maleProbability\":0.2,\"age\":31.0,\"ageDeviation\":null");
        assertThat(out.resolve("summary.jsonl"))
                .content()
                .contains("\"status\":\"FINAL\"")
                .endsWith("}\n");
    }

    @Test
    void should_leave_nothing_when_a_run_is_not_complete() {
        try (ResultFiles files = ResultFiles.open(folder, List.of("lobby"))) {
            files.add(Records.faces("lobby", 0));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void should_keep_the_results_of_an_earlier_run_until_the_new_ones_are_complete() throws Exception {
        Files.writeString(folder.resolve("faces.jsonl"), "earlier");
        try (ResultFiles files = ResultFiles.open(folder, List.of("lobby"))) {
            files.add(Records.faces("lobby", 0));
        }
        assertThat(folder.resolve("faces.jsonl")).hasContent("earlier");
    }

    @Test
    void should_say_in_one_sentence_that_a_folder_cannot_be_written() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> ResultFiles.open(file, List.of("lobby")))
                .isInstanceOf(CommandException.class)
                .hasMessage("The output folder " + file + " can't be written; choose another one with --output.")
                .extracting(error -> ((CommandException) error).exitCode())
                .isEqualTo(ExitCode.FILES);
    }
}
