package io.agender.launcher.command;

import io.agender.launcher.run.RunConfig;
import io.agender.launcher.service.Watch;
import io.agender.program.ExitCode;
import io.agender.runtime.RegistryWatch;
import io.agender.runtime.StreamsRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where a service that runs alone keeps its stores. */
final class ServiceOptions {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceOptions.class);

    static final String STREAMS = "streams";
    static final String BROKERS = "brokers";
    static final String INPUT = "input";
    static final String REGISTRY = "registry";

    final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the stores live; they are rebuilt from Kafka when it is empty. Several services may share it."
                            + " Default: a folder of this user, such as ~/.local/state/agender.")
    void dataDirectory(String value) {
        settings.set(RunConfig.DATA_DIRECTORY, value);
    }

    @Option(
            names = "--instance-id",
            paramLabel = "ID",
            description =
                    "What this one is called in its group; default: made of host name and the folder of its stores.")
    void instanceId(String value) {
        settings.set(RunConfig.INSTANCE_ID, value);
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
