package io.agender.launcher.command;

import io.agender.launcher.Logging;
import io.agender.launcher.service.LogFormat;
import io.agender.launcher.service.ServiceConfig;
import io.agender.launcher.service.Watch;
import io.agender.program.ExitCode;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.Settings;
import io.agender.runtime.status.RegistryWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all services do that run until they are stopped. */
final class ServiceRun {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);

    static final String STREAMS = "streams";
    static final String BROKERS = "brokers";
    static final String INPUT = "input";
    static final String REGISTRY = "registry";

    private ServiceRun() {}

    /** Reads how a service is watched, and logs as it says from now on. */
    static ServiceConfig watching(Settings settings) {
        ServiceConfig config = ServiceConfig.from(settings);
        if (config.logFormat() == LogFormat.JSON) {
            Logging.json();
        }
        return config;
    }

    /** Tells of a service's streams, brokers and input, and counts what they do if anybody can ask. */
    static void watch(Watch watch, StreamsRunner runner, RegistryWatch registry) {
        watch.health()
                .watch(STREAMS, runner::isRunning, "Partitions are being moved or stores rebuilt, so nothing is read.");
        watch.health().watch(BROKERS, runner::hearsBrokers, "No Kafka broker answers.");
        watch.health().watch(INPUT, runner::standstill);
        watch.health().watch(REGISTRY, registry::trouble);
        if (watch.isServed()) {
            runner.bindTo(watch.meters());
            registry.bindTo(watch.meters());
        }
    }

    /**
     * Runs until Ctrl-C or SIGTERM, which are the ordinary end of a service: its owner closes it, and what it finished is
     * committed then.
     */
    static int runUntilStopped(StreamsRunner runner) {
        runner.start();
        try {
            runner.await();
        } catch (InterruptedException e) {
            LOG.info("Stopping.");
        }
        return ExitCode.OK;
    }
}
