package io.agender.launcher;

import io.agender.launcher.command.AgenderCommand;
import io.agender.vision.VideoLocation;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program's entry: runs a command and ends with its exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Kafka's server, for one, does not start where capital letters are those of Turkish.
        Locale.setDefault(Locale.ROOT);
        Logging.takeOver();
        StopSignals signals = StopSignals.interrupting(Thread.currentThread());
        int exitCode = execute(
                commandLine(utf8(System.out), utf8(System.err), () -> signals.received()
                        .isPresent()),
                args);
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
        } catch (LauncherException e) {
            commandLine.getErr().println("agender: " + e.getMessage());
            return e.exitCode();
        }
        return commandLine.execute(args);
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err, BooleanSupplier stopRequested) {
        CommandLine commandLine = new CommandLine(new AgenderCommand(stopRequested));
        commandLine.setOut(out);
        commandLine.setErr(err);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionStrategy(parsed -> {
            if (debug(parsed)) {
                Logging.debug();
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        commandLine.setExecutionExceptionHandler(Main::handle);
        IParameterExceptionHandler usual = commandLine.getParameterExceptionHandler();
        commandLine.setParameterExceptionHandler((error, all) -> usual.handleParseException(shown(error), all));
        return commandLine;
    }

    /** An argument that belongs nowhere may be the address of a camera. */
    private static ParameterException shown(ParameterException error) {
        String message = new VideoLocation(String.valueOf(error.getMessage())).toString();
        return message.equals(error.getMessage()) ? error : new ParameterException(error.getCommandLine(), message);
    }

    private static int handle(Exception error, CommandLine command, ParseResult parsed) throws Exception {
        Optional<Sentences.Sentence> sentence = Sentences.of(error);
        if (Logging.isJson()) {
            return log(error, sentence, debug(parsed));
        }
        if (sentence.isEmpty()) {
            throw error; // a bug: picocli prints its stack trace and ends with 1
        }
        command.getErr().println("agender: " + sentence.get().text());
        if (debug(parsed)) {
            error.printStackTrace(command.getErr());
        }
        return sentence.get().exitCode();
    }

    /** For whoever reads the log as objects, and nothing else. */
    private static int log(Exception error, Optional<Sentences.Sentence> sentence, boolean debug) {
        Logger log = LoggerFactory.getLogger(Main.class);
        if (sentence.isEmpty()) {
            log.error("This is a bug: {}", error.toString(), error);
            return ExitCode.FAILURE;
        }
        log.error("{}", sentence.get().text(), debug ? error : null);
        return sentence.get().exitCode();
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
