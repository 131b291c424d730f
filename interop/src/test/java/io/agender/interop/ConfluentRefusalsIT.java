package io.agender.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.RegistryException;
import io.agender.schemas.RegistryException.Kind;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a registry's refusals become when Confluent's classes are the ones that meet them. */
class ConfluentRefusalsIT {

    private static final byte[] RECORD = {0, 0, 0, 0, 7, 2, 2, 2};

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader confluent;
    private HttpServer registry;
    private Answer answer;

    private record Answer(int status, String type, String body) {}

    @BeforeEach
    void start() throws IOException {
        URL jar = Path.of("target", "confluent", "confluent.jar").toUri().toURL();
        confluent = new URLClassLoader(new URL[] {jar}, before);
        Thread.currentThread().setContextClassLoader(confluent);
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", this::answer);
        registry.start();
    }

    @AfterEach
    void stop() throws IOException {
        registry.stop(0);
        Thread.currentThread().setContextClassLoader(before);
        confluent.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Location", "/login");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(json(401, 40101), Kind.REFUSED, "does not accept who we are (401: so it is); check its user"),
                arguments(
                        json(403, 40301), Kind.REFUSED, "does not let this user do what it asked for (403: so it is)"),
                arguments(html(403), Kind.REFUSED, "does not let this user do what it asked for (403);"),
                arguments(html(404), Kind.REFUSED, " is no schema registry"),
                arguments(html(302), Kind.REFUSED, " is no schema registry"),
                arguments(html(200), Kind.REFUSED, " is no schema registry"),
                arguments(new Answer(200, "application/json", "log in"), Kind.REFUSED, " is no schema registry"),
                arguments(json(500, 50001), Kind.AWAY, " is there, but can't work (500: so it is)"),
                arguments(html(503), Kind.AWAY, " is there, but can't work (503)"),
                arguments(html(429), Kind.AWAY, "The schema registry at http://localhost:"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void should_be_one_sentence_when_writing_and_when_reading(Answer given, Kind kind, String part) {
        answer = given;

        assertSentence(registering(), kind, part);
        assertSentence(reading(), kind, part);
    }

    @Test
    void should_say_that_the_schema_is_refused() {
        answer = json(409, 409);

        assertSentence(registering(), Kind.REFUSED, " beside the older ones (409: so it is); set that subject's");
    }

    static Stream<Arguments> should_blame_the_record_for_an_id_of_no_use() {
        return Stream.of(arguments(json(404, 40403)), arguments(json(422, 42201)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void should_blame_the_record_for_an_id_of_no_use(Answer given) {
        answer = given;

        assertThat(reading()).isNotNull().isNotInstanceOf(RegistryException.class);
    }

    private Throwable registering() {
        try (Serializer<Frame> serializer = AvroSerdes.serializer(config())) {
            return catchThrowable(() -> AvroSerdes.register(serializer, Frame.class, Topic.FRAMES));
        }
    }

    private Throwable reading() {
        try (Deserializer<Frame> deserializer = AvroSerdes.deserializer(Frame.class, config())) {
            return catchThrowable(() -> deserializer.deserialize(Topic.FRAMES, RECORD));
        }
    }

    private SerdeConfig config() {
        return SerdeConfig.of(
                "http://localhost:" + registry.getAddress().getPort(),
                "io.confluent.kafka.serializers.KafkaAvroSerializer",
                "io.confluent.kafka.serializers.KafkaAvroDeserializer",
                Map.of());
    }

    private static void assertSentence(Throwable error, Kind kind, String part) {
        assertThat(error)
                .isInstanceOfSatisfying(RegistryException.class, known -> assertThat(known.kind())
                        .isEqualTo(kind))
                .hasMessageContaining(part)
                .hasMessageEndingWith(".")
                .message()
                .doesNotContain("Exception", "\n", "java.", "io.confluent");
    }

    private static Answer json(int status, int code) {
        return new Answer(status, "application/json", "{\"error_code\":" + code + ",\"message\":\"so it is\"}");
    }

    private static Answer html(int status) {
        return new Answer(status, "text/html", "<html>log in here</html>");
    }
}
