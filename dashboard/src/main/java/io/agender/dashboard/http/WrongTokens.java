package io.agender.dashboard.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows down who guesses the token. A client may be wrong so many times at once, and then once a second; in between
 * nothing of it is compared, not even the right token, or trying on would pay. Bounded: of so many clients the one that
 * was heard of longest ago is forgotten. Thread-safe.
 */
final class WrongTokens {

    private static final Logger LOG = LoggerFactory.getLogger(WrongTokens.class);

    /** More than an old page that connects again and again needs until somebody has reloaded it. */
    static final int FREE = 20;

    static final Duration EACH = Duration.ofSeconds(1);

    static final int MAX_CLIENTS = 10_000;

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong slowed = new AtomicLong();
    private final Map<String, Long> goodAgainAt;
    private long quietUntil;
    private long untold;

    /** @param nanos as of {@link System#nanoTime()} */
    WrongTokens(LongSupplier nanos) {
        this.nanos = nanos;
        this.quietUntil = nanos.getAsLong();
        this.goodAgainAt = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MAX_CLIENTS;
            }
        };
    }

    /**
     * Begins a try; whoever may try says afterwards whether it was right.
     *
     * @return whether the client may try now
     */
    synchronized boolean mayTry(String client) {
        long now = nanos.getAsLong();
        long before = goodAgainAt.getOrDefault(client, now);
        long after = Math.max(0, before - now) + EACH.toNanos();
        if (after > FREE * EACH.toNanos()) {
            slowed.incrementAndGet();
            return false;
        }
        goodAgainAt.put(client, now + after);
        return true;
    }

    /** The try was right, so that it costs the client nothing. */
    synchronized void wasRight(String client) {
        goodAgainAt.computeIfPresent(
                client, (id, time) -> time - EACH.toNanos() - nanos.getAsLong() <= 0 ? null : time - EACH.toNanos());
    }

    /** The try was wrong. */
    synchronized void wasWrong(String client) {
        wrong.incrementAndGet();
        untold++;
        if (nanos.getAsLong() - quietUntil >= 0) {
            LOG.warn("Wrong tokens came: {}, the last from {}.", untold, client);
            untold = 0;
            quietUntil = nanos.getAsLong() + BETWEEN_LINES.toNanos();
        }
    }

    /** Tokens that were compared and wrong. */
    long wrong() {
        return wrong.get();
    }

    /** Tokens that were not compared, because their client had to wait. */
    long slowed() {
        return slowed.get();
    }

    synchronized int clients() {
        return goodAgainAt.size();
    }
}
