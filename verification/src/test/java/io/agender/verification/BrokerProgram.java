package io.agender.verification;

import io.agender.embedded.BrokerConfig;
import io.agender.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;

/** Program of a child JVM: a broker on a data directory and a port, until it is killed. */
final class BrokerProgram {

    static final String READY = "ready at ";

    /** Groups and transactions of the dead are given up within seconds, as long as a test can wait. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "group.min.session.timeout.ms", "1000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

    private BrokerProgram() {}

    /** @param args data directory, port or 0 for any; it is told behind the word that it is ready */
    public static void main(String[] args) throws InterruptedException {
        Orphan.endsWithItsParent();
        try (EmbeddedBroker broker =
                EmbeddedBroker.open(new BrokerConfig(Path.of(args[0]), Integer.parseInt(args[1]), IMPATIENT))) {
            System.out.println(READY + broker.bootstrapServers());
            broker.failure().join();
        }
    }
}
