package io.agender.launcher.command.topics;

import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.Retention;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.run.RunConfig;
import io.agender.launcher.service.ServiceConfig;
import io.agender.program.ExitCode;
import io.agender.runtime.TopicProvisioner;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.Topic;
import java.util.LinkedHashMap;
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
        description =
                "Creates the topics that are missing; those that are there keep their settings, but for --retention.",
        mixinStandardHelpOptions = true)
final class CreateTopicsCommand implements Callable<Integer> {

    private static final int DEFAULT_PARTITIONS = 6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SettingOptions making = SettingGroups.topics();

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Copies of each record; -1 for the brokers' default.")
    private short replicationFactor;

    @Option(
            names = "--retention",
            paramLabel = "TOPIC=TIME",
            split = ",",
            description =
                    "How long a topic is kept, such as agender.frames=1h, also one that is there; -1 for ever. May be"
                            + " repeated. Default for new topics: see docs/kafka.md.")
    private Map<String, String> retention = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Settings all = common.collect(List.of(making));
        KafkaConfig kafka = KafkaConfig.from(all);
        int partitions = RunConfig.from(all).partitions();
        List<Topic> topics = Retention.parse(retention).of(Topic.all());
        Reachability.awaitBrokers(kafka, ServiceConfig.from(all).startPatience());
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            TopicProvisioner provisioner = new TopicProvisioner(admin);
            List<String> created =
                    provisioner.provision(topics, partitions == 0 ? DEFAULT_PARTITIONS : partitions, replicationFactor);
            provisioner.keep(topics.stream()
                    .filter(topic -> retention.containsKey(topic.name()) && !created.contains(topic.name()))
                    .toList());
            topics.forEach(topic -> spec.commandLine()
                    .getOut()
                    .println(topic.name()
                            + (created.contains(topic.name()) ? ": created" : ": was there")
                            + (retention.containsKey(topic.name())
                                    ? ", kept for " + retention.get(topic.name())
                                    : "")));
            TransactionEnds.warning(admin)
                    .ifPresent(warning -> spec.commandLine().getErr().println("agender: " + warning));
        }
        return ExitCode.OK;
    }
}
