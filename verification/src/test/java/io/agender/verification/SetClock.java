package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A wall clock of a program's own, which goes forward or back while it runs. Made of C, and put before the system's. */
final class SetClock {

    private final Path library;
    private final Path offset;

    private SetClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** Skips the test where there is no compiler. */
    static SetClock make(Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "needs gcc: apt-get install gcc libc6-dev");
        Path source = folder.resolve("set-clock.c");
        try (InputStream in = SetClock.class.getResourceAsStream("set-clock.c")) {
            Files.write(source, in.readAllBytes());
        }
        Path library = folder.resolve("set-clock.so");
        int code = new ProcessBuilder(
                        "/usr/bin/gcc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).as("gcc").isZero();
        SetClock clock = new SetClock(library, folder.resolve("set-clock"));
        clock.set(Duration.ZERO);
        return clock;
    }

    /** Variables for a program that is to have this clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "SET_CLOCK", offset.toString());
    }

    /** From now on the clock is so much ahead, or behind. */
    void set(Duration ahead) throws IOException {
        Files.writeString(offset, String.valueOf(ahead.toSeconds()));
    }
}
