package io.agender.launcher;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the {@code agender} script tells of the place that the program runs in. */
public final class Home {

    private Home() {}

    /** The folder of the schema registry's application, which the build unpacks. */
    public static Path registryApplication() {
        return existing(path().resolve("embedded/target/registry"));
    }

    /** A bundled sample clip. */
    public static Path sample(String name) {
        return existing(path().resolve("samples").resolve(name));
    }

    /** The script that starts the program. */
    public static Path script() {
        return existing(path().resolve("agender"));
    }

    /** Whether a person looks at the program's messages; the script knows. */
    public static boolean terminal() {
        return Boolean.getBoolean("agender.terminal");
    }

    /** Whether this is the image, which holds no registry; its options say so. */
    public static boolean image() {
        return Boolean.getBoolean("agender.image");
    }

    private static Path path() {
        return Path.of(System.getProperty("agender.home", "."));
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new CommandException(
                    ExitCode.FILES, file + " is missing; build the program with: mvn -DskipTests package");
        }
        return file;
    }
}
