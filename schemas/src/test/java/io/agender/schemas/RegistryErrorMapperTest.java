package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agender.schemas.FakeRegistry.Answer;
import io.agender.schemas.RegistryException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Apicurio's serializers make of answers that a registry, or what stands in its place, can give. */
class RegistryErrorMapperTest {

    private static final byte[] RECORD = {0, 0, 0, 0, 7, 2, 2, 2};
    private static final String PROBLEM =
            "{\"status\":%d,\"name\":\"%s\",\"title\":\"so it is.\",\"detail\":\"X: so it is.\"}";
    private static final String HTML = "<html>log in here</html>";

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        Answer.json(401, problem(401, "NotAuthorized")),
                        Kind.REFUSED,
                        "(401: so it is); check its user"),
                arguments(new Answer(401, null, ""), Kind.REFUSED, " does not accept who we are (401); check its user"),
                arguments(Answer.json(403, problem(403, "Forbidden")), Kind.REFUSED, "does not let this user do what"),
                arguments(new Answer(403, "text/html", HTML), Kind.REFUSED, " is no schema registry"),
                arguments(new Answer(404, "text/html", HTML), Kind.REFUSED, " is no schema registry"),
                arguments(
                        new Answer(404, null, ""),
                        Kind.REFUSED,
                        " is no schema registry, or not the one that the"
                                + " serializers want: it answers 404; check --registry-url"),
                arguments(new Answer(302, "text/html", HTML), Kind.REFUSED, " sends us elsewhere (302); name"),
                arguments(new Answer(200, "text/html", HTML), Kind.REFUSED, " is no schema registry"),
                arguments(new Answer(200, null, ""), Kind.REFUSED, " is no schema registry"),
                arguments(new Answer(204, null, ""), Kind.REFUSED, " is no schema registry"),
                arguments(Answer.json(200, "log in here"), Kind.REFUSED, " is no schema registry"),
                arguments(Answer.json(200, "{\"a\":1}"), Kind.REFUSED, " is no schema registry"),
                arguments(Answer.json(418, "{}"), Kind.REFUSED, " refuses (418); see its log."),
                arguments(Answer.json(500, problem(500, "Oops")), Kind.AWAY, "there, but can't work (500: so it is)"),
                arguments(new Answer(503, "text/html", HTML), Kind.AWAY, " is there, but can't work (503)"),
                arguments(new Answer(429, null, ""), Kind.AWAY, " is there, but can't work (429)"),
                arguments(Answer.NONE, Kind.AWAY, " does not answer (no answer within 2 s)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void should_be_one_sentence_when_writing(Answer answer, Kind kind, String part) throws IOException {
        try (FakeRegistry registry = new FakeRegistry(answer);
                Serializer<Frame> serializer = serializer(registry.url())) {
            assertSentence(
                    catchThrowable(() -> AvroSerdes.register(serializer, Frame.class, Topic.FRAMES)),
                    kind,
                    registry.url(),
                    part);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void should_be_one_sentence_when_reading_and_not_the_records_fault(Answer answer, Kind kind, String part)
            throws IOException {
        try (FakeRegistry registry = new FakeRegistry(answer);
                Deserializer<Frame> deserializer = deserializer(registry.url())) {
            assertSentence(
                    catchThrowable(() -> deserializer.deserialize(Topic.FRAMES, RECORD)), kind, registry.url(), part);
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        Answer.json(409, problem(409, "RuleViolationException")),
                        Kind.REFUSED,
                        " refuses the schema of agender.frames-value beside the older ones (409: so it is); set"),
                arguments(Answer.json(422, problem(422, "Invalid")), Kind.REFUSED, "(422: so it is); check that"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void should_say_why_a_schema_is_refused(Answer answer, Kind kind, String part) throws IOException {
        Answer nothingYet = Answer.json(404, problem(404, "ArtifactNotFoundException"));
        try (FakeRegistry registry = new FakeRegistry(nothingYet, answer);
                Serializer<Frame> serializer = serializer(registry.url())) {
            assertSentence(
                    catchThrowable(() -> AvroSerdes.register(serializer, Frame.class, Topic.FRAMES)),
                    kind,
                    registry.url(),
                    part);
        }
    }

    @Test
    void should_tell_a_conflict_from_a_refusal() {
        RuntimeException error =
                troubles().writing("t", wrapped(new Problem(409, "VersionAlreadyExistsException", "it is there")));

        assertThat(error)
                .isInstanceOfSatisfying(RegistryException.class, known -> assertThat(known.kind())
                        .isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("by several at once, again and again (409: it is there)");
    }

    static Stream<Arguments> should_blame_the_record_for_an_id_of_no_use() {
        return Stream.of(
                arguments(Answer.json(404, problem(404, "ContentNotFoundException"))),
                arguments(Answer.json(422, "{\"error_code\":42201,\"message\":\"no\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void should_blame_the_record_for_an_id_of_no_use(Answer answer) throws IOException {
        try (FakeRegistry registry = new FakeRegistry(answer);
                Deserializer<Frame> deserializer = deserializer(registry.url())) {
            assertThat(catchThrowable(() -> deserializer.deserialize(Topic.FRAMES, RECORD)))
                    .as("the record's fault")
                    .isNotInstanceOf(RegistryException.class);
        }
    }

    @Test
    void should_say_in_words_that_the_registry_does_not_know_the_schema() {
        assertThat(troubles().reading(wrapped(new Problem(404, "ContentNotFoundException", "no"))))
                .hasMessage("The registry does not know the schema whose id the record names.");
    }

    @Test
    void should_name_a_certificate_that_is_not_trusted_and_a_server_that_speaks_no_tls() throws Exception {
        Throwable untrusted = new javax.net.ssl.SSLHandshakeException("PKIX path building failed");
        assertThat(troubles().writing("t", wrapped(untrusted)))
                .hasMessageContaining(
                        "its certificate is not trusted, or ours is not (PKIX path building failed); check");

        try (FakeRegistry registry = new FakeRegistry(new Answer(200, null, ""));
                Serializer<Frame> serializer = serializer(registry.url().replace("http:", "https:"))) {
            assertThat(catchThrowable(() -> AvroSerdes.register(serializer, Frame.class, Topic.FRAMES)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("https://localhost");
        }
    }

    @Test
    void should_say_that_nobody_listens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Deserializer<Frame> deserializer = deserializer("http://user:secret@localhost:" + port)) {
            assertThat(catchThrowable(() -> deserializer.deserialize(Topic.FRAMES, RECORD)))
                    .isInstanceOfSatisfying(RegistryException.class, known -> assertThat(known.kind())
                            .isEqualTo(Kind.AWAY))
                    .hasMessageStartingWith(
                            "The schema registry at http://***@localhost:" + port + " does not answer (");
        }
    }

    @Test
    void should_leave_a_broken_record_a_broken_record() {
        try (Deserializer<Frame> deserializer = deserializer("http://localhost:1")) {
            assertThat(catchThrowable(() -> deserializer.deserialize(Topic.FRAMES, new byte[] {7, 7})))
                    .isNotInstanceOf(RegistryException.class);
        }
        for (RuntimeException error : new RuntimeException[] {
            new IllegalStateException("Unknown magic byte!"),
            new BufferUnderflowException(),
            new SerializationException("holds a Frame where FrameFaces belongs"),
            wrapped(new Problem(0, "", "no status at all"))
        }) {
            assertThat(troubles().reading(error)).isSameAs(error);
        }
    }

    @Test
    void should_say_which_setting_of_the_serializer_is_refused() {
        SerdeConfig config = SerdeConfig.of(
                "http://localhost",
                SerdeConfig.DEFAULT_SERIALIZER,
                SerdeConfig.DEFAULT_DESERIALIZER,
                Map.of("apicurio.registry.auth.username", "somebody"));

        assertThat(catchThrowable(() -> AvroSerdes.serializer(config)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("refuses the settings that begin with serde.")
                .hasMessageContaining("password");
    }

    private static void assertSentence(Throwable error, Kind kind, String url, String part) {
        assertThat(error)
                .isInstanceOfSatisfying(RegistryException.class, known -> assertThat(known.kind())
                        .isEqualTo(kind))
                .hasMessageContaining(url)
                .hasMessageContaining(part)
                .hasMessageEndingWith(".")
                .message()
                .doesNotContain("Exception", "\n", "io.apicurio", "java.");
    }

    private static Serializer<Frame> serializer(String url) {
        SerdeConfig config = SerdeConfig.of(url);
        return new RegisteringSerializer<>(
                config,
                properties -> {
                    io.apicurio.registry.serde.avro.AvroKafkaSerializer<Frame> serializer =
                            new io.apicurio.registry.serde.avro.AvroKafkaSerializer<>();
                    serializer.configure(properties, false);
                    return serializer;
                },
                new Patience(Duration.ofSeconds(2)));
    }

    private static Deserializer<Frame> deserializer(String url) {
        io.apicurio.registry.serde.avro.AvroKafkaDeserializer<Object> deserializer =
                new io.apicurio.registry.serde.avro.AvroKafkaDeserializer<>();
        SerdeConfig config = SerdeConfig.of(url);
        deserializer.configure(config.properties(), false);
        return new TypedDeserializer<>(
                Frame.class,
                deserializer,
                new RegistryErrorMapper(config.address()),
                new Patience(Duration.ofSeconds(2)));
    }

    private static RegistryErrorMapper troubles() {
        return new RegistryErrorMapper("http://localhost:8081");
    }

    private static RuntimeException wrapped(Throwable cause) {
        return new RuntimeException(new RuntimeException(cause));
    }

    private static String problem(int status, String name) {
        return PROBLEM.formatted(status, name);
    }

    /** Tells its status as the errors of Apicurio's client do. */
    public static final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String name;
        private final String title;

        Problem(int status, String name, String title) {
            this.status = status;
            this.name = name;
            this.title = title;
        }

        public int getResponseStatusCode() {
            return status;
        }

        public String getName() {
            return name;
        }

        public String getTitle() {
            return title;
        }
    }
}
