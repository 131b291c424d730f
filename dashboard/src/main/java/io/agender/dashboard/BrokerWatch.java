package io.agender.dashboard;

import io.agender.runtime.KafkaConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the brokers for a sign of life every few seconds, so that their silence is not blamed on the cameras. */
final class BrokerWatch implements FollowerThread.Work {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int PATIENCE = 4000;

    private final KafkaConfig kafka;
    private final Clock clock;
    private Admin admin;
    private volatile Instant silentSince;

    BrokerWatch(KafkaConfig kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Since when the brokers don't answer; null while they do. */
    Instant silentSince() {
        return silentSince;
    }

    @Override
    public void open() {
        admin = Admin.create(kafka.clientProperties(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG, "agender-dashboard-watch",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE)));
    }

    @Override
    public Duration turn() {
        try {
            admin.describeCluster().nodes().get(2L * PATIENCE, TimeUnit.MILLISECONDS);
            silentSince = null;
        } catch (ExecutionException | TimeoutException e) {
            if (silentSince == null) {
                silentSince = clock.instant();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return INTERVAL;
    }

    @Override
    public void wake() {
        admin.close(Duration.ZERO);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
