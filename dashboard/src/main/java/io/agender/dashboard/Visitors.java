package io.agender.dashboard;

import jakarta.servlet.ServletOutputStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The open streams of events, so many at most. Thread-safe. */
final class Visitors {

    private final int most;
    private final Broadcast broadcast;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    Visitors(Broadcast broadcast, int most) {
        this.broadcast = broadcast;
        this.most = most;
    }

    boolean full() {
        return streams.size() >= most;
    }

    int count() {
        return streams.size();
    }

    /** Opens a stream; the future completes when it is over. */
    CompletableFuture<Void> open(Predicate<String> wanted, ServletOutputStream out) {
        EventStream stream = new EventStream(broadcast, wanted, out);
        streams.add(stream);
        out.setWriteListener(stream);
        return stream.end().whenComplete((done, error) -> streams.remove(stream));
    }

    void pump() {
        streams.forEach(EventStream::pump);
    }

    void heartbeat() {
        streams.forEach(EventStream::heartbeat);
    }

    void close() {
        streams.forEach(EventStream::close);
    }
}
