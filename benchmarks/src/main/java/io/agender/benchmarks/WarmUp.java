package io.agender.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Repeats a load until the JIT compiler has little left to do. For a minute or two it takes much of a core, which a
 * service that runs for months never notices; what is measured meanwhile is the compiler.
 *
 * @param most ends the warm-up even when the compiler is still busy
 */
record WarmUp(Duration most) {

    /** Less of the elapsed time than this in the compiler, and the measurement may begin. */
    private static final double CALM = 0.05;

    /** Something to repeat, a few seconds long. */
    interface Load {
        void run() throws InterruptedException;
    }

    /** Returns how long it took. */
    Duration run(Load load) throws InterruptedException {
        long start = System.nanoTime();
        double share;
        do {
            long compiled = compiledMillis();
            long round = System.nanoTime();
            load.run();
            share = (compiledMillis() - compiled) * 1e6 / (System.nanoTime() - round);
        } while (share > CALM && System.nanoTime() - start < most.toNanos());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long compiledMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }
}
