package io.agender.launcher.command.models;

import io.agender.launcher.command.option.ModelNames;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which models a command is about: some by name, or all. One of the two must be given. */
final class ModelChoice {

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            completionCandidates = ModelNames.class,
            description = "Names of models.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "All models.")
    private boolean all;

    boolean all() {
        return all;
    }

    List<ModelDescriptor> of(ModelCatalog catalog) {
        return all ? catalog.all() : names.stream().map(catalog::model).toList();
    }
}
