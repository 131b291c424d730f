package io.agender.launcher.command;

import io.agender.aggregator.AggregatorConfig;
import io.agender.audit.AuditReport;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicsAudit;
import io.agender.audit.WholeTopics;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.Shown;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
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
        description =
                "Computes agender.summary again from agender.faces, agender.progress and agender.cameras, apart from"
                        + " the pipeline, and agender.summary.rows from the summaries, and names the first difference. Needs the windows' settings that the aggregator"
                        + " runs with.",
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
        if (config.minCount() > 1) {
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    AggregatorConfig.MIN_COUNT + " is set; summaries that withhold figures can't be computed again.");
        }
        Reachability.check(kafka);
        Reachability.checkTopics(kafka, Topic.SUMMARY, Topic.FACES, Topic.PROGRESS, Topic.CAMERAS);
        if (!config.rows().isEmpty()) {
            Reachability.checkTopics(
                    kafka, Topic.SUMMARY_ROWS, Topic.SUMMARY_HOURLY, Topic.SUMMARY_DAILY, Topic.SUMMARY_WEEKLY);
        }
        SummaryRules rules = new SummaryRules(
                config.window(),
                config.grace(),
                config.idle(),
                config.partialInterval(),
                config.ageBands().lowerBounds());
        AuditReport report = new TopicsAudit(
                        new WholeTopics(kafka.clientProperties(Map.of())), kafka.serdes(), rules, config.rows())
                .run();
        spec.commandLine().getOut().println(Shown.line(report.toString()));
        return report.isClean() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
