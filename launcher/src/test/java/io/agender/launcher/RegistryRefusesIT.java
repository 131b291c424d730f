package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command says, and ends with, when a registry refuses or something else answers at its address. */
class RegistryRefusesIT {

    /** Of a schema that nobody has met yet. */
    private static final byte[] RECORD = {0, 0, 0, 0, 7, 2, 2};

    private static EmbeddedPlatform cluster;
    private static HttpServer registry;
    private static final ExecutorService threads = Executors.newCachedThreadPool();
    private static volatile Answer answer;

    private record Answer(int status, String type, String body) {}

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedPlatform.open(
                PlatformConfig.temporary(Path.of("../embedded/target/registry")).withoutLogin());
        assertThat(Agender.runAt(cluster, "topics", "create").exitCode()).isZero();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (String topic : List.of("agender.frames", "agender.faces", "agender.summary")) {
                producer.send(new ProducerRecord<>(topic, "door", RECORD)).get();
            }
        }
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.setExecutor(threads);
        registry.createContext("/", RegistryRefusesIT::answer);
        registry.start();
    }

    @AfterAll
    static void stop() {
        registry.stop(0);
        threads.shutdownNow();
        cluster.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Location", "/login");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static Stream<Arguments> refusals() {
        List<Answer> answers = List.of(
                new Answer(401, "application/json", "{\"status\":401,\"name\":\"NotAuthorized\",\"title\":\"who?\"}"),
                new Answer(403, "application/json", "{\"status\":403,\"name\":\"Forbidden\",\"title\":\"no\"}"),
                new Answer(403, "text/html", "<html>no</html>"),
                new Answer(409, "application/json", "{\"status\":409,\"name\":\"RuleViolationException\"}"),
                new Answer(302, "text/html", "<html>moved</html>"),
                new Answer(404, "text/html", "<html>no such page</html>"),
                new Answer(200, "text/html", "<html>log in</html>"),
                new Answer(200, "application/json", "log in"));
        return answers.stream().flatMap(each -> Stream.of("produce", "process", "aggregate", "dashboard", "verify")
                .map(command -> arguments(each, command)));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("refusals")
    void should_be_one_sentence_and_exit_code_3(Answer refusal, String command) {
        answer = refusal;

        Agender ended = Agender.run(commandLine(command));

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(ExitCode.KAFKA);
        assertThat(ended.err().lines().toList())
                .as(ended.toString())
                .singleElement()
                .asString()
                .startsWith("agender: ")
                .contains("registry", url())
                .endsWith(".")
                .doesNotContain("Exception", "io.apicurio");
    }

    private static String[] commandLine(String command) {
        List<String> addresses =
                List.of(command, "--bootstrap-servers", cluster.bootstrapServers(), "--registry-url", url());
        List<String> own =
                switch (command) {
                    case "produce" -> List.of(Truth.SAMPLES.resolve("door.mp4").toString(), "--limit", "1");
                    case "dashboard" -> List.of("--port", "0");
                    default -> List.of();
                };
        return Stream.concat(addresses.stream(), own.stream()).toArray(String[]::new);
    }

    private static String url() {
        return "http://localhost:" + registry.getAddress().getPort();
    }
}
