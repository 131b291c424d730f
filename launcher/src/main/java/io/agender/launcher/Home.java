package io.agender.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program's own files are: the folder that the {@code agender} script names. */
public final class Home {

    private Home() {}

    /** The folder of the schema registry's application, which the build unpacks. */
    public static Path registryApplication() {
        return existing(path().resolve("launcher/target/registry"));
    }

    /** A bundled sample clip. */
    public static Path sample(String name) {
        return existing(path().resolve("samples").resolve(name));
    }

    private static Path path() {
        return Path.of(System.getProperty("agender.home", "."));
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new LauncherException(
                    ExitCode.FILES, file + " is missing; build the program with: mvn -DskipTests package");
        }
        return file;
    }
}
