package io.agender.benchmarks;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Program of a JVM of its own: a broker, which starts a registry beside it, until its main thread is interrupted. */
final class PlatformProgram {

    /** Behind it stands, on one line each, where both are and how to log in there. */
    static final String SETTING = "setting ";

    static final String READY = "ready";

    private PlatformProgram() {}

    /** @param args folder of the schema registry's application */
    public static void main(String[] args) throws ExecutionException {
        try (EmbeddedPlatform platform = EmbeddedPlatform.open(PlatformConfig.temporary(Path.of(args[0])))) {
            platform.settings().forEach((name, value) -> System.out.println(SETTING + name + "=" + value));
            System.out.println(READY);
            throw platform.failure().get();
        } catch (InterruptedException e) {
            // The end that is asked for.
        }
    }
}
