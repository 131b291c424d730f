package io.agender.verification;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Keeps all processors busy until it is closed, each with two threads that never rest. */
final class BusyMachine implements AutoCloseable {

    private final ExecutorService threads;
    private volatile boolean closed;
    private volatile long sink;

    BusyMachine() {
        int count = 2 * Runtime.getRuntime().availableProcessors();
        threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            threads.execute(this::burn);
        }
    }

    private void burn() {
        long value = 1;
        while (!closed) {
            value = value * 6_364_136_223_846_793_005L + 1;
        }
        sink = value;
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdown();
    }
}
