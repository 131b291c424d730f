package io.agender.benchmarks;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs a program that ends when its standard input does, so with whoever started it at the latest: its main thread is
 * interrupted, as Ctrl-C does, and what does not heed that is ended after a time.
 */
final class Tethered {

    private static final long PATIENCE_MILLIS = 30_000;

    private Tethered() {}

    /** @param args name of the program's main class, then its arguments */
    public static void main(String[] args) throws Exception {
        endWithTheInput(Thread.currentThread());
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception error ? error : e;
        }
    }

    private static void endWithTheInput(Thread main) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // nothing is said
                        }
                    } catch (IOException e) {
                        // as good as the end
                    }
                    end(main);
                },
                "tether");
        watch.setDaemon(true);
        watch.start();
    }

    private static void end(Thread main) {
        main.interrupt();
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            // Nobody waits for this thread.
        }
        Runtime.getRuntime().halt(1);
    }
}
