package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.agender.program.CommandException;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.SerdeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachabilityTest {

    private static final String CONFLUENT = "io.confluent.kafka.serializers.KafkaAvroDeserializer";

    private HttpServer server;

    @BeforeEach
    void startAServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/", 404);
        server.start();
    }

    @AfterEach
    void stopIt() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        SerdeConfig.DEFAULT_DESERIALIZER + ", /apis/registry/v3/system/info",
        CONFLUENT + ", /config",
        "org.example.OurOwnDeserializer, /"
    })
    void should_find_a_registry_where_its_own_page_is(String deserializer, String page) {
        answer(page, 200);

        assertThatCode(() -> Reachability.checkRegistry(kafka(deserializer))).doesNotThrowAnyException();
    }

    @Test
    void should_ask_a_registry_that_is_silent_again_as_long_as_it_is_told_to() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        server.createContext("/apis/registry/v3/system/info", exchange -> {
            if (questions.incrementAndGet() > 2) {
                exchange.sendResponseHeaders(200, -1);
            }
            exchange.close();
        });
        KafkaConfig kafka = kafka(SerdeConfig.DEFAULT_DESERIALIZER);

        assertThatThrownBy(() -> Reachability.awaitRegistry(kafka, Duration.ZERO))
                .hasMessageStartingWith("No schema registry answers at ");
        Reachability.awaitRegistry(kafka, Duration.ofMinutes(1));

        assertThat(questions).hasValueGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 503})
    void should_leave_it_to_the_serializer_to_log_in_and_to_wait(int status) {
        answer("/apis/registry/v3/system/info", status);

        assertThatCode(() -> Reachability.checkRegistry(kafka(SerdeConfig.DEFAULT_DESERIALIZER)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {SerdeConfig.DEFAULT_DESERIALIZER, CONFLUENT})
    void should_not_take_any_web_server_for_a_registry(String deserializer) {
        assertThatThrownBy(() -> Reachability.checkRegistry(kafka(deserializer)))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("No schema registry answers at " + url() + "; check --registry-url (")
                .hasMessageEndingWith(" answers 404).");
    }

    @ParameterizedTest
    @CsvSource({
        "302, , answers 302 and sends us to /login).",
        "307, text/html, answers 307 and sends us to /login).",
        "200, text/html; charset=utf-8, answers with a web page)."
    })
    void should_not_take_a_login_page_for_a_registry(int status, String type, String reason) {
        server.createContext("/apis/registry/v3/system/info", exchange -> {
            if (type != null) {
                exchange.getResponseHeaders().set("Content-Type", type);
            }
            exchange.getResponseHeaders().set("Location", "/login");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> Reachability.checkRegistry(kafka(SerdeConfig.DEFAULT_DESERIALIZER)))
                .isInstanceOf(CommandException.class)
                .hasMessageEndingWith(reason);
    }

    @ParameterizedTest
    @CsvSource({"broker, 2", "broker:port, 2", "no-such-broker.invalid:9092, 3"})
    void should_tell_addresses_that_are_none_from_brokers_that_are_away(String servers, int exitCode) {
        KafkaConfig kafka = KafkaConfig.from(new Settings(Map.of(KafkaConfig.BOOTSTRAP_SERVERS, servers)));

        assertThatThrownBy(() -> Reachability.checkBrokers(kafka))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(exitCode))
                .hasMessageContaining("bootstrap.servers");
    }

    private void answer(String page, int status) {
        if (page.equals("/") && status != 404) {
            server.removeContext("/");
        }
        server.createContext(page, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private KafkaConfig kafka(String deserializer) {
        return KafkaConfig.from(new Settings(Map.of(
                KafkaConfig.REGISTRY_URL,
                url(),
                KafkaConfig.VALUE_SERIALIZER,
                deserializer.replace("Deserializer", "Serializer"),
                KafkaConfig.VALUE_DESERIALIZER,
                deserializer)));
    }
}
