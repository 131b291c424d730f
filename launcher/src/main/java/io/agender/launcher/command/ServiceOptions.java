package io.agender.launcher.command;

import io.agender.launcher.ExitCode;
import io.agender.launcher.run.RunConfig;
import io.agender.runtime.StreamsRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where a service that runs alone keeps its stores. */
final class ServiceOptions {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceOptions.class);

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
