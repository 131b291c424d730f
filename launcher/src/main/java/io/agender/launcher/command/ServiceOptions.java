package io.agender.launcher.command;

import io.agender.launcher.ExitCode;
import io.agender.launcher.run.RunConfig;
import io.agender.runtime.StreamsRunner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
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
                    "Where the stores live; they are rebuilt from Kafka when it is empty. Default: a folder of the system's temporary folder.")
    void dataDirectory(String value) {
        settings.set(RunConfig.DATA_DIRECTORY, value);
    }

    @Option(
            names = "--instance-id",
            paramLabel = "ID",
            description = "What this one is called in its group; default: made of host name and data directory.")
    void instanceId(String value) {
        settings.set(RunConfig.INSTANCE_ID, value);
    }

    /**
     * What a service is called in its group. Two on one host have different data directories, because the stores are
     * locked; two hosts have different names.
     */
    static String instanceId(RunConfig config) {
        return config.instanceId()
                .orElseGet(() -> hostName() + "-"
                        + Integer.toHexString(stateDirectory(config)
                                .toAbsolutePath()
                                .normalize()
                                .toString()
                                .hashCode()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a host that does not know its own name has no other processors to be confused with
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

    /** The folder for the stores of Kafka Streams. */
    static Path stateDirectory(RunConfig config) {
        return config.dataDirectory()
                .orElse(Path.of(System.getProperty("java.io.tmpdir"), "agender-streams"))
                .resolve("streams");
    }
}
