package io.agender.launcher.command.cameras;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands about cameras. */
@Command(
        name = "cameras",
        description = {
            "Keeps the list of cameras that produce plays, and lets dashboards forget those that are gone.",
            "add, list and remove are about the file; apply takes time zones, opening hours, zones and lines out of it"
                    + " to the topic agender.cameras, show and withdraw are about what is there."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AddCameraCommand.class,
            ListCamerasCommand.class,
            RemoveCameraCommand.class,
            ApplyCamerasCommand.class,
            ShowCamerasCommand.class,
            WithdrawCamerasCommand.class,
            ForgetCameraCommand.class
        })
public final class CamerasCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
