package io.agender.launcher.command;

import io.agender.launcher.settings.SettingsManual;
import io.agender.program.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual of all settings. */
@Command(
        name = "settings",
        description = "Lists all settings with their defaults and meaning.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(SettingsManual.markdown());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
