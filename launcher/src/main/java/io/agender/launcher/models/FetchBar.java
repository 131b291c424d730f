package io.agender.launcher.models;

import io.agender.launcher.Shown;
import io.agender.models.fetch.FetchProgress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows what is being fetched: a bar on a terminal, a line for each file elsewhere. Belongs to one thread. */
public final class FetchBar implements FetchProgress, AutoCloseable {

    private static final int MEGABYTE = 1_000_000;

    private final PrintWriter out;
    private final boolean terminal;
    private ProgressBar bar;

    public FetchBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void begin(String file, String source, long total) {
        if (!terminal) {
            out.println(Shown.line("fetching " + file + " from " + source));
            out.flush();
            return;
        }
        bar = new ProgressBarBuilder()
                .setTaskName(file)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" MB", MEGABYTE)
                .setUpdateIntervalMillis(200)
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void at(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
        }
    }

    @Override
    public void end() {
        close();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
