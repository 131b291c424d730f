package io.agender.launcher.command;

import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.Shown;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.Retention;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.command.option.SourceOptions;
import io.agender.launcher.command.option.StartsPlatform;
import io.agender.launcher.engine.Engines;
import io.agender.launcher.live.LiveConfig;
import io.agender.launcher.live.LiveRun;
import io.agender.launcher.live.LiveSources;
import io.agender.launcher.run.PipelineRun;
import io.agender.launcher.run.RunPlan;
import io.agender.producer.source.Camera;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Analyses videos on this machine, from the files to the table. */
@Command(
        name = "run",
        description = {
            "Analyses videos on this machine: starts everything, plays the videos, leaves faces.jsonl, summary.jsonl"
                    + " and annotated videos, and ends by itself.",
            "With a live camera among them it goes on until Ctrl-C, SIGTERM or --duration: prints each window as it"
                    + " becomes final, appends to faces.jsonl and summary.jsonl, and keeps its data for the next time. See"
                    + " docs/cameras.md."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer>, StartsPlatform {

    @ParentCommand
    private AgenderCommand agender;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceOptions sources;

    @Mixin
    private SettingOptions run = SettingGroups.run();

    @Mixin
    private SettingOptions live = SettingGroups.live();

    @Mixin
    private SettingOptions windows = SettingGroups.windows();

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private SettingOptions unknowns = SettingGroups.unknowns();

    @Mixin
    private SettingOptions pictures = SettingGroups.pictures();

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--retention",
            paramLabel = "TOPIC=TIME",
            split = ",",
            description =
                    "How long a live run keeps a topic on this machine, such as agender.faces=2d, and the files of its"
                            + " records; -1 for ever. May be repeated. Default: see docs/operations.md.")
    private Map<String, String> retention = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Settings settings = common.collect(List.of(sources.settings(), run, live, windows, models, unknowns, pictures));
        List<Camera> cameras = sources.cameras(common, settings);
        List<Topic> topics = Retention.parse(retention).of(Topic.all());
        if (LiveSources.areAmong(cameras, Engines.videos())) {
            Logging.living(Home.terminal());
            RunPlan plan = RunPlan.live(cameras, settings).knowing(common.places());
            new LiveRun(
                            plan,
                            LiveConfig.from(settings),
                            topics,
                            Home::registryApplication,
                            plan.run().json()
                                    ? spec.commandLine().getErr()
                                    : spec.commandLine().getOut(),
                            Shown.records(spec.commandLine().getOut()),
                            Home.terminal(),
                            agender.stopRequested())
                    .execute();
            return ExitCode.OK;
        }
        if (!retention.isEmpty()) {
            throw new SettingsException("--retention is for runs with a live camera; what others leave is kept.");
        }
        RunPlan plan = RunPlan.of(cameras, settings).knowing(common.places());
        new PipelineRun(
                        plan,
                        Home::registryApplication,
                        plan.run().json()
                                ? spec.commandLine().getErr()
                                : spec.commandLine().getOut(),
                        Shown.records(spec.commandLine().getOut()),
                        Home.terminal(),
                        agender.stopRequested())
                .execute();
        return ExitCode.OK;
    }
}
