package io.agender.launcher.command;

import static io.agender.launcher.command.ServiceRun.BROKERS;
import static io.agender.launcher.command.ServiceRun.INPUT;
import static io.agender.launcher.command.ServiceRun.REGISTRY;

import io.agender.dashboard.Dashboard;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.export.ParquetFile;
import io.agender.launcher.service.ServiceConfig;
import io.agender.launcher.service.Watch;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.status.RegistryWatch;
import io.agender.schemas.Topic;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves the dashboard until it is stopped. */
@Command(
        name = "dashboard",
        description = "Shows the cameras in a web page: live pictures, people, ages, coverage; docs/dashboard.md.",
        mixinStandardHelpOptions = true)
final class DashboardCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardCommand.class);
    private static final String HISTORY = "history";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions listening = SettingGroups.dashboard();

    @Mixin
    private SettingOptions pictures = SettingGroups.pictures();

    @Mixin
    private CommonOptions common;

    @Mixin
    private SettingOptions watching = SettingGroups.watching();

    @Override
    public Integer call() throws InterruptedException {
        Logging.service();
        Settings all = common.collect(List.of(listening, pictures, watching));
        KafkaConfig kafka = KafkaConfig.from(all);
        DashboardConfig config = DashboardConfig.from(all);
        ServiceConfig watched = ServiceRun.watching(all);
        Reachability.await(kafka, watched.startPatience());
        Reachability.checkTopics(kafka, Topic.FACES, Topic.SUMMARY);
        try (Watch watch = Watch.open(watched, BROKERS, HISTORY, INPUT, REGISTRY);
                RegistryWatch registry = RegistryWatch.start(kafka);
                Dashboard dashboard = Dashboard.open(kafka, config, Optional.of(new ParquetFile()))) {
            watch.health().watch(BROKERS, dashboard::brokersAnswer, "No Kafka broker answers.");
            watch.health()
                    .watch(
                            HISTORY,
                            dashboard::isHistoryRead,
                            "The summaries from before the start are still being read.");
            watch.health().watch(INPUT, dashboard::standstill);
            watch.health().watch(REGISTRY, registry::trouble);
            if (watch.isServed()) {
                dashboard.bindTo(watch.meters());
                registry.bindTo(watch.meters());
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("dashboard: " + dashboard.address());
            out.flush();
            awaitEnd(dashboard);
        } catch (ExecutionException e) {
            throw Reachability.refused("The dashboard can't read the topics", e.getCause());
        }
        return ExitCode.OK;
    }

    /** Ctrl-C and SIGTERM are the ordinary end. */
    private static void awaitEnd(Dashboard dashboard) throws ExecutionException {
        try {
            dashboard.failure().get();
        } catch (InterruptedException e) {
            LOG.info("Stopping.");
        }
    }
}
