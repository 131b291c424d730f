package io.agender.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncleanTasksTest {

    private static final Predicate<Path> KEEPING = store -> false;
    private static final Predicate<Path> DELETING = store -> true;

    @TempDir
    Path state;

    @TempDir
    Path left;

    @Test
    void should_keep_what_a_killed_service_had_committed() {
        Path killed;
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            killed = store.putMuch().leftByKill(left);
        }

        delete(killed);

        try (StoreOnDisk store = StoreOnDisk.open(killed)) {
            assertThat(store.get("camera 0")).isPresent();
        }
    }

    /** Each of these stores tells for itself how far it goes. */
    @Test
    void should_throw_away_a_store_that_was_half_deleted_and_keep_its_neighbour() throws IOException {
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            store.put("door", "1");
            store.leaveAsClosed(left);
        }
        Path cut = Files.createDirectories(StoreOnDisk.task(left).resolve("rocksdb/cut"));
        Files.writeString(cut.resolve("000012.sst"), "what the deletion had not come to");

        delete(left);

        assertThat(cut).doesNotExist();
        assertThat(StoreOnDisk.store(left)).exists();
    }

    @Test
    void should_let_a_store_of_an_earlier_version_go_on_where_its_checkpoint_says() throws IOException {
        StoreOnDisk.ofEarlierVersion(state, "door", "1");
        StoreOnDisk.checkpoint(state, 17);

        delete(state);

        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            assertThat(store.get("door")).contains("1");
            assertThat(StoreOnDisk.task(state).resolve(".checkpoint")).doesNotExist();
            store.leaveAsClosed(left);
        }
        assertThat(StoreRemains.of(StoreOnDisk.store(left))).isEqualTo(StoreRemains.SOUND);
    }

    /** It was killed: there may be records in it that were never committed. */
    @Test
    void should_throw_away_a_store_of_an_earlier_version_without_a_checkpoint() {
        StoreOnDisk.ofEarlierVersion(state, "door", "1");

        delete(state);

        assertThat(StoreOnDisk.task(state)).doesNotExist();
    }

    /** It would begin empty and pass for restored. */
    @Test
    void should_throw_away_a_task_of_an_earlier_version_that_has_lost_a_store() throws IOException {
        StoreOnDisk.ofEarlierVersion(state, "door", "1");
        StoreOnDisk.checkpoint(state, 17);
        Utils.delete(StoreOnDisk.store(state).toFile());
        Path other = Files.createDirectories(StoreOnDisk.task(state).resolve("rocksdb/other"));

        delete(state);

        assertThat(other).doesNotExist();
        assertThat(StoreOnDisk.task(state)).doesNotExist();
    }

    @Test
    void should_throw_away_a_task_of_an_earlier_version_whose_store_has_lost_its_list_of_files() throws IOException {
        StoreOnDisk.ofEarlierVersion(state, "door", "1");
        StoreOnDisk.checkpoint(state, 17);
        Files.delete(StoreOnDisk.store(state).resolve("CURRENT"));

        delete(state);

        assertThat(StoreOnDisk.task(state)).doesNotExist();
    }

    @Test
    void should_touch_nothing_but_tasks() throws IOException {
        Path application = Files.createDirectories(state.resolve(StoreOnDisk.APPLICATION));
        Files.createDirectories(application.resolve("global/rocksdb/cameras"));
        Files.writeString(application.resolve(".lock"), "");
        Files.writeString(application.resolve("kafka-streams-process-metadata"), "{}");

        delete(state);
        new UncleanTasks(application.resolve("not there"), DELETING, InstantSource.system()).delete();

        assertThat(application.resolve("global/rocksdb/cameras")).exists();
        assertThat(application.resolve(".lock")).exists();
        assertThat(application.resolve("kafka-streams-process-metadata")).exists();
    }

    /** What it had written may be as old as that, and what told of a deleted key since may be gone from the changelog. */
    @Test
    void should_throw_away_what_a_killed_service_had_committed_where_keys_are_deleted_and_it_was_closed_long_ago()
            throws IOException {
        Path killed;
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            killed = store.putMuch().leftByKill(left);
        }
        Instant closed = closed(StoreOnDisk.task(killed));

        delete(killed, DELETING, closed.plus(DeletedKeys.MAX_AGE).minusSeconds(1));
        assertThat(StoreOnDisk.store(killed)).exists();

        delete(killed, KEEPING, closed.plus(DeletedKeys.MAX_AGE));
        assertThat(StoreOnDisk.store(killed)).exists();

        delete(killed, DELETING, closed.plus(DeletedKeys.MAX_AGE));
        assertThat(StoreOnDisk.task(killed)).doesNotExist();
    }

    @Test
    void should_keep_a_store_whose_keys_stay_beside_one_whose_keys_are_deleted() throws IOException {
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            store.put("door", "1");
            store.leaveAsClosed(left);
        }
        Path settings = StoreOnDisk.task(left).resolve("rocksdb/settings");
        copy(StoreOnDisk.store(left), settings);

        delete(left, settings::equals, closed(StoreOnDisk.task(left)).plus(DeletedKeys.MAX_AGE));

        assertThat(settings).doesNotExist();
        assertThat(StoreOnDisk.store(left)).exists();
    }

    /** Its stores can't go one by one. */
    @Test
    void should_throw_away_a_task_of_an_earlier_version_that_was_stopped_long_ago_where_keys_are_deleted()
            throws IOException {
        StoreOnDisk.ofEarlierVersion(state, "door", "1");
        StoreOnDisk.checkpoint(state, 17);
        Instant stopped = closed(StoreOnDisk.task(state).resolve(".checkpoint"));

        delete(state, DELETING, stopped.plus(DeletedKeys.MAX_AGE).minusSeconds(1));
        assertThat(StoreOnDisk.store(state)).exists();

        delete(state, KEEPING, stopped.plus(DeletedKeys.MAX_AGE));
        assertThat(StoreOnDisk.store(state)).exists();

        delete(state, DELETING, stopped.plus(DeletedKeys.MAX_AGE));
        assertThat(StoreOnDisk.task(state)).doesNotExist();
    }

    private static Instant closed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path state) {
        delete(state, KEEPING, Instant.now());
    }

    private static void delete(Path state, Predicate<Path> deleting, Instant now) {
        new UncleanTasks(state.resolve(StoreOnDisk.APPLICATION), deleting, () -> now).delete();
    }
}
