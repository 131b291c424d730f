package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.agender.program.CommandException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdBenchTest {

    @TempDir
    private Path folder;

    private HttpServer dashboard;

    @BeforeEach
    void openADashboard() throws IOException {
        dashboard = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/api/cameras/cold", "{\"live\": {\"people\": 1}}");
        answer("/api/cameras/cold/summary", "{\"windows\": [{\"status\": \"FINAL\"}]}");
        dashboard.start();
    }

    @AfterEach
    void closeTheDashboard() {
        dashboard.stop(0);
    }

    @Test
    void should_run_the_sides_in_turns_with_their_own_options() throws Exception {
        Path script = script("echo \"$AGENDER_JAVA_OPTS|$1 $2 $3\" >> '%s'".formatted(folder.resolve("said")));
        List<ColdBench.Side> sides =
                List.of(new ColdBench.Side("one", script, "-Xint"), new ColdBench.Side("two", script, ""));
        new ColdBench(2).run("clip.mp4", sides, new PrintWriter(new StringWriter()));
        assertThat(folder.resolve("said")).hasContent("""
                        -Xint|run --camera cold=clip.mp4
                        |run --camera cold=clip.mp4
                        -Xint|run --camera cold=clip.mp4
                        |run --camera cold=clip.mp4
                        """);
    }

    @Test
    void should_tell_what_the_dashboard_knew_and_what_the_children_used() throws Exception {
        Path script = script("""
                echo "The dashboard is http://127.0.0.1:%d/ for now."
                bash -c 'for ((i = 0; i < 200000; i++)); do :; done'
                while ! [ -f '%s' ]; do sleep 0.01; done
                """.formatted(dashboard.getAddress().getPort(), folder.resolve("asked")));
        ColdRun run = ColdRun.of(script, "", "clip.mp4");
        assertThat(run.processorSeconds()).isPositive();
        assertThat(run.firstBoxSeconds().orElseThrow()).isPositive().isLessThan(run.wallSeconds());
        assertThat(run.firstFinalSeconds().orElseThrow()).isPositive().isLessThan(run.wallSeconds());
    }

    @Test
    void should_print_a_line_for_each_figure_and_a_dash_for_what_was_not_seen() throws Exception {
        StringWriter out = new StringWriter();
        new ColdBench(1)
                .run("clip.mp4", List.of(new ColdBench.Side("as it is", script("true"), "")), new PrintWriter(out));
        assertThat(out.toString())
                .contains("| as it is |")
                .contains("| first box, s | - |")
                .contains("| processor, s | 0.");
    }

    @Test
    void should_end_with_what_a_run_said_that_failed() throws Exception {
        Path script = script("echo 'agender: clip.mp4 is no video' >&2; exit 2");
        assertThatThrownBy(() -> ColdRun.of(script, "", "clip.mp4"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("ended with 2: agender: clip.mp4 is no video");
    }

    private void answer(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        dashboard.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            if (path.endsWith("summary")) {
                Files.write(folder.resolve("asked"), body);
            }
        });
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("agender"), "#!/usr/bin/env bash\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
