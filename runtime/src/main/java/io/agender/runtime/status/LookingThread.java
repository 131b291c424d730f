package io.agender.runtime.status;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The thread of something that looks again and again at how others are; it keeps no process alive. */
public final class LookingThread {

    private LookingThread() {}

    /** Whoever asks for it shuts it down. */
    public static ScheduledExecutorService named(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
