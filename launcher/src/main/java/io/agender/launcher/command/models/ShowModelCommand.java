package io.agender.launcher.command.models;

import io.agender.launcher.Logging;
import io.agender.launcher.command.option.ModelNames;
import io.agender.launcher.models.ModelCardText;
import io.agender.models.ModelCatalog;
import io.agender.program.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints one model's card. */
@Command(
        name = "show",
        description = "Tells what a model is, where its files come from and where it is weak.",
        mixinStandardHelpOptions = true)
final class ShowModelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelDirectoryOptions directory;

    @Parameters(paramLabel = "NAME", completionCandidates = ModelNames.class, description = "Name of the model.")
    private String name;

    @Option(names = "--json", description = "Print JSON: the descriptor, and where each file is.")
    private boolean json;

    @Override
    public Integer call() {
        Logging.quiet();
        ModelCatalog catalog = ModelDirectoryOptions.catalog(directory.collect());
        ModelCardText card = new ModelCardText(catalog, catalog.model(name));
        spec.commandLine().getOut().println(json ? card.json() : card.text());
        return ExitCode.OK;
    }
}
