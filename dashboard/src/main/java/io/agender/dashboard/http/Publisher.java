package io.agender.dashboard.http;

import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.view.ServerView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what changed into events, a few times a second however many frames come, and not at all while nobody watches.
 * Owns its thread. Thread-safe.
 */
final class Publisher implements AutoCloseable {

    /** The subject of the dashboard's own state, which every visitor wants; no camera id has a space in front. */
    static final String SERVER = " server";

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    record GoneCamera(String id) {}

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Cameras cameras;
    private final Supplier<ServerView> server;
    private final Broadcast broadcast;
    private final Subscribers subscribers;
    private final Transfers transfers;
    private final ScheduledExecutorService ticks;

    Publisher(
            Cameras cameras,
            Supplier<ServerView> server,
            Broadcast broadcast,
            Subscribers subscribers,
            Transfers transfers) {
        this.cameras = cameras;
        this.server = server;
        this.broadcast = broadcast;
        this.subscribers = subscribers;
        this.transfers = transfers;
        this.ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "dashboard-events");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        ticks.scheduleWithFixedDelay(guarded(this::tick), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        ticks.scheduleWithFixedDelay(guarded(this::heartbeat), 0, HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    void tick() {
        if (subscribers.count() > 0) {
            publish();
        }
    }

    /** Makes up for what was left out while nobody watched, so that the first visitor begins with how it is now. */
    void welcome() {
        if (subscribers.count() == 0) {
            publish();
            publishServer();
        }
    }

    /** Publishes what changed and lets the visitors have it. One at a time, or an older state would replace a newer. */
    synchronized void publish() {
        try {
            for (String id : cameras.changes()) {
                byte[] event = cameras.view(id)
                        .map(camera -> event("camera", Json.bytes(camera)))
                        .orElseGet(() -> event("gone", Json.bytes(new GoneCamera(id))));
                broadcast.publish(id, event);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            cameras.allChanged();
            throw e;
        }
        subscribers.pump();
    }

    private void heartbeat() {
        if (subscribers.count() > 0) {
            publishServer();
            subscribers.heartbeat();
        }
        transfers.dropSlow();
    }

    private void publishServer() {
        broadcast.publish(SERVER, event("server", Json.bytes(server.get())));
    }

    private static byte[] event(String name, byte[] json) {
        // JSON has no line breaks here, so one data line holds it.
        return ("event: " + name + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A scheduled task that throws is never run again, silently; memory that is short now may not be so next time. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("The dashboard's events could not be made.", e);
            }
        };
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }
}
