package io.agender.launcher;

import io.agender.embedded.EmbeddedPlatform;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that runs until the test stops it. */
final class RunningCommand implements AutoCloseable {

    private final Thread thread;
    private final CompletableFuture<Agender> result;

    private RunningCommand(Thread thread, CompletableFuture<Agender> result) {
        this.thread = thread;
        this.result = result;
    }

    static RunningCommand start(EmbeddedPlatform cluster, String... args) {
        CompletableFuture<Agender> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(Agender.runAt(cluster, args)), args[0]);
        thread.start();
        return new RunningCommand(thread, result);
    }

    /** What it ended with by itself. */
    Agender result(Duration longest) {
        return result.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** What it printed when it ended before it was stopped; for the message of a failed assertion. */
    @Override
    public String toString() {
        return String.valueOf(result.getNow(null));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
