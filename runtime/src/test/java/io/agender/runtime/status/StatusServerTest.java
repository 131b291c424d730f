package io.agender.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agender.runtime.config.SettingsException;
import io.agender.runtime.http.Strangers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusServerTest {

    private final AtomicBoolean streams = new AtomicBoolean(true);
    private final ServiceHealth health = new ServiceHealth(List.of("models", "streams"));
    private final StatusServer server = StatusServer.open(loopback(0), health, () -> "agender_frames 7\n");

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void should_be_alive_before_it_is_ready() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void should_be_ready_when_all_its_parts_are_and_name_those_that_are_not() throws Exception {
        health.watch("streams", streams::get, "Stores are being \"rebuilt\".");
        assertThat(get("/health/ready").body())
                .isEqualTo("{\"ready\":false,\"parts\":{\"models\":false,\"streams\":true},"
                        + "\"why\":{\"models\":\"It is still being started.\"}}\n");

        health.watch("models", Optional::empty);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        streams.set(false);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body())
                .endsWith("\"why\":{\"streams\":\"Stores are being \\\"rebuilt\\\".\"}}\n");
    }

    @Test
    void should_hand_out_the_figures() throws Exception {
        HttpResponse<String> figures = get("/metrics");

        assertThat(figures.body()).isEqualTo("agender_frames 7\n");
        assertThat(figures.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /, 404",
        "GET, /health/ready/x, 404",
        "GET, /metrics/../etc/passwd, 404",
        "POST, /metrics, 405",
        "HEAD, /health/live, 200"
    })
    void should_answer_nothing_else(String method, String path, int status) throws Exception {
        assertThat(ask(method, path).statusCode()).isEqualTo(status);
    }

    @Test
    void should_say_that_its_port_is_taken() {
        InetSocketAddress taken = loopback(server.port());
        assertThatThrownBy(() -> StatusServer.open(taken, health, () -> ""))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(":" + server.port())
                .hasMessageEndingWith("choose another http.port or http.host.");
    }

    @Test
    void should_answer_while_many_have_sent_half_a_request() throws Exception {
        try (Strangers strangers = new Strangers(server.port())) {
            for (int stranger = 0; stranger < 300; stranger++) {
                strangers.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Half: ");
            }
            strangers.send("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf");
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            assertThat(get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void should_answer_while_many_do_not_read_their_answer() throws Exception {
        String large = "x".repeat(4_000_000);
        try (StatusServer full = StatusServer.open(loopback(0), health, () -> large);
                Strangers strangers = new Strangers(full.port())) {
            for (int stranger = 0; stranger < 30; stranger++) {
                strangers.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            assertThat(ask(full.port(), "GET", "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void should_close_on_whoever_does_not_get_to_the_end_of_a_request() throws Exception {
        try (StatusServer hasty = StatusServer.open(loopback(0), health, () -> "", Duration.ofMillis(500));
                Strangers strangers = new Strangers(hasty.port())) {
            Socket trickling = strangers.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                try {
                    trickling.getOutputStream().write("X-More: 1\r\n".getBytes(StandardCharsets.US_ASCII));
                    return false;
                } catch (IOException e) {
                    return true; // it has hung up
                }
            });
            Socket silent = strangers.send("");
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void should_refuse_a_head_that_is_too_large() throws Exception {
        try (Strangers strangers = new Strangers(server.port())) {
            Socket talkative = strangers.send(
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Much: " + "x".repeat(20_000) + "\r\n\r\n");
            assertThat(Strangers.firstLine(talkative)).startsWith("HTTP/1.1 431 ");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: localhost                                      | 200",
                "Host: evil.example                                   | 403",
                "Host: localhost~Sec-Fetch-Site: none                 | 200",
                "Host: localhost~Sec-Fetch-Site: cross-site           | 403",
                "Host: localhost~Sec-Fetch-Site: same-site            | 403",
                "Host: localhost~Origin: http://evil.example          | 403",
            })
    void should_refuse_pages_of_other_sites(String headers, int status) throws Exception {
        try (Strangers strangers = new Strangers(server.port())) {
            Socket page = strangers.send("GET /metrics HTTP/1.1\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n");
            assertThat(Strangers.firstLine(page)).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void should_answer_on_when_the_figures_can_not_be_made() throws Exception {
        try (StatusServer broken = StatusServer.open(loopback(0), health, () -> {
            throw new OutOfMemoryError("for the test");
        })) {
            assertThat(ask(broken.port(), "GET", "/metrics").statusCode()).isEqualTo(500);
            assertThat(ask(broken.port(), "GET", "/health/live").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return ask("GET", path);
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return ask(server.port(), method, path);
    }

    private static HttpResponse<String> ask(int port, String method, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + port + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
