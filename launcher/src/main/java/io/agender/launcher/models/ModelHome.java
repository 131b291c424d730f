package io.agender.launcher.models;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder for models where no setting names one: with the user's other data, so that it outlives builds and is shared
 * by all checkouts.
 *
 * @param environment the process's environment
 * @param system name of the operating system, as the JVM calls it
 * @param user the user's home
 */
public record ModelHome(Map<String, String> environment, String system, Path user) {

    private static final Path OWN = Path.of("agender", "models");

    public static ModelHome ofThisUser() {
        return new ModelHome(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /** The folder; it need not exist. */
    public Path folder() {
        if (system.startsWith("Windows")) {
            return named("LOCALAPPDATA").orElse(user.resolve("AppData/Local")).resolve(OWN);
        }
        if (system.startsWith("Mac")) {
            return user.resolve("Library/Application Support").resolve(OWN);
        }
        return named("XDG_DATA_HOME")
                .filter(Path::isAbsolute) // the XDG specification says to ignore others
                .orElse(user.resolve(".local/share"))
                .resolve(OWN);
    }

    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
