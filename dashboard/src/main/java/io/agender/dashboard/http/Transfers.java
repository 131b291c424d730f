package io.agender.dashboard.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that are on their way: so many, and so many bytes of memory, at the same time. A visitor that takes nothing
 * of its answer for some time loses it. Thread-safe.
 */
final class Transfers {

    /** For one of the {@link Parts}, so that one who takes a byte now and then is slow as well. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MAX = 256;
    private static final int MAX_PER_CLIENT = 128;

    /** Of the heap an eighth, or 64 MB. */
    private static final long MAX_BYTES =
            Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

    private final ClientCounts places = new ClientCounts(MAX, MAX_PER_CLIENT);
    private final AtomicLong bytes = new AtomicLong();
    private final Set<PartWriter> writers = ConcurrentHashMap.newKeySet();
    private final Duration patience;

    Transfers() {
        this(PATIENCE);
    }

    /** @param patience how long a visitor may take for a part */
    Transfers(Duration patience) {
        this.patience = patience;
    }

    /**
     * Takes a place for an answer, before anything is done for it.
     *
     * @param held how many bytes it keeps in memory until it is sent
     * @throws RefusedException when too many are on their way
     */
    Place enter(Peer peer, long held) {
        if (bytes.addAndGet(held) > MAX_BYTES) {
            bytes.addAndGet(-held);
            throw busy();
        }
        if (!places.enter(peer.client())) {
            bytes.addAndGet(-held);
            throw busy();
        }
        return new Place(peer, held);
    }

    /** Room for one answer; whoever took it sends the answer or leaves. */
    final class Place {

        private final Peer peer;
        private final long held;

        private Place(Peer peer, long held) {
            this.peer = peer;
            this.held = held;
        }

        /** Sends the answer, and leaves when it is over; the future completes then. */
        CompletableFuture<Void> send(Iterator<byte[]> parts) {
            PartWriter writer = new PartWriter(parts, peer);
            writers.add(writer);
            return writer.begin().whenComplete((done, error) -> {
                writers.remove(writer);
                leave();
            });
        }

        /** Gives the place back. */
        void leave() {
            places.leave(peer.client());
            bytes.addAndGet(-held);
        }
    }

    private static RefusedException busy() {
        return new RefusedException(503, "Too many answers are on their way; try again in a moment.");
    }

    int count() {
        return places.count();
    }

    /** Breaks off the answers of those who don't take them. */
    void dropSlow() {
        writers.forEach(writer -> writer.breakOffIfSlow(patience.toNanos()));
    }
}
