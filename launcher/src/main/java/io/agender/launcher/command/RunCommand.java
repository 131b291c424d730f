package io.agender.launcher.command;

import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.Shown;
import io.agender.launcher.run.PipelineRun;
import io.agender.launcher.run.RunPlan;
import io.agender.program.ExitCode;
import io.agender.runtime.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Analyses videos on this machine, from the files to the table. */
@Command(
        name = "run",
        description =
                "Analyses videos on this machine: starts everything, plays the videos, leaves faces.jsonl, summary.jsonl"
                        + " and annotated videos, and ends by itself.",
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
    private SettingOptions windows = SettingGroups.windows();

    @Mixin
    private SettingOptions models = SettingGroups.models();

    @Mixin
    private SettingOptions unknowns = SettingGroups.unknowns();

    @Mixin
    private SettingOptions pictures = SettingGroups.pictures();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Settings settings = common.collect(List.of(sources.settings, run, windows, models, unknowns, pictures));
        RunPlan plan = RunPlan.of(sources.cameras(common, settings), settings);
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
