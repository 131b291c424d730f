package io.agender.embedded;

import io.agender.program.CommandException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A platform for programs beside it, which need no login, until it is stopped. For the build of the image. */
public final class PlatformHost {

    private PlatformHost() {}

    /**
     * Runs until SIGTERM.
     *
     * @param args the directory of the registry's application, the broker's port and the registry's
     * @throws CommandException when one of the two does not start, or ends by itself
     */
    public static void main(String[] args) {
        PlatformConfig config = new PlatformConfig(
                Optional.empty(), Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), Map.of());
        EmbeddedPlatform platform = EmbeddedPlatform.open(config.withoutLogin());
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "platform-close"));
        throw platform.failure().join();
    }
}
