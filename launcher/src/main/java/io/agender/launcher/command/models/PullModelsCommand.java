package io.agender.launcher.command.models;

import io.agender.conversion.PublishedModel;
import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.Shown;
import io.agender.launcher.models.FetchBar;
import io.agender.launcher.models.ModelSettings;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import io.agender.models.fetch.FetchConfig;
import io.agender.models.fetch.FetchException;
import io.agender.models.fetch.ModelFetcher;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Gets the files of models. */
@Command(
        name = "pull",
        description = {
            "Gets the files of models into the model directory: from the mirror if there is one (setting model.mirror,"
                    + " AGENDER_MODEL_MIRROR), else from where they are published. Goes on where an earlier attempt"
                    + " stopped, and converts what is published in another format.",
            "With --all, models that nobody publishes are passed over."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every file that was asked for is in place",
            "2:there is no such model, or what was fetched cannot be converted",
            "4:a file could not be fetched or written"
        })
final class PullModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ModelChoice choice;

    @Mixin
    private ModelDirectoryOptions directory;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.quiet();
        ModelSettings settings = directory.collect();
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = ExitCode.OK;
        try (FetchBar bar = new FetchBar(out, Home.terminal());
                ModelFetcher fetcher = new ModelFetcher(
                        FetchConfig.of(settings.directory(), settings.mirror()), bar, PublishedModel::convert)) {
            for (ModelDescriptor model : choice.of(ModelDirectoryOptions.catalog(settings))) {
                for (ModelFile file : model.files()) {
                    if (choice.all() && !file.obtainable()) {
                        out.println(model.name() + ": " + file.location() + " is published by nobody; passed over");
                        continue;
                    }
                    try {
                        out.println(model.name() + ": " + file.location() + said(fetcher.fetch(model, file)));
                    } catch (FetchException e) {
                        if (!choice.all()) {
                            throw e;
                        }
                        spec.commandLine().getErr().println("agender: " + Shown.line(e.getMessage()));
                        exitCode = ExitCode.FILES;
                    }
                }
            }
        }
        return exitCode;
    }

    private static String said(ModelFetcher.Outcome outcome) {
        return switch (outcome) {
            case BUILT_IN -> " comes with the program";
            case WAS_HERE -> " was here";
            case FETCHED -> " fetched";
            case CONVERTED -> " made from the published files";
        };
    }
}
