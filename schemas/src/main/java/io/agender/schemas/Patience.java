package io.agender.schemas;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Ends a question to which the registry gives no answer: Apicurio's client would wait for ever, and a stream thread with
 * it. The client sees an interrupt; what it makes of it comes out as a {@link TimeoutException}. What it makes of somebody
 * else's interrupt comes out as an {@link InterruptException}, with the thread's flag set again. Thread-safe.
 */
final class Patience {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "registry-patience");
        thread.setDaemon(true);
        return thread;
    });

    /** Long for a registry that is slow, short for a partition that stands still meanwhile. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(30));

    private final Duration longest;

    Patience(Duration longest) {
        this.longest = longest;
    }

    /** Answers as the question does, or throws a {@link TimeoutException} after the longest time. */
    <T> T with(Supplier<T> question) {
        Asker asker = new Asker();
        ScheduledFuture<?> end = CLOCK.schedule(asker::giveUp, longest.toMillis(), TimeUnit.MILLISECONDS);
        boolean answered = false;
        try {
            T answer = question.get();
            answered = true;
            return answer;
        } catch (RuntimeException e) {
            if (asker.done()) {
                throw new TimeoutException("no answer within " + longest.toSeconds() + " s", e);
            }
            throw interruption(e).<RuntimeException>map(InterruptException::new).orElse(e);
        } finally {
            end.cancel(false);
            if (answered) {
                asker.done();
            }
        }
    }

    /** The client hides it in exceptions of its own, in which nobody would look for it. */
    private static Optional<InterruptedException> interruption(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException interrupted) {
                return Optional.of(interrupted);
            }
        }
        return Optional.empty();
    }

    /** The thread that asks; it is interrupted while it does, and not a moment later. */
    private static final class Asker {

        private final Thread thread = Thread.currentThread();
        private boolean done;
        private boolean gaveUp;

        synchronized void giveUp() {
            if (!done) {
                gaveUp = true;
                thread.interrupt();
            }
        }

        /** Whether it was given up; the interrupt is not for those who asked. */
        synchronized boolean done() {
            done = true;
            if (gaveUp) {
                Thread.interrupted();
            }
            return gaveUp;
        }
    }
}
