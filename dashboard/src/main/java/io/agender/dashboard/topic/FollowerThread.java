package io.agender.dashboard.topic;

import io.agender.runtime.RegistryErrors;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a work turn by turn until it is closed. Trouble that may pass is logged once and tried again, memory that is short
 * included, for it may be others who took it; refusals end it.
 */
public final class FollowerThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerThread.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    /** So long trouble may last as when others are started anew. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Work work;
    private final Thread thread;
    private final LongSupplier nanos;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Trouble trouble;

    /** Why turns fail, and since when all have. */
    private record Trouble(long since, String why) {}

    /** Something that reads; all is called by the one thread, but {@code wake}. */
    interface Work {
        void open();

        /** Does a little and returns soon: how long to wait before the next turn. */
        Duration turn();

        /** What its client measures of itself, once it is open; whoever asks closes it first. */
        KafkaClientMetrics metrics();

        /** Lets a turn that waits for the brokers return at once. From any thread. */
        void wake();

        void close();
    }

    public FollowerThread(String name, Work work) {
        this(name, work, System::nanoTime);
    }

    FollowerThread(String name, Work work, LongSupplier nanos) {
        this.work = work;
        this.nanos = nanos;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        work.open();
        thread.start();
    }

    /** What the work's client measures of itself, once it is started; to be closed before this. */
    public KafkaClientMetrics metrics() {
        return work.metrics();
    }

    /** Completes exceptionally when the work can't go on. */
    public CompletableFuture<Void> failure() {
        return failure;
    }

    /** What to tell when no turn has gone well for a minute. From any thread; does not block. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble).flatMap(now -> {
            Duration lasted = Duration.ofNanos(nanos.getAsLong() - now.since());
            return lasted.compareTo(PATIENCE) > 0
                    ? Optional.of(
                            thread.getName() + " has been in trouble for " + lasted.toSeconds() + " s: " + now.why())
                    : Optional.empty();
        });
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                try {
                    rest(work.turn());
                    trouble = null;
                } catch (WakeupException e) {
                    // closed, or about to be
                } catch (AuthenticationException | AuthorizationException e) {
                    throw e;
                } catch (RuntimeException | OutOfMemoryError e) {
                    if (RegistryErrors.in(e).isPresent() && !RegistryErrors.passes(e)) {
                        throw e;
                    }
                    Trouble before = trouble;
                    if (before == null) {
                        LOG.warn("{} is in trouble and tries again: {}", thread.getName(), words(e));
                    }
                    trouble = new Trouble(before == null ? nanos.getAsLong() : before.since(), words(e));
                    rest(AFTER_TROUBLE);
                }
            }
        } catch (RuntimeException | Error e) {
            failure.completeExceptionally(e);
        } finally {
            work.close();
        }
    }

    private static String words(Throwable error) {
        Throwable told = RegistryErrors.in(error).<Throwable>map(known -> known).orElse(error);
        return told instanceof KafkaException && told.getMessage() != null ? told.getMessage() : told.toString();
    }

    /** Waits, unless the thread is to end. */
    private void rest(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(
                    "Nobody interrupts this thread, for closing a consumer must not be interrupted.", e);
        }
    }

    /** Asks it to end, and does not wait for that. */
    public void end() {
        closing.countDown();
        if (thread.isAlive()) {
            work.wake();
        }
    }

    @Override
    public void close() {
        end();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
