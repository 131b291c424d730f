package io.agender.launcher.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands about cameras. */
@Command(
        name = "cameras",
        description = "Keeps the list of cameras that produce plays, and lets dashboards forget those that are gone.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AddCameraCommand.class,
            ListCamerasCommand.class,
            RemoveCameraCommand.class,
            ForgetCameraCommand.class
        })
final class CamerasCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
