package io.agender.launcher.files;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where this user's programs keep things, as the XDG specification and the habits of the other systems have it: shared by
 * all checkouts, and not swept away by builds.
 *
 * @param environment the process's environment
 * @param system name of the operating system, as the JVM calls it
 * @param user the user's home
 */
public record UserFolders(Map<String, String> environment, String system, Path user) {

    private static final Path OWN = Path.of("agender");

    public static UserFolders ofThisUser() {
        return new UserFolders(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /** For what is wanted again on another day, such as models; it need not exist. */
    public Path data() {
        return folder("XDG_DATA_HOME", ".local/share", "Library/Application Support");
    }

    /** For what makes the next start quicker, such as the stores of a service; it need not exist. */
    public Path state() {
        return folder("XDG_STATE_HOME", ".local/state", "Library/Application Support");
    }

    /** For what can be made again at any time, such as unpacked libraries; it need not exist. */
    public Path cache() {
        return folder("XDG_CACHE_HOME", ".cache", "Library/Caches");
    }

    private Path folder(String variable, String usual, String ofMac) {
        if (system.startsWith("Windows")) {
            return named("LOCALAPPDATA").orElse(user.resolve("AppData/Local")).resolve(OWN);
        }
        if (system.startsWith("Mac")) {
            return user.resolve(ofMac).resolve(OWN);
        }
        return named(variable)
                .filter(Path::isAbsolute) // the XDG specification says to ignore others
                .orElse(user.resolve(usual))
                .resolve(OWN);
    }

    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
