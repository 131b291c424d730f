package io.agender.launcher.run;

import io.agender.embedded.TemporaryData;
import io.agender.launcher.files.NativeLibraries;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.Directories;
import io.agender.program.files.DiskSpace;
import io.agender.program.files.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where broker, registry and stores keep their data during a run: the user's folder, or one that is deleted at the end. */
final class RunFolder implements AutoCloseable {

    private static final Set<String> OURS =
            Set.of("broker", "registry", "streams", "client.properties", "agender.yaml");

    private final Path path;
    private final boolean temporary;
    private final Set<Path> kept = new HashSet<>();

    private RunFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** Throws {@link CommandException} when the folder can't be written. */
    static RunFolder open(Optional<Path> chosen) {
        NativeLibraries.beforeStores();
        try {
            if (chosen.isEmpty()) {
                DiskSpace.require(Path.of(System.getProperty("java.io.tmpdir")));
                return new RunFolder(TemporaryData.create(), true);
            }
            Path named = PrivateFolder.named(chosen.get(), OURS);
            DiskSpace.require(named);
            return new RunFolder(named, false);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The data folder "
                            + chosen.map(Path::toString).orElse(System.getProperty("java.io.tmpdir"))
                            + " can't be written (" + e.getMessage() + "); choose another one with --data-dir.",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** The folder for the stores of Kafka Streams. */
    Path streams() {
        try {
            return PrivateFolder.own(path.resolve("streams"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a file stay, and the way to it, when all else is deleted. */
    void keep(Path file) {
        kept.add(file);
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Directories.delete(path, kept::contains);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
