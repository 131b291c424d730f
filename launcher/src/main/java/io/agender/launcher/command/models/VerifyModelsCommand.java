package io.agender.launcher.command.models;

import io.agender.launcher.Logging;
import io.agender.launcher.Shown;
import io.agender.models.FileState;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.models.Sha256;
import io.agender.program.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the files of models against their published sizes and hashes. */
@Command(
        name = "verify",
        description = {
            "Checks the files of models against their published sizes and hashes.",
            "With --all, files that are not here are passed over."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every file that was asked for is here and is what was published",
            "2:there is no such model, or a file is missing or is another one"
        })
final class VerifyModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ModelChoice choice;

    @Mixin
    private ModelDirectoryOptions directory;

    @Override
    public Integer call() {
        Logging.quiet();
        ModelCatalog catalog = ModelDirectoryOptions.catalog(directory.collect());
        int exitCode = ExitCode.OK;
        for (ModelDescriptor model : choice.of(catalog)) {
            for (ModelFile file : model.files()) {
                if (choice.all() && catalog.state(file) == FileState.MISSING) {
                    continue;
                }
                try {
                    String hash = Sha256.of(catalog.read(model, file));
                    spec.commandLine()
                            .getOut()
                            .println(hash + "  " + model.name() + ": " + file.location()
                                    + (file.sha256() == null ? ", no published hash known" : ", as published"));
                } catch (ModelException e) {
                    spec.commandLine().getErr().println("agender: " + Shown.line(e.getMessage()));
                    exitCode = ExitCode.BAD_INPUT;
                }
            }
        }
        return exitCode;
    }
}
