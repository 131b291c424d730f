package io.agender.launcher.command.topics;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.SupportedVersionRange;

/**
 * Brokers that can lose the end of a transaction: those of Kafka 4.3.0, 4.3.1 and 4.4.0, while a partition has no leader
 * (KAFKA-20734). What was given up can come to stand in a topic then. A broker does not tell its version, but the highest
 * version of the metadata that it understands: 30 for 4.3 (4.3-IV0), 33 for 4.4 (4.4-IV2), see {@code
 * org.apache.kafka.server.common.MetadataVersion}.
 */
final class TransactionEnds {

    static final String WARNING = "The brokers are of Kafka 4.3 or 4.4, and 4.3.0 to 4.4.0 can lose the end of a"
            + " transaction while a partition has no leader (KAFKA-20734), after which records may stand in a topic twice;"
            + " keep three replicas of each topic, or use brokers of 4.2 or of a version that has it mended.";

    private static final String METADATA = "metadata.version";
    private static final int KAFKA_4_3 = 30;
    private static final int KAFKA_4_4 = 33;

    private TransactionEnds() {}

    /** A sentence where the brokers may be such ones; empty where they are not, or do not say. */
    static Optional<String> warning(Admin admin) throws InterruptedException {
        try {
            SupportedVersionRange understood = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .supportedFeatures()
                    .get(METADATA);
            return Optional.ofNullable(understood)
                    .filter(range -> isOfThem(range.maxVersion()))
                    .map(range -> WARNING);
        } catch (ExecutionException e) {
            return Optional.empty(); // an old broker, or one that keeps it from us
        }
    }

    static boolean isOfThem(int maxMetadata) {
        return KAFKA_4_3 <= maxMetadata && maxMetadata <= KAFKA_4_4;
    }
}
