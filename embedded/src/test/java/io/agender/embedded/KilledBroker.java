package io.agender.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** The program of a child JVM: a broker with acknowledged records, until it is killed. */
final class KilledBroker {

    static final String[] VALUES = {"one", "two", "three"};

    private KilledBroker() {}

    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(Path.of(args[0])));
        BrokerClients clients = new BrokerClients(broker.bootstrapServers());
        clients.createTopic();
        clients.write(Instant.now(), VALUES);
        System.out.println("acknowledged " + VALUES.length);
        waitForTheEnd();
    }

    /** The end is a kill, or that of the test's own JVM. */
    static void waitForTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is said
        }
        Runtime.getRuntime().halt(0);
    }
}
