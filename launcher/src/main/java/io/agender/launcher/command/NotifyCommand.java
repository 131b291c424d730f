package io.agender.launcher.command;

import static io.agender.launcher.command.ServiceRun.BROKERS;
import static io.agender.launcher.command.ServiceRun.REGISTRY;

import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.run.RunConfig;
import io.agender.launcher.service.ServiceConfig;
import io.agender.launcher.service.StateFolder;
import io.agender.launcher.service.Watch;
import io.agender.notifier.Notifier;
import io.agender.notifier.NotifierConfig;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.ApplicationConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.status.RegistryWatch;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Tells others when a rule holds, until it is stopped. */
@Command(
        name = "notify",
        description = "Tells an MQTT broker or a webhook when a rule begins or ceases to hold; docs/alerts.md.",
        mixinStandardHelpOptions = true)
final class NotifyCommand implements Callable<Integer> {

    private static final String APPLICATION = "notifier";

    @ParentCommand
    private AgenderCommand agender;

    @Mixin
    private SettingOptions rules = SettingGroups.notifier();

    @Mixin
    private CommonOptions common;

    @Mixin
    private SettingOptions service = SettingGroups.folder();

    @Mixin
    private SettingOptions watching = SettingGroups.watching();

    @Override
    public Integer call() throws InterruptedException {
        Logging.service();
        Settings settings = common.collect(List.of(rules, service, watching));
        KafkaConfig kafka = KafkaConfig.from(settings);
        NotifierConfig config = NotifierConfig.from(settings);
        ServiceConfig watched = ServiceRun.watching(settings);
        String application = ApplicationConfig.from(settings).id(APPLICATION);
        Reachability.await(kafka, watched.startPatience());
        Reachability.checkTopics(kafka, Topic.SUMMARY, Topic.PROGRESS);
        try (Watch watch = Watch.open(watched, BROKERS, REGISTRY);
                RegistryWatch registry = RegistryWatch.start(kafka);
                StateFolder folder = StateFolder.open(RunConfig.from(settings), application);
                Notifier notifier = open(kafka, config, folder.path().resolve(application + ".json"), watch)) {
            watch.health().watch(BROKERS, notifier::hearsBrokers, "No Kafka broker answers.");
            watch.health().watch(REGISTRY, registry::trouble);
            notifier.outlets().forEach(outlet -> watch.health().watch(outlet, () -> notifier.trouble(outlet)));
            if (watch.isServed()) {
                registry.bindTo(watch.meters());
            }
            notifier.run(agender.stopRequested());
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "What the notifier knows can't be written (" + e.getCause().getMessage()
                            + "); name another folder with --data-dir.",
                    e);
        }
        return ExitCode.OK;
    }

    private static Notifier open(KafkaConfig kafka, NotifierConfig config, Path file, Watch watch) {
        try {
            return Notifier.open(kafka, config, file, watch.meters());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    file + " is no file of the notifier (" + e.getMessage() + "); move it away to begin anew.",
                    e);
        }
    }
}
