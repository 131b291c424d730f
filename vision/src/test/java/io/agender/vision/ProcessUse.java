package io.agender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * What this process holds that a connection may leave behind.
 *
 * @param files open file descriptors, sockets among them
 * @param threads threads, those that no Java thread belongs to among them
 */
public record ProcessUse(long files, long threads) {

    private static final int AT_ONCE = 8;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 25;

    /**
     * Runs the call 200 times, eight at once, and compares native memory, file descriptors and threads. Skips where Linux's
     * /proc is not.
     */
    public static void shouldNotGrow(Runnable call) {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux's /proc");
        for (int i = 0; i < WARM_UP; i++) {
            atOnce(call);
        }
        ProcessUse before = now();

        NativeMemory.shouldNotGrow(() -> atOnce(call), 0, ROUNDS);

        // The test's own server notices a moment later that a camera's viewer is gone.
        await().untilAsserted(() -> {
            ProcessUse after = now();
            assertThat(after.files).as("open files").isLessThanOrEqualTo(before.files + 2);
            assertThat(after.threads).as("threads").isLessThanOrEqualTo(before.threads + 4); // the JVM's come and go
        });
    }

    private static void atOnce(Runnable call) {
        List<FutureTask<Void>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            FutureTask<Void> task = new FutureTask<>(call, null);
            tasks.add(task);
            threads.add(new Thread(task));
        }
        threads.forEach(Thread::start);
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.get(i).join();
                tasks.get(i).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessUse now() {
        return new ProcessUse(count("/proc/self/fd"), count("/proc/self/task"));
    }

    private static long count(String folder) {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
