package io.agender.launcher.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a run is: a bar on a terminal, a line every few seconds elsewhere. Frames a second are counted from the
 * first analysed frame, so that starting the networks is not held against them. Belongs to one thread.
 */
final class RunProgress implements AutoCloseable {

    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final ProgressBar bar;
    private final long expected;
    private long firstFrameNanos;
    private long lastLineNanos = System.nanoTime();

    /**
     * @param terminal whether a person looks at a terminal
     * @param expected how many frames there will be, as far as the sources know; 0 if unknown
     */
    RunProgress(PrintWriter out, boolean terminal, long expected) {
        this.out = out;
        this.expected = expected;
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("analysed")
                        .setInitialMax(expected > 0 ? expected : -1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(" frames", 1)
                        .setUpdateIntervalMillis(200)
                        .clearDisplayOnFinish()
                        .build()
                : null;
    }

    /** Shows the present totals. */
    void show(RunAccount.Totals totals) {
        long now = System.nanoTime();
        if (firstFrameNanos == 0 && totals.accounted() > 0) {
            firstFrameNanos = now;
        }
        if (bar != null) {
            bar.stepTo(totals.accounted());
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    " sent %d, faces %d%s, %.1f fps",
                    totals.sent(),
                    totals.faces(),
                    late(totals),
                    rate(totals, now)));
        } else if (now - lastLineNanos >= LINE_INTERVAL.toNanos()) {
            lastLineNanos = now;
            out.println(line(totals, now));
            out.flush();
        }
    }

    String line(RunAccount.Totals totals, long now) {
        double rate = rate(totals, now);
        String left = rate > 0 && expected > totals.accounted()
                ? String.format(Locale.ROOT, ", %.0f s left", (expected - totals.accounted()) / rate)
                : "";
        return String.format(
                Locale.ROOT,
                "sent %d%s, analysed %d, faces %d%s, %.1f frames/s%s",
                totals.sent(),
                expected > 0 ? " of " + expected : "",
                totals.accounted(),
                totals.faces(),
                late(totals),
                rate,
                left);
    }

    /** Frames that count nowhere are told while there is time to stop and set a clock right. */
    private static String late(RunAccount.Totals totals) {
        return totals.late() == 0 ? "" : String.format(Locale.ROOT, ", too late %d", totals.late());
    }

    /** Frames a second since the first one came back. */
    double rate(RunAccount.Totals totals, long now) {
        return firstFrameNanos == 0 || now == firstFrameNanos ? 0 : totals.accounted() * 1e9 / (now - firstFrameNanos);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
