package io.agender.models.fetch;

import io.agender.models.ModelFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How model files are fetched.
 *
 * @param directory where they are put
 * @param mirror a folder or an {@code http} or {@code https} address that has the files under their own names; it is
 *     tried before the sources that the descriptors name
 * @param npm how the {@code npm} command is called
 * @param patience how long a server may say nothing
 * @param largest the most bytes that are taken of a file whose size is not published
 */
public record FetchConfig(Path directory, Optional<String> mirror, List<String> npm, Duration patience, long largest) {

    /** How long a server may say nothing unless told otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public FetchConfig {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(mirror, "mirror");
        npm = List.copyOf(npm);
    }

    /** With npm from the path. */
    public static FetchConfig of(Path directory, Optional<String> mirror) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return new FetchConfig(directory, mirror, List.of(windows ? "npm.cmd" : "npm"), PATIENCE, ModelFile.LARGEST);
    }
}
