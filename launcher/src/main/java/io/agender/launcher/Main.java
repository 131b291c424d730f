package io.agender.launcher;

import io.agender.launcher.command.AgenderCommand;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The program's entry: runs a command and ends with its exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Kafka's server, for one, does not start where capital letters are those of Turkish.
        Locale.setDefault(Locale.ROOT);
        Logging.takeOver();
        StopSignals signals = StopSignals.interrupting(Thread.currentThread());
        StandardOutput output = new StandardOutput();
        CommandLine commandLine = commandLine(
                utf8(output), utf8(System.err), () -> signals.received().isPresent());
        int exitCode = execute(commandLine, args);
        commandLine.getOut().flush();
        if (exitCode == ExitCode.OK && output.refusal().isPresent()) {
            commandLine.getErr().println("agender: " + output.refusal().get());
            exitCode = ExitCode.FILES;
        }
        // A command that was stopped and still did all that it was asked for, such as a live camera, has no error to
        // tell.
        System.exit(exitCode == ExitCode.OK ? exitCode : signals.received().orElse(exitCode));
    }

    /** Runs a command and returns its exit code; never ends the JVM, so tests call this. */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        return execute(commandLine(out, err, () -> false), args);
    }

    private static int execute(CommandLine commandLine, String... args) {
        try {
            LostText.refuse(args);
        } catch (CommandException e) {
            commandLine.getErr().println("agender: " + e.getMessage());
            return e.exitCode();
        }
        return commandLine.execute(args);
    }

    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err, BooleanSupplier stopRequested) {
        CommandLine commandLine = AgenderCommand.commandLine(stopRequested);
        commandLine.setOut(new ShownPrinter(out));
        commandLine.setErr(new ShownPrinter(err));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionStrategy(parsed -> {
            if (debug(parsed)) {
                Logging.debug();
            }
            AgenderCommand.requireOffered(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
        commandLine.setExecutionExceptionHandler(Main::handle);
        commandLine.setParameterExceptionHandler(new UsageMistakes());
        return commandLine;
    }

    private static int handle(Exception error, CommandLine command, ParseResult parsed) {
        Optional<ErrorMessages.ErrorMessage> message = ErrorMessages.of(error);
        if (Logging.isJson()) {
            return log(error, message, debug(parsed));
        }
        if (message.isEmpty()) {
            command.getErr().println(ShownTrace.of(error)); // a bug
            return ExitCode.FAILURE;
        }
        command.getErr().println("agender: " + message.get().text());
        if (debug(parsed)) {
            command.getErr().println(ShownTrace.of(error));
        }
        return message.get().exitCode();
    }

    /** For whoever reads the log as objects, and nothing else. */
    private static int log(Exception error, Optional<ErrorMessages.ErrorMessage> message, boolean debug) {
        Logger log = LoggerFactory.getLogger(Main.class);
        if (message.isEmpty()) {
            log.error("This is a bug: {}", error.toString(), error);
            return ExitCode.FAILURE;
        }
        log.error("{}", message.get().text(), debug ? error : null);
        return message.get().exitCode();
    }

    private static boolean debug(ParseResult parsed) {
        for (ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            if (at.matchedOptionValue("--debug", false)) {
                return true;
            }
        }
        return false;
    }
}
