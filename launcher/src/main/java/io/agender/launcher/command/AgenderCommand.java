package io.agender.launcher.command;

import java.util.function.BooleanSupplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The parent of all commands. */
@Command(
        name = "agender",
        description = "Per-camera demographic summaries from video, on Apache Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            ProduceCommand.class,
            ProbeCommand.class,
            ProcessCommand.class,
            AggregateCommand.class,
            DashboardCommand.class,
            TopicsCommand.class,
            VerifyCommand.class,
            ModelsCommand.class,
            BenchCommand.class,
            SettingsCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that was asked for was done",
            "1:a bug, or an error that no other code names",
            "2:a wrong option, setting, model or input",
            "3:the brokers or the registry could not be reached or refused",
            "4:a file could not be read, written or fetched, or a disk is full",
            "130:interrupted with Ctrl-C",
            "143:stopped with SIGTERM"
        })
public final class AgenderCommand implements Runnable {

    private final BooleanSupplier stopRequested;

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Log everything and print stack traces.")
    private boolean debug;

    private AgenderCommand(BooleanSupplier stopRequested) {
        this.stopRequested = stopRequested;
    }

    /**
     * All commands with all their options.
     *
     * @param stopRequested whether Ctrl-C or SIGTERM came; the thread is interrupted too, but libraries lose interrupts
     */
    public static CommandLine commandLine(BooleanSupplier stopRequested) {
        CommandLine commandLine = new CommandLine(new AgenderCommand(stopRequested));
        SettingOptions.addTo(commandLine);
        return commandLine;
    }

    BooleanSupplier stopRequested() {
        return stopRequested;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
