package io.agender.embedded;

import io.agender.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of the one broker, which is its own controller: made for a short start and stop, little memory and disk,
 * and topics whose records may be as old as the videos they come from.
 */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String CLIENT_LISTENER = "CLIENTS";

    private static final int HEADROOM_BYTES = 64 * 1024; // key, headers and batch around the largest value
    private static final int MEBIBYTE = 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(Path logDirectory, int clientPort, int controllerPort, BrokerConfig config) {
        Map<String, String> all = new HashMap<>();
        all.putAll(identity(logDirectory, clientPort, controllerPort));
        all.putAll(singleNode());
        all.putAll(small());
        all.putAll(records());
        all.putAll(connections());
        config.login().map(Login::brokerSettings).ifPresent(all::putAll);
        all.putAll(config.settings());
        return all;
    }

    private static Map<String, String> identity(Path logDirectory, int clientPort, int controllerPort) {
        String clients = CLIENT_LISTENER + "://" + Ports.LOOPBACK + ":" + clientPort;
        String controller = CONTROLLER_LISTENER + "://" + Ports.LOOPBACK + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE_ID),
                "log.dirs",
                logDirectory.toString(),
                "listeners",
                clients + "," + controller,
                "advertised.listeners",
                clients,
                "listener.security.protocol.map",
                CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                CLIENT_LISTENER,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                // A voter given here, and not stored in the log, may come back on another port.
                "controller.quorum.voters",
                NODE_ID + "@" + Ports.LOOPBACK + ":" + controllerPort);
    }

    private static Map<String, String> singleNode() {
        return Map.ofEntries(
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // After a kill the controller still believes in the old broker for one session; the new one waits.
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "250"),
                Map.entry("controller.quorum.election.timeout.ms", "200"),
                Map.entry("controller.quorum.election.backoff.max.ms", "100"),
                Map.entry("controller.quorum.fetch.timeout.ms", "500"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.leader.rebalance.enable", "false"),
                Map.entry("auto.create.topics.enable", "false"));
    }

    private static Map<String, String> small() {
        return Map.ofEntries(
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("num.replica.fetchers", "1"),
                Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(2 * MEBIBYTE)),
                Map.entry("log.index.size.max.bytes", String.valueOf(MEBIBYTE)),
                Map.entry("offsets.topic.segment.bytes", String.valueOf(16 * MEBIBYTE)),
                Map.entry("transaction.state.log.segment.bytes", String.valueOf(16 * MEBIBYTE)),
                Map.entry("metadata.log.segment.bytes", String.valueOf(16 * MEBIBYTE)),
                Map.entry("metric.reporters", ""));
    }

    /** What one connection may take: Kafka makes room for a whole request when it has seen its first four bytes. */
    private static Map<String, String> connections() {
        return Map.of(
                "socket.request.max.bytes", String.valueOf(2 * Topic.MAX_RECORD_BYTES), "max.connections", "2000");
    }

    private static Map<String, String> records() {
        return Map.of(
                "message.max.bytes", String.valueOf(Topic.MAX_RECORD_BYTES + HEADROOM_BYTES),
                // Only a topic's own setting deletes by time: the age of a record is that of the video.
                "log.retention.ms", "-1",
                // Records go with whole segments: so a topic has at most a day more than it is kept, and 64 MB.
                "log.segment.bytes", String.valueOf(64 * MEBIBYTE),
                "log.roll.ms", String.valueOf(Duration.ofDays(1).toMillis()),
                "log.retention.check.interval.ms", "60000");
    }
}
