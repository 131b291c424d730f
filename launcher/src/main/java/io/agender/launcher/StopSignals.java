package io.agender.launcher;

import io.agender.program.ExitCode;
import java.util.OptionalInt;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM. The first one interrupts the working thread, which closes what it opened and ends the JVM itself; a
 * second one ends it at once.
 *
 * <p>Not a shutdown hook: hooks run all at the same time, and one of ONNX Runtime's frees what its sessions still use,
 * which crashes the JVM while the last frame is analysed.
 */
final class StopSignals {

    private final Thread worker;
    private int exitCode;

    private StopSignals(Thread worker) {
        this.worker = worker;
    }

    /** Handles the signals from now on. */
    static StopSignals interrupting(Thread worker) {
        StopSignals signals = new StopSignals(worker);
        Signals.register("INT", () -> signals.stop(ExitCode.INTERRUPTED));
        Signals.register("TERM", () -> signals.stop(ExitCode.TERMINATED));
        return signals;
    }

    private synchronized void stop(int code) {
        if (exitCode != 0) {
            Runtime.getRuntime().halt(exitCode);
        }
        exitCode = code;
        worker.interrupt();
    }

    /** The exit code that belongs to the signal, if one came. */
    synchronized OptionalInt received() {
        return exitCode == 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }
}
