package io.agender.launcher.produce;

import io.agender.launcher.Logging;
import io.agender.producer.status.CameraStatus;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Shows all cameras, on a thread of its own, until it is closed. On a terminal what is logged meanwhile goes through here,
 * so that it stands above the cameras and not in the middle of them.
 */
public final class CameraDisplay implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 500;

    /** In half a second; whoever logs more has another trouble. */
    private static final int MAX_LINES = 1_000;

    // What every terminal of the last decades understands (ECMA-48). Each camera has a line above the cursor.
    private static final String CURSOR_UP = "\u001b[";
    private static final String LINES = "A\r";
    private static final String ERASE_BELOW = "\u001b[J";

    private final Supplier<List<CameraStatus>> cameras;
    private final Supplier<CameraReporter> views;
    private final PrintWriter log;
    private final Queue<Runnable> logged = new ConcurrentLinkedQueue<>();
    private final Map<String, CameraReporter> viewOf = new HashMap<>();
    private final Map<String, Rate> rateOf = new HashMap<>();
    private final AtomicInteger waitingLines = new AtomicInteger();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread display = new Thread(task, "camera-display");
        display.setDaemon(true);
        return display;
    });

    private Logging.Redirection redirection = () -> {};

    /** @param log where lines that were logged go */
    CameraDisplay(Supplier<List<CameraStatus>> cameras, Supplier<CameraReporter> views, PrintWriter log) {
        this.cameras = cameras;
        this.views = views;
        this.log = log;
    }

    /**
     * Starts to show.
     *
     * @param out where lines go without a terminal
     * @param terminal whether a person looks at one
     * @param cameras how they stand; asked twice a second
     */
    public static CameraDisplay open(PrintWriter out, boolean terminal, Supplier<List<CameraStatus>> cameras) {
        return open(out, terminal, cameras, StatusText::of);
    }

    /**
     * The same with a text of the caller's for a live camera.
     *
     * @param text called by the thread that shows
     */
    public static CameraDisplay open(
            PrintWriter out, boolean terminal, Supplier<List<CameraStatus>> cameras, CameraText text) {
        CameraDisplay display = new CameraDisplay(
                cameras,
                terminal ? () -> new CameraBar(text) : () -> new CameraLines(out, text),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        if (terminal) {
            display.redirection = Logging.into(display::log);
        }
        display.thread.scheduleWithFixedDelay(display::show, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return display;
    }

    /** Takes a finished line of the log, which is shown with the next look at the cameras. */
    void log(String line) {
        if (waitingLines.incrementAndGet() <= MAX_LINES) {
            logged.add(() -> log.print(line));
        }
    }

    /** Writes a line of the program's own, which stands above the cameras too. From any thread. */
    public void say(PrintWriter to, String line) {
        waitingLines.incrementAndGet();
        logged.add(() -> {
            to.println(line);
            to.flush();
        });
    }

    /** Takes the cameras' lines off the screen, writes what was logged, and lets the cameras begin anew below. */
    private void showLog() {
        if (logged.isEmpty()) {
            return;
        }
        closeViews();
        int lines = waitingLines.getAndSet(0);
        for (Runnable line = logged.poll(); line != null; line = logged.poll()) {
            line.run();
        }
        if (lines > MAX_LINES) {
            log.println("… and " + (lines - MAX_LINES) + " more lines");
        }
        log.flush();
    }

    private void closeViews() {
        int shown =
                (int) viewOf.values().stream().filter(CameraReporter::isShown).count();
        viewOf.values().forEach(CameraReporter::close);
        viewOf.clear();
        if (shown > 0) {
            log.print(CURSOR_UP + shown + LINES + ERASE_BELOW);
            log.flush();
        }
    }

    /** One look at the cameras. */
    void show() {
        showLog();
        long now = System.nanoTime();
        for (CameraStatus camera : cameras.get()) {
            double rate =
                    rateOf.computeIfAbsent(camera.cameraId(), id -> new Rate()).at(now, camera.acknowledged());
            viewOf.computeIfAbsent(camera.cameraId(), id -> views.get()).show(camera, rate);
        }
    }

    @Override
    public void close() {
        redirection.close();
        thread.submit(() -> {
            showLog();
            closeViews();
        });
        thread.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
