package io.agender.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreRemainsTest {

    @TempDir
    Path state;

    @TempDir
    Path left;

    @Test
    void should_go_on_with_a_store_that_was_closed() {
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            store.put("door", "1");
            store.leaveAsClosed(left);
        }

        assertThat(StoreRemains.of(StoreOnDisk.store(left))).isEqualTo(StoreRemains.SOUND);
    }

    @Test
    void should_go_on_with_what_a_killed_service_had_written_and_committed() {
        Path killed;
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            killed = store.putMuch().leftByKill(left);
        }

        assertThat(StoreRemains.of(StoreOnDisk.store(killed))).isEqualTo(StoreRemains.SOUND);
        try (StoreOnDisk store = StoreOnDisk.open(killed)) {
            assertThat(store.get("camera 0")).isPresent();
            assertThat(store.get("camera " + (StoreOnDisk.MANY - 1)))
                    .as("was in memory; in a service the changelog brings it back")
                    .isEmpty();
        }
    }

    @Test
    void should_not_go_on_with_a_store_of_which_nothing_was_written_before_the_kill() {
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            store.put("door", "1");
            store.leaveAsKilled(left);
        }

        assertThat(StoreRemains.of(StoreOnDisk.store(left))).isEqualTo(StoreRemains.UNCERTAIN);
    }

    /** Kafka Streams would call it corrupted at each attempt to open it. */
    @Test
    void should_not_trust_a_store_that_was_written_without_transactions_and_not_closed() {
        Path killed;
        try (StoreOnDisk store = StoreOnDisk.open(state, Map.of("enable.transactional.statestores", false))) {
            killed = store.putMuch().leftByKill(left);
        }

        assertThat(StoreRemains.of(StoreOnDisk.store(killed))).isEqualTo(StoreRemains.UNCERTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "MANIFEST-*", "*.sst"})
    void should_know_a_store_that_has_lost_a_file_without_which_it_opens_empty_or_not_at_all(String file)
            throws IOException {
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            store.putMuch().leaveAsClosed(left);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(StoreOnDisk.store(left), file)) {
            Files.delete(files.iterator().next());
        }

        assertThat(StoreRemains.of(StoreOnDisk.store(left))).isEqualTo(StoreRemains.BROKEN);
    }

    @Test
    void should_know_a_store_of_an_earlier_version() {
        StoreOnDisk.ofEarlierVersion(state, "door", "1");

        assertThat(StoreRemains.of(StoreOnDisk.store(state))).isEqualTo(StoreRemains.OF_EARLIER_VERSION);
    }

    /** As when a kill came between the deletion of the checkpoint and what was to take its place. */
    @Test
    void should_not_trust_records_of_which_nothing_tells_how_far_they_go() {
        StoreOnDisk.ofEarlierVersion(state, "door", "1");
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            assertThat(store.get("door")).contains("1");
            store.leaveAsKilled(left);
        }

        assertThat(StoreRemains.of(StoreOnDisk.store(left))).isEqualTo(StoreRemains.UNCERTAIN);
    }

    @Test
    void should_change_nothing() throws IOException {
        try (StoreOnDisk store = StoreOnDisk.open(state)) {
            store.put("door", "1");
            store.leaveAsClosed(left);
        }
        String before = listing();

        StoreRemains.of(StoreOnDisk.store(left));

        assertThat(listing()).isEqualTo(before);
    }

    private String listing() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(left)) {
            for (Path file : files.sorted().toList()) {
                all.append(file)
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
        }
        return all.toString();
    }
}
