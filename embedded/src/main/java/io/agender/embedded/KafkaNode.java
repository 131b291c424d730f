package io.agender.embedded;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Broker and controller of one node, put together as {@code kafka.server.KafkaRaftServer} does it, which leaves no room for a
 * metadata cache of another class: see {@link OfflineLeadersMetadata}. Once Kafka has mended it, its own class does again.
 */
final class KafkaNode {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    private final ControllerServer controller;
    private final BrokerServer broker;

    KafkaNode(Map<String, String> settings) {
        KafkaConfig config = new KafkaConfig(settings, false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LOG, "[node " + config.nodeId() + "] ");
        MetaPropertiesEnsemble properties = directories._1();
        Metrics metrics = Server$.MODULE$.initializeMetrics(
                config, Time.SYSTEM, properties.clusterId().orElseThrow());
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        broker = new BrokerWithOfflineLeaders(shared);
    }

    /** Returns when it takes records; an error leaves what has started to {@link #shutdown}. */
    void startup() {
        controller.startup();
        broker.startup();
    }

    void shutdown() {
        broker.shutdown();
        controller.shutdown();
    }

    /** The broker's metadata cache is made in the middle of its start, and set through this method alone. */
    private static final class BrokerWithOfflineLeaders extends BrokerServer {

        BrokerWithOfflineLeaders(SharedServer shared) {
            super(shared);
        }

        /** What it says is Kafka's, and is shown or not as Kafka's lines are. */
        @Override
        public String loggerName() {
            return BrokerServer.class.getName();
        }

        @Override
        public void metadataCache_$eq(KRaftMetadataCache cache) {
            super.metadataCache_$eq(new OfflineLeadersMetadata(
                    config().nodeId(), () -> raftManager().client().kraftVersion()));
        }
    }
}
