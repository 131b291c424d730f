package io.agender.dashboard.http;

import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * One visitor's stream of server-sent events. Writes only while the connection takes more, so a visitor that does not
 * read holds no thread and no queue: when it reads on soon, it gets the newest state, and else it is dropped.
 * Thread-safe.
 */
final class EventStream implements WriteListener {

    private static final byte[] HEARTBEAT = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final Broadcast broadcast;
    private final Predicate<String> wanted;
    private final Peer peer;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private long place;
    private boolean writable;
    private long waitingSince = System.nanoTime();
    private boolean begun;
    private boolean heartbeatDue;
    private boolean unflushed;

    /** @param wanted the subjects that this visitor looks at */
    EventStream(Broadcast broadcast, Predicate<String> wanted, Peer peer) {
        this.broadcast = broadcast;
        this.wanted = wanted;
        this.peer = peer;
    }

    /** Completes when the visitor has gone, exceptionally or not. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        pump();
    }

    @Override
    public void onError(Throwable error) {
        end.complete(null); // a visitor that leaves is no error
    }

    /** Sends what is new, as far as the connection takes it now; the rest when it takes more. */
    synchronized void pump() {
        if (!writable || end.isDone()) {
            return;
        }
        try {
            while (ready()) {
                Optional<byte[]> next = next();
                if (next.isPresent()) {
                    peer.out().write(next.get());
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    peer.out().flush();
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            peer.hangUp().run(); // what has been written may end in the middle of an event
            end.complete(null);
        }
    }

    /** Sends a sign of life that also finds out whether the visitor is still there. */
    synchronized void heartbeat() {
        heartbeatDue = true;
        pump();
    }

    /** Ends the stream; the visitor's browser connects again by itself. */
    void close() {
        end.complete(null);
    }

    private boolean ready() {
        writable = peer.out().isReady();
        waitingSince = System.nanoTime();
        return writable;
    }

    /** Hangs up on a visitor that has taken nothing for so long; its browser connects again when it goes on. */
    synchronized void dropIfSlow(long patienceNanos) {
        if (!writable && !end.isDone() && System.nanoTime() - waitingSince > patienceNanos) {
            peer.hangUp().run();
            end.complete(null);
        }
    }

    private Optional<byte[]> next() {
        if (!begun) {
            // A page must know whether there are pictures before it sees a camera.
            begun = true;
            Optional<Broadcast.Event> server = broadcast.newest(Publisher.SERVER);
            if (server.isPresent()) {
                return server.map(Broadcast.Event::bytes);
            }
        }
        Optional<Broadcast.Event> event = broadcast.after(place);
        while (event.isPresent()) {
            place = event.get().place();
            if (wanted.test(event.get().subject())) {
                return Optional.of(event.get().bytes());
            }
            event = broadcast.after(place);
        }
        if (heartbeatDue) {
            heartbeatDue = false;
            return Optional.of(HEARTBEAT);
        }
        return Optional.empty();
    }
}
