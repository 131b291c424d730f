package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does not load that has no use for it: that would be time at the start of each. */
class LeanRunIT {

    /** Packages and classes of the page, of annotated videos, of exports and services, of measurements, of other logs. */
    private static final List<String> NOT_NEEDED = List.of(
            " io.javalin.",
            " org.eclipse.jetty.",
            " io.agender.dashboard.http.DashboardServer ",
            " io.agender.dashboard.picture.",
            " io.agender.vision.export.",
            " org.bytedeco.javacv.",
            " java.awt.",
            " io.agender.notifier.rule.",
            " io.agender.audit.window.",
            " io.agender.benchmarks.PipelineBench ",
            " org.apache.parquet.",
            " org.apache.logging.log4j.core.appender.");

    @TempDir
    Path folder;

    @Test
    void should_load_nothing_of_the_page_nor_of_videos_when_it_is_to_have_neither() throws Exception {
        Checkout checkout = Checkout.make(folder, "checkout");
        Path log = folder.resolve("loaded");
        try {
            int exitCode = checkout.run(
                    "./agender run samples/door.mp4 --limit 20 --no-video --no-dashboard --output ../out",
                    Map.of("AGENDER_JAVA_OPTS", "-Xlog:class+load:file=" + log + "::filecount=0"));

            assertThat(exitCode).as(checkout.log()).isZero();
        } finally {
            checkout.removeLinks();
        }
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains(" io.agender.launcher.run.PipelineRun "));
        assertThat(loaded).noneMatch(line -> NOT_NEEDED.stream().anyMatch(line::contains));
    }
}
