package io.agender.launcher.command;

import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.run.RunConfig;
import io.agender.program.ExitCode;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import io.agender.runtime.TopicProvisioner;
import io.agender.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics that are missing. */
@Command(
        name = "create",
        description = "Creates the topics that are missing; those that are there keep their settings.",
        mixinStandardHelpOptions = true)
final class CreateTopicsCommand implements Callable<Integer> {

    private static final int DEFAULT_PARTITIONS = 6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    private final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Copies of each record; -1 for the brokers' default.")
    private short replicationFactor;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of each topic: as many as analyse frames at the same time at most. Default: 6.")
    void partitions(String value) {
        settings.set(RunConfig.PARTITIONS, value);
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Settings all = common.collect(List.of(settings));
        KafkaConfig kafka = KafkaConfig.from(all);
        int partitions = RunConfig.from(all).partitions();
        Reachability.checkBrokers(kafka);
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            List<String> created = new TopicProvisioner(admin)
                    .provision(Topic.all(), partitions == 0 ? DEFAULT_PARTITIONS : partitions, replicationFactor);
            Topic.all().forEach(topic -> spec.commandLine()
                    .getOut()
                    .println(topic.name() + (created.contains(topic.name()) ? ": created" : ": was there")));
        }
        return ExitCode.OK;
    }
}
