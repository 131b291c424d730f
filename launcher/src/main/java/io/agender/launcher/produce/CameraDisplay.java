package io.agender.launcher.produce;

import io.agender.producer.CameraStatus;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows all cameras, on a thread of its own, until it is closed. */
public final class CameraDisplay implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 500;

    private final Supplier<List<CameraStatus>> cameras;
    private final Supplier<CameraView> views;
    private final Map<String, CameraView> viewOf = new HashMap<>();
    private final Map<String, Rate> rateOf = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread display = new Thread(task, "camera-display");
        display.setDaemon(true);
        return display;
    });

    private CameraDisplay(Supplier<List<CameraStatus>> cameras, Supplier<CameraView> views) {
        this.cameras = cameras;
        this.views = views;
    }

    /**
     * Starts to show.
     *
     * @param out where lines go without a terminal
     * @param terminal whether a person looks at one
     * @param cameras how they stand; asked twice a second
     */
    public static CameraDisplay open(PrintWriter out, boolean terminal, Supplier<List<CameraStatus>> cameras) {
        CameraDisplay display = new CameraDisplay(cameras, terminal ? CameraBar::new : () -> new CameraLines(out));
        display.thread.scheduleWithFixedDelay(display::show, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return display;
    }

    private void show() {
        long now = System.nanoTime();
        for (CameraStatus camera : cameras.get()) {
            double rate =
                    rateOf.computeIfAbsent(camera.cameraId(), id -> new Rate()).at(now, camera.acknowledged());
            viewOf.computeIfAbsent(camera.cameraId(), id -> views.get()).show(camera, rate);
        }
    }

    @Override
    public void close() {
        thread.submit(() -> viewOf.values().forEach(CameraView::close));
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
