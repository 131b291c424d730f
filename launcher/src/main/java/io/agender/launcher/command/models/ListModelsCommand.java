package io.agender.launcher.command.models;

import io.agender.launcher.Logging;
import io.agender.launcher.models.ModelTable;
import io.agender.program.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the catalogue. */
@Command(
        name = "list",
        description = "Lists all models with size and licence, and whether their files are here.",
        mixinStandardHelpOptions = true)
final class ListModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelDirectoryOptions directory;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the table of docs/models.md.")
    private boolean markdown;

    @Override
    public Integer call() {
        Logging.quiet();
        ModelTable table = new ModelTable(ModelDirectoryOptions.catalog(directory.collect()));
        spec.commandLine().getOut().println(json ? table.json() : markdown ? table.markdown() : table.text());
        return ExitCode.OK;
    }
}
