package io.agender.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One thread for each camera, and the wait for all of them. Belongs to the thread that waits. */
final class CameraThreads {

    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final ExecutorService threads;
    private final Duration grace;
    private boolean gaveUp;

    CameraThreads(int cameras) {
        this(cameras, STOP_GRACE);
    }

    /** @param grace how long the cameras have after each time that they are told to stop */
    CameraThreads(int cameras, Duration grace) {
        this.grace = grace;
        threads = Executors.newFixedThreadPool(cameras, task -> {
            Thread thread = new Thread(task, "camera");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs the cameras. When the calling thread is interrupted they stop before their next frame, have ten seconds for what
     * they sent, and are then told to stop again; the thread is interrupted again on return. One whose thread hangs in a
     * read of the system, as of a disk that is gone, is left alone ten seconds later.
     */
    List<CameraResult> run(List<CameraRun> runs) {
        try {
            List<Future<CameraResult>> results = new ArrayList<>();
            runs.forEach(run -> results.add(threads.submit(run)));
            return await(runs, results);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Whether cameras were stopped before the brokers had answered for all that was sent. */
    boolean gaveUp() {
        return gaveUp;
    }

    private List<CameraResult> await(List<CameraRun> runs, List<Future<CameraResult>> futures) {
        boolean interrupted = false;
        long deadline = Long.MAX_VALUE;
        try {
            List<CameraResult> results = new ArrayList<>();
            while (results.size() < runs.size()) {
                int next = results.size();
                try {
                    long patience = interrupted ? deadline - System.nanoTime() : Long.MAX_VALUE;
                    results.add(futures.get(next).get(patience, TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    interrupted = true;
                    deadline = System.nanoTime() + grace.toNanos();
                    runs.forEach(CameraRun::stop);
                } catch (TimeoutException e) {
                    if (gaveUp) {
                        results.add(runs.get(next).leftAlone());
                    } else {
                        gaveUp = true;
                        deadline = System.nanoTime() + grace.toNanos();
                        runs.forEach(CameraRun::stop); // again, which ends their wait for the brokers
                    }
                }
            }
            return results;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A camera's own troubles are in its result, so this is a broken program. */
    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
