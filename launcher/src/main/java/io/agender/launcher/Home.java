package io.agender.launcher;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

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

    /** How many characters a line of standard output's terminal has; empty where it is none, or does not say. */
    public static OptionalInt columns() {
        return size(1);
    }

    /** How many lines that terminal has. */
    public static OptionalInt lines() {
        return size(0);
    }

    /** As {@code stty size} says it: lines, then columns. */
    private static OptionalInt size(int place) {
        String[] size = System.getProperty("agender.terminal.size", "").strip().split(" ");
        return size.length == 2 && size[place].matches("[1-9]\\d{0,4}")
                ? OptionalInt.of(Integer.parseInt(size[place]))
                : OptionalInt.empty();
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
