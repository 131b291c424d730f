package io.agender.launcher.command.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands about models. */
@Command(
        name = "models",
        description = "Lists the detectors and the gender and age models, gets their files and checks them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListModelsCommand.class,
            ShowModelCommand.class,
            PullModelsCommand.class,
            VerifyModelsCommand.class,
            ConvertModelCommand.class
        })
public final class ModelsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
