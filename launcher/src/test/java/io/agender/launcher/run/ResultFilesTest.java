package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.schemas.Gender;
import io.agender.schemas.SummaryStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
    void should_replace_the_results_of_an_earlier_run_of_files() throws Exception {
        complete();
        String first = Files.readString(folder.resolve("faces.jsonl"));
        assertThat(complete()).isEmpty();

        assertThat(folder.resolve("faces.jsonl")).content().isEqualTo(first);
        assertThat(folder).isDirectoryNotContaining("glob:**earlier*").isDirectoryNotContaining("glob:**-20*");
    }

    @Test
    void should_lay_aside_what_a_live_run_has_left() throws Exception {
        try (OutputFolder live = OutputFolder.open(folder)) {
            live.markLive();
            for (String name : List.of("faces.jsonl", "summary.jsonl", "summary.hourly.jsonl")) {
                Path file = Files.writeString(folder.resolve(name), "live\n");
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-05-01T12:00:00Z")));
            }
            Files.writeString(folder.resolve("faces-2026-05-01.jsonl"), "of the same day\n");
        }
        assertThat(complete())
                .containsExactly(
                        folder.resolve("faces-2026-05-01.2.jsonl"),
                        folder.resolve("summary-2026-05-01.jsonl"),
                        folder.resolve("summary.hourly-2026-05-01.jsonl"))
                .allSatisfy(file -> assertThat(file).hasContent("live"));
        assertThat(folder.resolve("faces.jsonl")).content().contains("lobby");
        assertThat(complete()).as("results of files once more").isEmpty();
    }

    @Test
    void should_leave_alone_what_a_live_run_has_left_when_it_is_not_complete() throws Exception {
        try (OutputFolder live = OutputFolder.open(folder)) {
            live.markLive();
            Files.writeString(folder.resolve("faces.jsonl"), "live\n");
        }
        ResultFiles.open(folder, List.of("lobby")).close();

        assertThat(folder.resolve("faces.jsonl")).hasContent("live");
        assertThat(complete()).hasSize(1);
    }

    @Test
    void should_say_in_one_sentence_that_another_run_writes_to_the_folder() throws Exception {
        try (OutputFolder live = OutputFolder.open(folder)) {
            live.markLive();
            assertThatThrownBy(() -> ResultFiles.open(folder, List.of("lobby")))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("Another run writes to the output folder " + folder
                            + "; wait for its end, or choose another folder with --output.")
                    .extracting(error -> ((CommandException) error).exitCode())
                    .isEqualTo(ExitCode.FILES);
        }
        try (ResultFiles files = ResultFiles.open(folder, List.of("lobby"))) {
            assertThatThrownBy(() -> OutputFolder.open(folder)).hasMessageContaining("Another run writes");
            assertThat(files.laidAside()).isEmpty();
        }
    }

    private List<Path> complete() {
        try (ResultFiles files = ResultFiles.open(folder, List.of("lobby"))) {
            files.add(Records.faces("lobby", 0));
            files.complete(List.of(Records.summary("lobby", Records.START, SummaryStatus.FINAL)), List.of());
            return files.laidAside();
        }
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
