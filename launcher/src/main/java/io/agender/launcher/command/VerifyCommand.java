package io.agender.launcher.command;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.audit.AuditReport;
import io.agender.audit.LookRules;
import io.agender.audit.SummaryRules;
import io.agender.audit.WholeTopics;
import io.agender.audit.topic.TopicsAudit;
import io.agender.inference.InferenceConfig;
import io.agender.inference.TrackingConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.Shown;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Computes the summaries in the topics again and compares. */
@Command(
        name = "verify",
        description = "Computes agender.summary, hours, days and weeks again from agender.faces, agender.progress and"
                + " agender.cameras, apart from the pipeline, agender.summary.rows from the summaries, and who"
                + " watched from the poses of heads, and names the first difference. Needs the windows' settings"
                + " that the aggregator runs with, and those of attention if they are not the usual ones.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SettingOptions windows = SettingGroups.windows();

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Settings settings = common.collect(List.of(windows));
        KafkaConfig kafka = KafkaConfig.from(settings);
        AggregatorConfig config = AggregatorConfig.from(settings);
        Reachability.check(kafka);
        Reachability.checkTopics(kafka, Topic.SUMMARY, Topic.FACES, Topic.PROGRESS, Topic.CAMERAS);
        if (!config.rollups().isEmpty()) {
            Reachability.checkTopics(
                    kafka, Topic.SUMMARY_HOURLY, Topic.SUMMARY_DAILY, Topic.SUMMARY_WEEKLY, Topic.SUMMARY_OPEN);
        }
        if (!config.rows().isEmpty()) {
            Reachability.checkTopics(kafka, Topic.SUMMARY_ROWS);
        }
        SummaryRules rules = new SummaryRules(
                config.window(),
                config.grace(),
                config.idle(),
                config.partialInterval(),
                config.ageBands().lowerBounds(),
                config.rollups(),
                config.timeZone(),
                config.minCount());
        AuditReport report = new TopicsAudit(
                        new WholeTopics(kafka.clientProperties(Map.of())),
                        kafka.serdes(),
                        rules,
                        looks(settings),
                        config.rows())
                .run();
        spec.commandLine().getOut().println(Shown.line(report.toString()));
        return report.isClean() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static LookRules looks(Settings settings) {
        return InferenceConfig.from(settings)
                .tracking()
                .flatMap(TrackingConfig::attention)
                .map(rules -> new LookRules(rules.maxYaw(), rules.maxPitch(), rules.minTime()))
                .orElse(LookRules.DEFAULTS);
    }
}
