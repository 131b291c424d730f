package io.agender.program;

/** What the {@code agender} command ends with. */
public final class ExitCode {

    /** Everything that was asked for was done. */
    public static final int OK = 0;

    /** A bug, or an error that no other code names. */
    public static final int FAILURE = 1;

    /** A wrong option, setting, model or input. */
    public static final int BAD_INPUT = 2;

    /** The brokers or the registry could not be reached or refused, or a topic is not as it was left. */
    public static final int KAFKA = 3;

    /** A file could not be read, written or fetched, another run has the folder, or a disk is full. */
    public static final int FILES = 4;

    /** Ctrl-C came before the end: 128 + the number of SIGINT, as shells have it. */
    public static final int INTERRUPTED = 130;

    /** SIGTERM came before the end: 128 + its number. */
    public static final int TERMINATED = 143;

    private ExitCode() {}
}
