package io.agender.launcher.command.cameras;

import io.agender.launcher.Logging;
import io.agender.program.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a camera from a list. */
@Command(
        name = "remove",
        description = "Removes a camera from the list; whoever plays the list is to be started again.",
        mixinStandardHelpOptions = true)
final class RemoveCameraCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The camera.")
    private String id;

    @Mixin
    private CameraListOption list;

    @Override
    public Integer call() {
        Logging.quiet();
        list.read().remove(id);
        spec.commandLine().getOut().println(id + ": removed");
        return ExitCode.OK;
    }
}
