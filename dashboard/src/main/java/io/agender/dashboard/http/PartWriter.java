package io.agender.dashboard.http;

import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one answer part by part, each made when the visitor has taken the one before, without a thread that waits. An
 * answer that can't be made to its end breaks off with its connection, so that nobody takes a half for the whole.
 */
final class PartWriter implements WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(PartWriter.class);

    private final Iterator<byte[]> parts;
    private final Peer peer;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile long lastTaken = System.nanoTime();

    PartWriter(Iterator<byte[]> parts, Peer peer) {
        this.parts = parts;
        this.peer = peer;
    }

    /** Begins to write; the future completes when all is written or the visitor has gone. */
    CompletableFuture<Void> begin() {
        peer.out().setWriteListener(this);
        return end;
    }

    @Override
    public void onWritePossible() {
        try {
            while (!end.isDone() && peer.out().isReady()) {
                lastTaken = System.nanoTime();
                if (!parts.hasNext()) {
                    end.complete(null);
                    return;
                }
                peer.out().write(parts.next());
            }
        } catch (IOException e) {
            breakOff(); // a visitor that leaves is no error
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("An answer could not be made to its end.", e);
            breakOff();
        }
    }

    /** Breaks the answer off when the visitor has taken nothing for so long. */
    void breakOffIfSlow(long patienceNanos) {
        if (System.nanoTime() - lastTaken > patienceNanos) {
            breakOff();
        }
    }

    private void breakOff() {
        peer.hangUp().run();
        end.complete(null);
    }

    @Override
    public void onError(Throwable error) {
        end.complete(null); // a visitor that leaves is no error
    }
}
