package io.agender.launcher.produce;

import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** On a terminal: a progress bar for a file, a line of text for a live camera. */
final class CameraBar implements CameraReporter {

    private final CameraText text;
    private ProgressBar bar;
    private boolean live;
    private volatile String line = "";

    CameraBar(CameraText text) {
        this.text = text;
    }

    @Override
    public void show(CameraStatus camera, double rate) {
        if (bar == null && camera.state() == CaptureState.CONNECTING) {
            return; // nobody knows yet what it will be
        }
        if (bar == null || live != camera.live()) {
            close();
            live = camera.live();
            bar = open(camera);
        }
        line = text.of(camera, rate);
        bar.maxHint(camera.expected().orElse(-1));
        bar.stepTo(camera.acknowledged());
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " %.1f fps, %s%s",
                rate,
                StatusText.state(camera),
                StatusText.some(camera.dropped(), "dropped")));
    }

    private ProgressBar open(CameraStatus camera) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(camera.cameraId())
                .setInitialMax(camera.expected().orElse(-1))
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" frames", 1)
                .setUpdateIntervalMillis(500)
                .clearDisplayOnFinish();
        if (live) {
            builder.setRenderer((progress, length) -> line.length() <= length ? line : line.substring(0, length));
        }
        return builder.build();
    }

    @Override
    public boolean isShown() {
        return bar != null && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
