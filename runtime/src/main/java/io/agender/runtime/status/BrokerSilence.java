package io.agender.runtime.status;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that nothing comes from the brokers any more, says so once, and once when it is over. A service that runs has
 * something from them every few seconds, if only the answers to its heartbeats; its connections tell less, for one that
 * is being opened, or whose other end is frozen, counts as well. Thread-safe.
 */
public final class BrokerSilence implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSilence.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Longer than some heartbeats, and than a moment's trouble that passes by itself. */
    static final Duration PATIENCE = Duration.ofSeconds(12);

    private final String service;
    private final String brokers;
    private final DoubleSupplier bytesHeard;
    private final LongSupplier nanos;
    private final ScheduledExecutorService looks;
    private double before;
    private long lastHeard;
    private boolean told;
    private volatile boolean hears;

    /**
     * @param service how sentences call it
     * @param brokers their addresses
     * @param bytesHeard how much has come from them so far
     * @param nanos as of {@link System#nanoTime()}
     */
    public BrokerSilence(String service, String brokers, DoubleSupplier bytesHeard, LongSupplier nanos) {
        this.service = service;
        this.brokers = brokers;
        this.bytesHeard = bytesHeard;
        this.nanos = nanos;
        this.lastHeard = nanos.getAsLong();
        this.looks = LookingThread.named(service + "-brokers");
    }

    /** Looks every second from now on. */
    public void start() {
        looks.scheduleWithFixedDelay(this::tryToLook, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether something has come from the brokers lately. */
    public boolean hearsBrokers() {
        return hears;
    }

    /** Clients that are made anew may change their figures while they are read; who has failed once is not asked again. */
    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.debug("What came from the brokers of the {} can't be told now.", service, e);
        }
    }

    synchronized void look() {
        double now = bytesHeard.getAsDouble();
        if (now != before) {
            before = now;
            lastHeard = nanos.getAsLong();
            hears = true;
            if (told) {
                told = false;
                LOG.info("Kafka answers the {} again.", service);
            }
        } else if (nanos.getAsLong() - lastHeard > PATIENCE.toNanos()) {
            hears = false;
            if (!told) {
                told = true;
                LOG.warn("No Kafka broker answers the {} at {}; it goes on trying.", service, brokers);
            }
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
