package io.agender.embedded;

import io.agender.program.CommandException;
import java.nio.file.Path;

/**
 * A platform for programs beside it, which find address and login in its data directory, until it is stopped. For the build
 * of the image.
 */
public final class PlatformHost {

    private PlatformHost() {}

    /**
     * Runs until SIGTERM.
     *
     * @param args the directory of the registry's application, and the data directory
     * @throws CommandException when broker or registry does not start, or ends by itself
     */
    public static void main(String[] args) {
        EmbeddedPlatform platform =
                EmbeddedPlatform.open(PlatformConfig.temporary(Path.of(args[0])).in(Path.of(args[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "platform-close"));
        throw platform.failure().join();
    }
}
