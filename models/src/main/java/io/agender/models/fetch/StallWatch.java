package io.agender.models.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes a stream that gives nothing for a while, since the JDK's HTTP client waits for the next byte for ever. The
 * reader then sees the stream end with an error.
 */
final class StallWatch extends FilterInputStream {

    private final AtomicLong lastRead = new AtomicLong(System.nanoTime());
    private final ScheduledExecutorService clock;
    private volatile boolean stalled;

    StallWatch(InputStream stream, Duration patience) {
        super(stream);
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "model-fetch-watch");
            thread.setDaemon(true);
            return thread;
        });
        long step = Math.max(1, patience.toMillis() / 4);
        clock.scheduleAtFixedRate(() -> look(patience), step, step, TimeUnit.MILLISECONDS);
    }

    private void look(Duration patience) {
        if (!stalled && System.nanoTime() - lastRead.get() > patience.toNanos()) {
            stalled = true;
            try {
                in.close();
            } catch (IOException e) {
                // The reader is told all the same: by its own read, or by the flag.
            }
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (stalled) {
            throw new IOException("nothing came for a while");
        }
        lastRead.set(System.nanoTime());
        return read;
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        super.close();
    }
}
