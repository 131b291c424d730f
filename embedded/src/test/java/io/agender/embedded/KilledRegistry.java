package io.agender.embedded;

import java.nio.file.Path;
import java.time.Duration;

/** The program of a child JVM: a registry, until this JVM is killed. */
final class KilledRegistry {

    private KilledRegistry() {}

    public static void main(String[] args) throws Exception {
        EmbeddedRegistry registry = EmbeddedRegistry.start(new RegistryConfig(Path.of(args[0]), Path.of(args[1]), 0))
                .awaitReady(Duration.ofSeconds(90));
        System.out.println("registry " + registry.pid() + " " + registry.url());
        KilledBroker.waitForTheEnd();
    }
}
