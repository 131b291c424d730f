package io.agender.launcher;

/** Something the user can act on; the message is one clear sentence. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** An error with one of the codes of {@link ExitCode}. */
    public LauncherException(int exitCode, String message) {
        this(exitCode, message, null);
    }

    public LauncherException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the program ends with. */
    public int exitCode() {
        return exitCode;
    }
}
