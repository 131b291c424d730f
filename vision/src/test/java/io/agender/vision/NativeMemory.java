package io.agender.vision;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;

/** Checks that a call gives back all native memory it takes. */
public final class NativeMemory {

    private static final int WARM_UP = 50;
    private static final int CALLS = 300;

    /**
     * The process grows while the JVM spreads over its heap. What leaks past JavaCPP's counts shows all the same when a
     * call leaks as little as one frame of 640 x 360 pixels: 200 MB.
     */
    private static final long PHYSICAL_TOLERANCE = 128L << 20;

    private NativeMemory() {}

    /** Runs the call a few hundred times and compares JavaCPP's own counts and the process's memory. */
    public static void shouldNotGrow(Runnable call) {
        shouldNotGrow(call, WARM_UP, CALLS);
    }

    static void shouldNotGrow(Runnable call, int warmUp, int calls) {
        run(call, warmUp);
        long count = Pointer.totalCount();
        long bytes = Pointer.totalBytes();
        long physical = Pointer.physicalBytes();

        run(call, calls);

        // Fewer is possible: the garbage collector may meanwhile free what an earlier test left behind.
        assertThat(Pointer.totalCount()).as("native objects").isLessThanOrEqualTo(count);
        assertThat(Pointer.totalBytes()).as("native bytes").isLessThanOrEqualTo(bytes);
        assertThat(Pointer.physicalBytes() - physical)
                .as("growth of the process")
                .isLessThan(PHYSICAL_TOLERANCE);
    }

    private static void run(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }
}
