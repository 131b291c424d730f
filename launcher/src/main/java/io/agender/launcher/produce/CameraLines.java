package io.agender.launcher.produce;

import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Without a terminal: now and then a line. Changes of state are logged by the producer. */
final class CameraLines implements CameraReporter {

    private static final long FILE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LIVE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final PrintWriter out;
    private final CameraText text;
    private long lastNanos = System.nanoTime();

    CameraLines(PrintWriter out, CameraText text) {
        this.out = out;
        this.text = text;
    }

    @Override
    public void show(CameraStatus camera, double rate) {
        long now = System.nanoTime();
        boolean over = camera.state() == CaptureState.ENDED || camera.state() == CaptureState.FAILED;
        if (!over && now - lastNanos >= (camera.live() ? LIVE_NANOS : FILE_NANOS)) {
            lastNanos = now;
            out.println(text.of(camera, rate));
            out.flush();
        }
    }

    @Override
    public boolean isShown() {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
