package io.agender.notifier.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.agender.notifier.rule.Alert;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookOutletTest {

    private static final Alert ALERT = new Alert(
            "id-1",
            "gone",
            "dark for 300s",
            "lobby",
            "Bremen",
            true,
            Instant.parse("2026-11-30T10:00:00Z"),
            Instant.parse("2026-11-30T10:05:00Z"),
            null);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private HttpServer server;
    private WebhookOutlet webhook;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/alerts", exchange -> {
            requests.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        webhook = new WebhookOutlet(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts"), Optional.of("Bearer abc"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void should_post_an_alert_with_its_id() throws IOException {
        webhook.deliver(ALERT);

        assertThat(requests)
                .containsExactly("POST id-1 Bearer abc {\"id\":\"id-1\",\"rule\":\"gone\",\"text\":\"dark for 300s\","
                        + "\"camera\":\"lobby\",\"site\":\"Bremen\",\"state\":\"RAISED\","
                        + "\"since\":\"2026-11-30T10:00:00Z\",\"at\":\"2026-11-30T10:05:00Z\",\"figure\":null}");
        assertThat(webhook.trouble()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 429, 500, 503})
    void should_not_take_another_answer_for_a_yes_and_say_so_until_it_is_taken(int answer) throws IOException {
        status.set(answer);
        assertThatThrownBy(() -> webhook.deliver(ALERT)).hasMessageContaining("it answers " + answer);
        assertThat(webhook.trouble()).hasValueSatisfying(why -> assertThat(why).contains("" + answer));

        status.set(200);
        webhook.deliver(ALERT);
        assertThat(webhook.trouble()).isEmpty();
    }

    @Test
    void should_say_that_nobody_answers() {
        server.stop(0);
        assertThatThrownBy(() -> webhook.deliver(ALERT)).isInstanceOf(IOException.class);
        assertThat(webhook.trouble()).isPresent();
    }
}
