package io.agender.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDataTest {

    @TempDir
    Path temporary;

    @Test
    void should_remove_what_a_killed_process_has_left() throws IOException {
        Path left = broker("agender-1");
        Files.writeString(left.resolve(DirectoryLock.FILE), "4711");
        Files.writeString(left.resolve("00000000000000000000.log"), "a frame");

        TemporaryData.create(temporary);

        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void should_leave_what_is_in_use_or_begins_or_is_not_ours() throws IOException {
        Path begun = broker("agender-2");
        Path locking = broker("agender-3");
        Files.createFile(locking.resolve(DirectoryLock.FILE));
        Path foreign = broker("other-4");
        Files.writeString(foreign.resolve(DirectoryLock.FILE), "4711");
        Path linked = broker("elsewhere");
        Files.writeString(linked.resolve(DirectoryLock.FILE), "4711");
        Files.createSymbolicLink(temporary.resolve("agender-5"), linked.getParent());
        Path used = temporary.resolve("agender-6").resolve("broker");
        try (DirectoryLock lock = DirectoryLock.open(used)) {
            TemporaryData.create(temporary);

            assertThat(used).isDirectory();
        }

        assertThat(begun).isDirectory();
        assertThat(locking).isDirectory();
        assertThat(foreign).isDirectory();
        assertThat(linked.resolve(DirectoryLock.FILE)).isRegularFile();
    }

    @Test
    void should_let_only_its_user_in() throws IOException {
        Path made = TemporaryData.create(temporary);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    private Path broker(String name) throws IOException {
        return Files.createDirectories(temporary.resolve(name).resolve("broker"));
    }
}
