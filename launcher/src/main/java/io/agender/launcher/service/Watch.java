package io.agender.launcher.service;

import io.agender.runtime.status.ServiceHealth;
import io.agender.runtime.status.StatusServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health and figures of a service, served over HTTP if that was asked for. Thread-safe; whoever opens it closes it. */
public final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final ServiceHealth health;
    private final MeterRegistry meters;
    private final Optional<ProcessMetrics> process;
    private final Optional<StatusServer> server;

    private Watch(
            ServiceHealth health,
            MeterRegistry meters,
            Optional<ProcessMetrics> process,
            Optional<StatusServer> server) {
        this.health = health;
        this.meters = meters;
        this.process = process;
        this.server = server;
    }

    /**
     * Begins to answer, if that was asked for, before the service is ready.
     *
     * @param parts what the service needs to be ready
     * @throws io.agender.runtime.config.SettingsException when the address can't be had
     */
    public static Watch open(ServiceConfig config, String... parts) {
        ServiceHealth health = new ServiceHealth(List.of(parts));
        if (config.httpPort().isEmpty()) {
            return new Watch(health, new SimpleMeterRegistry(), Optional.empty(), Optional.empty());
        }
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config().meterFilter(new PrintableTags());
        StatusServer server = StatusServer.open(
                new InetSocketAddress(config.httpHost(), config.httpPort().get()), health, meters::scrape);
        LOG.info("Health and figures at http://{}:{}", config.httpHost(), server.port());
        return new Watch(health, meters, Optional.of(ProcessMetrics.bindTo(meters)), Optional.of(server));
    }

    /** Where the service's parts say when they are ready. */
    public ServiceHealth health() {
        return health;
    }

    /** Where the service counts. */
    public MeterRegistry meters() {
        return meters;
    }

    /** Whether anybody can ask. */
    public boolean isServed() {
        return server.isPresent();
    }

    @Override
    public void close() {
        server.ifPresent(StatusServer::close);
        process.ifPresent(ProcessMetrics::close);
        meters.close();
    }
}
