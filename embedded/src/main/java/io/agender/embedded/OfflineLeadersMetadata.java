package io.agender.embedded;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;

/**
 * Kafka's metadata cache, which knows that a partition without a leader is there. That of Kafka 4.3.0 to 4.4.0 says nothing
 * of such a partition, as of one that was deleted (KAFKA-20734). The transaction coordinator then takes a transaction for
 * ended there without writing its end, and the next commit of the same producer makes records visible that were given up. All
 * partitions of a single node are without a leader for a moment when it starts again after a kill.
 */
final class OfflineLeadersMetadata extends KRaftMetadataCache {

    OfflineLeadersMetadata(int nodeId, Supplier<KRaftVersion> kraftVersion) {
        super(nodeId, kraftVersion);
    }

    @Override
    public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
        return super.getPartitionLeaderEndpoint(topic, partition, listener)
                .or(() -> getLeaderAndIsr(topic, partition).map(offline -> Node.noNode()));
    }
}
