package io.agender.launcher.run;

import io.agender.launcher.ExitCode;
import io.agender.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where broker, registry and stores keep their data during a run: the user's folder, or one that is deleted at the end. */
final class RunFolder implements AutoCloseable {

    private final Path path;
    private final boolean temporary;

    private RunFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** Throws {@link LauncherException} when the folder can't be written. */
    static RunFolder open(Optional<Path> chosen) {
        try {
            if (chosen.isEmpty()) {
                return new RunFolder(Files.createTempDirectory("agender-"), true);
            }
            return new RunFolder(Files.createDirectories(chosen.get().toAbsolutePath()), false);
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FILES,
                    "The data folder "
                            + chosen.map(Path::toString).orElse(System.getProperty("java.io.tmpdir"))
                            + " can't be written; choose another one with --data-dir.",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** The folder for the stores of Kafka Streams. */
    Path streams() {
        return path.resolve("streams");
    }

    @Override
    public void close() {
        if (temporary) {
            ResultFiles.deleteTree(path);
        }
    }
}
