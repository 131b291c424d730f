package io.agender.launcher.command;

import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.Shown;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.command.option.StartsPlatform;
import io.agender.launcher.run.PipelineRun;
import io.agender.launcher.run.RunPlan;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the bundled sample. */
@Command(
        name = "demo",
        description =
                "Analyses the bundled sample: a lobby that one woman, from a NASA portrait, visits several times.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer>, StartsPlatform {

    @ParentCommand
    private AgenderCommand agender;

    @Spec
    private CommandSpec spec;

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
        Settings settings = common.collect(List.of(run, windows, models, unknowns, pictures));
        CameraSource lobby = new CameraSource("lobby", Home.sample("lobby.mp4").toString());
        RunPlan plan = RunPlan.of(List.of(new Camera(lobby, FrameProducerConfig.from(settings))), settings);
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
