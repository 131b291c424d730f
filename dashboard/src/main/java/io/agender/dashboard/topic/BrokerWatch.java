package io.agender.dashboard.topic;

import io.agender.runtime.config.KafkaConfig;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers for a sign of life every few seconds, so that their silence is not blamed on the cameras. */
public final class BrokerWatch implements FollowerThread.Work {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int PATIENCE = 4000;

    private final KafkaConfig kafka;
    private final Clock clock;
    private AdminClient admin;
    private volatile Instant silentSince;
    private volatile boolean heard;
    private Instant lastAnswer;

    public BrokerWatch(KafkaConfig kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Since when the brokers don't answer; null while they do. */
    public Instant silentSince() {
        return silentSince;
    }

    /** Whether the brokers answer; false until they first did. */
    public boolean answers() {
        return heard && silentSince == null;
    }

    @Override
    public void open() {
        admin = AdminClient.create(kafka.clientProperties(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG, "agender-dashboard-watch",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE)));
    }

    @Override
    public Duration turn() {
        try {
            admin.describeCluster().nodes().get(2L * PATIENCE, TimeUnit.MILLISECONDS);
            if (silentSince != null) {
                LOG.info("Kafka answers again.");
            }
            silentSince = null;
            heard = true;
            lastAnswer = clock.instant();
        } catch (ExecutionException | TimeoutException e) {
            if (silentSince == null) {
                silentSince = lastAnswer == null ? clock.instant() : lastAnswer;
                LOG.warn("No Kafka broker answers at {}; what is shown may be old.", kafka.bootstrapServers());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return INTERVAL;
    }

    @Override
    public KafkaClientMetrics metrics() {
        return new KafkaClientMetrics(admin);
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
