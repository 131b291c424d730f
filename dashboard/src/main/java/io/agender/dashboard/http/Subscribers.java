package io.agender.dashboard.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The open streams of events, so many at most in all and of each client. Thread-safe. */
final class Subscribers {

    /** How long a visitor may take nothing of what is there for it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClientCounts places;
    private final Broadcast broadcast;
    private final Duration patience;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    Subscribers(Broadcast broadcast, int max, int maxPerClient) {
        this(broadcast, max, maxPerClient, PATIENCE);
    }

    Subscribers(Broadcast broadcast, int max, int maxPerClient, Duration patience) {
        this.broadcast = broadcast;
        this.places = new ClientCounts(max, maxPerClient);
        this.patience = patience;
    }

    int count() {
        return streams.size();
    }

    /** Takes a place for a client's stream; whoever got one opens it, or gives the place back. */
    void enter(String client) {
        if (!places.enter(client)) {
            throw new RefusedException(503, "Too many look at this dashboard at the same time.");
        }
    }

    /** Gives a place back that no stream was opened for. */
    void leave(String client) {
        places.leave(client);
    }

    /** Opens a stream on the place that its client took; the future completes when it is over. */
    CompletableFuture<Void> open(Predicate<String> wanted, Peer peer) {
        EventStream stream = new EventStream(broadcast, wanted, peer);
        streams.add(stream);
        peer.out().setWriteListener(stream);
        return stream.end().whenComplete((done, error) -> {
            streams.remove(stream);
            places.leave(peer.client());
        });
    }

    void pump() {
        streams.forEach(EventStream::pump);
    }

    /** Sends signs of life, and drops who has not taken what was there. */
    void heartbeat() {
        streams.forEach(EventStream::heartbeat);
        streams.forEach(stream -> stream.dropIfSlow(patience.toNanos()));
    }

    void close() {
        streams.forEach(EventStream::close);
    }
}
