package io.agender.notifier;

import io.agender.notifier.outlet.Outlet;
import io.agender.notifier.rule.Alert;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the alerts of one outlet on, one after the other; one that is not taken is tried again, ever more slowly, until it is
 * too old. Not thread-safe.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** Most alerts that wait; the oldest is given up for a newer one. */
    static final int MOST = 10_000;

    private final Outlet outlet;
    private final Deque<Alert> waiting;
    private final Duration kept;
    private final Clock clock;
    private final Counter delivered;
    private final Counter failed;
    private final Counter givenUp;
    private final AtomicInteger size;
    private Instant nextTry = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;

    Delivery(Outlet outlet, Deque<Alert> waiting, Duration kept, Clock clock, MeterRegistry meters) {
        this.outlet = outlet;
        this.waiting = waiting;
        this.kept = kept;
        this.clock = clock;
        delivered = meters.counter(Notifier.DELIVERED, Notifier.OUTLET, outlet.name());
        failed = meters.counter(Notifier.FAILED, Notifier.OUTLET, outlet.name());
        givenUp = meters.counter(Notifier.GIVEN_UP, Notifier.OUTLET, outlet.name());
        size = new AtomicInteger(waiting.size());
        Gauge.builder(Notifier.WAITING, size, AtomicInteger::get)
                .tag(Notifier.OUTLET, outlet.name())
                .strongReference(true)
                .register(meters);
    }

    Outlet outlet() {
        return outlet;
    }

    void add(Alert alert) {
        if (waiting.size() == MOST) {
            giveUp();
        }
        waiting.add(alert);
        size.set(waiting.size());
    }

    /**
     * Tries the oldest alert, if there is one and it is time.
     *
     * @return whether there is one less to be handed on
     */
    boolean turn() {
        outlet.turn();
        Instant now = clock.instant();
        if (waiting.isEmpty()) {
            return false;
        }
        if (waiting.peek().at().plus(kept).isBefore(now) && !now.isBefore(nextTry)) {
            return handOn() || giveUp();
        }
        return !now.isBefore(nextTry) && handOn();
    }

    private boolean handOn() {
        Alert alert = waiting.peek();
        try {
            outlet.deliver(alert);
            waiting.remove();
            size.set(waiting.size());
            delivered.increment();
            pause = FIRST_PAUSE;
            nextTry = Instant.EPOCH;
            return true;
        } catch (IOException e) {
            LOG.debug("{}: alert {} is not handed on.", outlet.name(), alert.id(), e);
            if (pause.equals(FIRST_PAUSE)) {
                LOG.warn("{}: alerts can't be handed on ({}); they wait.", outlet.name(), e.getMessage());
            }
            failed.increment();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            nextTry = clock.instant().plus(pause);
            return false;
        }
    }

    private boolean giveUp() {
        Alert alert = waiting.remove();
        size.set(waiting.size());
        givenUp.increment();
        LOG.warn("{}: alert {} of {} at {} is given up.", outlet.name(), alert.id(), alert.rule(), alert.camera());
        return true;
    }
}
