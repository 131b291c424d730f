package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusServerTest {

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
        health.watch("streams", () -> true);
        assertThat(get("/health/ready").body())
                .isEqualTo("{\"ready\":false,\"parts\":{\"models\":false,\"streams\":true}}\n");

        health.watch("models", () -> true);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        health.watch("streams", () -> false);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
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

    private HttpResponse<String> get(String path) throws Exception {
        return ask("GET", path);
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
