package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncleanTasksTest {

    @TempDir
    Path application;

    @Test
    void should_throw_away_a_task_without_a_checkpoint_and_keep_one_with() throws IOException {
        Path killed = task("0_1");
        Path closed = checkpointed(task("0_2"));

        UncleanTasks.delete(application);

        assertThat(killed).doesNotExist();
        assertThat(closed.resolve("rocksdb/cameras/MANIFEST-000013")).exists();
    }

    /** Its deletion began with another file than the checkpoint, and was cut short. */
    @Test
    void should_throw_away_a_task_whose_store_has_lost_its_list_of_files() throws IOException {
        Path cut = checkpointed(task("1_0"));
        Files.delete(cut.resolve("rocksdb/cameras/MANIFEST-000013"));

        UncleanTasks.delete(application);

        assertThat(cut).doesNotExist();
    }

    @Test
    void should_touch_nothing_but_tasks() throws IOException {
        Files.createDirectories(application.resolve("global"));
        Files.writeString(application.resolve(".lock"), "");
        Files.writeString(application.resolve("kafka-streams-process-metadata"), "{}");

        UncleanTasks.delete(application);
        UncleanTasks.delete(application.resolve("not there"));

        assertThat(application).isDirectoryContaining(path -> path.endsWith("global"));
        assertThat(application.resolve(".lock")).exists();
        assertThat(application.resolve("kafka-streams-process-metadata")).exists();
    }

    private Path task(String name) throws IOException {
        Path store = Files.createDirectories(application.resolve(name).resolve("rocksdb/cameras"));
        Files.writeString(store.resolve("CURRENT"), "MANIFEST-000013\n");
        Files.writeString(store.resolve("MANIFEST-000013"), "");
        return application.resolve(name);
    }

    private static Path checkpointed(Path task) throws IOException {
        Files.writeString(task.resolve(".checkpoint"), "0\n0\n");
        return task;
    }
}
