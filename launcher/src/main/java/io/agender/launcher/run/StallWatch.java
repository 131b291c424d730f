package io.agender.launcher.run;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Ends a run that has come to a standstill, so that a lost frame shows as an error and not as a run without end. */
final class StallWatch {

    private final Duration patience;
    private final LongSupplier nanoClock;
    private long lastProgress;

    /** @param nanoClock as {@link System#nanoTime()} */
    StallWatch(Duration patience, LongSupplier nanoClock) {
        this.patience = patience;
        this.nanoClock = nanoClock;
        this.lastProgress = nanoClock.getAsLong();
    }

    /** Something moved. */
    void progress() {
        lastProgress = nanoClock.getAsLong();
    }

    /** Throws {@link CommandException} when nothing has moved for too long. */
    void check(RunAccount account) {
        if (nanoClock.getAsLong() - lastProgress > patience.toNanos()) {
            throw new CommandException(
                    ExitCode.FAILURE,
                    "Nothing has moved for " + patience.toSeconds() + " s; missing: " + account.missing() + ".");
        }
    }
}
