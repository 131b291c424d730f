package io.agender.launcher.command;

import io.agender.launcher.Home;
import io.agender.launcher.command.bench.BenchCommand;
import io.agender.launcher.command.cameras.CamerasCommand;
import io.agender.launcher.command.models.ModelsCommand;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.command.option.StartsPlatform;
import io.agender.launcher.command.topics.TopicsCommand;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
            NotifyCommand.class,
            TopicsCommand.class,
            ReadCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            CamerasCommand.class,
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
        if (Home.image()) {
            hideWhatStartsAPlatform(commandLine);
        }
        return commandLine;
    }

    private static void hideWhatStartsAPlatform(CommandLine commandLine) {
        commandLine.getSubcommands().values().forEach(command -> {
            if (command.getCommand() instanceof StartsPlatform) {
                command.getCommandSpec().usageMessage().hidden(true);
            }
            hideWhatStartsAPlatform(command);
        });
    }

    /** Throws an {@link ExecutionException} with a sentence for a command that is not offered here. */
    public static void requireOffered(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        if (Home.image() && last.getCommand() instanceof StartsPlatform) {
            CommandException refusal = new CommandException(
                    ExitCode.BAD_INPUT,
                    "'" + last.getCommandSpec().qualifiedName() + "' starts a broker and a registry of its own, which"
                            + " this image does not have; 'docker compose up' starts them beside it (docs/docker.md).");
            throw new ExecutionException(last, refusal.getMessage(), refusal);
        }
    }

    BooleanSupplier stopRequested() {
        return stopRequested;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
