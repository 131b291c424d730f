package io.agender.launcher.command.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the measurements. */
@Command(
        name = "bench",
        description = "Measures the program on this machine; the tables in docs/ come from here.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchAccuracyCommand.class,
            BenchCamerasCommand.class,
            BenchColdCommand.class,
            BenchMeanFaceCommand.class,
            BenchPipelineCommand.class,
            BenchPoseCommand.class,
            BenchScaleCommand.class,
            BenchSoakCommand.class,
            BenchTrackingCommand.class,
            BenchVisionCommand.class
        })
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
