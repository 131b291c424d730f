package io.agender.program.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {

    @TempDir
    private Path folder;

    /** Another process, which says whether it gets the lock. */
    static final class Other {

        public static void main(String[] arguments) throws IOException {
            System.out.print(ProcessLock.tryLock(Path.of(arguments[0])).isPresent() ? "free" : "held");
        }
    }

    @Test
    void should_be_held_against_other_processes_until_it_is_closed() throws Exception {
        Path file = folder.resolve("lock");
        try (ProcessLock lock = ProcessLock.tryLock(file).orElseThrow()) {
            assertThat(toOthers(file)).isEqualTo("held");
        }
        assertThat(toOthers(file)).isEqualTo("free");
    }

    @Test
    void should_still_be_held_after_this_process_has_looked_whether_it_is_free() throws Exception {
        Path file = folder.resolve("lock");
        try (ProcessLock lock = ProcessLock.tryLockWithOwner(file).orElseThrow()) {
            assertThat(ProcessLock.tryLock(file)).isEmpty();
            assertThat(ProcessLock.tryLockWithOwner(folder.resolve(".").resolve("lock")))
                    .isEmpty();
            assertThat(ProcessLock.owner(file))
                    .isEqualTo(String.valueOf(ProcessHandle.current().pid()));

            assertThat(toOthers(file)).isEqualTo("held");
        }
        Optional<ProcessLock> again = ProcessLock.tryLock(file);
        assertThat(again).isPresent();
        again.get().close();
    }

    private static String toOthers(Path file) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
