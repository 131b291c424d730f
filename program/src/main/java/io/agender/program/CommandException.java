package io.agender.program;

import java.nio.file.Path;
import java.util.Optional;

/** Something the user can act on; the message is one clear sentence. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient Path file;

    /** An error with one of the codes of {@link ExitCode}. */
    public CommandException(int exitCode, String message) {
        this(exitCode, message, null);
    }

    public CommandException(int exitCode, String message, Throwable cause) {
        this(exitCode, message, cause, null);
    }

    private CommandException(int exitCode, String message, Throwable cause, Path file) {
        super(message, cause);
        this.exitCode = exitCode;
        this.file = file;
    }

    /** An error whose message sends the user to a file, which must not be deleted then. */
    public static CommandException withFile(int exitCode, String message, Path file) {
        return new CommandException(exitCode, message, null, file);
    }

    /** The file that the message names, if it is one to be kept. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** What the program ends with. */
    public int exitCode() {
        return exitCode;
    }
}
