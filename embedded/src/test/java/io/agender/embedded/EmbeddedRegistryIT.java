package io.agender.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.HttpServer;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.UndecodableRecordPolicy;
import io.agender.runtime.http.Strangers;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class EmbeddedRegistryIT {

    static final Path APPLICATION = Path.of("target", "registry");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path shared;

    private static EmbeddedRegistry registry;

    @TempDir
    Path data;

    @BeforeAll
    static void start() {
        registry = EmbeddedRegistry.start(new RegistryConfig(APPLICATION, shared, 0))
                .awaitReady(PATIENCE);
    }

    /** Behind a semicolon H2 takes settings and SQL from an address, and Quarkus replaces expressions in it. */
    @Test
    void should_take_a_folder_for_nothing_but_a_folder() throws Exception {
        Path folder = Files.createDirectories(data.resolve("a;INIT=SHUTDOWN;b ${user.home}"));
        try (EmbeddedRegistry odd = EmbeddedRegistry.start(new RegistryConfig(APPLICATION, folder, 0))
                .awaitReady(PATIENCE)) {
            assertThat(odd.url()).isNotBlank();
            assertThat(folder.resolve("schemas.mv.db")).isNotEmptyFile();
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        assertThat(ProcessHandle.of(registry.pid())).isEmpty();
    }

    @Test
    void should_answer_while_many_have_sent_half_a_request() throws Exception {
        try (Strangers strangers = new Strangers(URI.create(registry.url()).getPort())) {
            for (int stranger = 0; stranger < 100; stranger++) {
                strangers.send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nX-Half: ");
            }
            registry.awaitReady(Duration.ofSeconds(10));
        }
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(Topic.FRAMES, Samples.frame()),
                arguments(Topic.FACES, Samples.faces()),
                arguments(Topic.SUMMARY, Samples.summary()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <T extends SpecificRecord> void should_write_the_wire_format_that_confluent_clients_read(String topic, T value)
            throws Exception {
        CcompatClient confluent = new CcompatClient(registry.url());
        byte[] bytes;
        try (Serde<T> serde = AvroSerdes.of(typeOf(value), SerdeConfig.of(registry.url()))) {
            bytes = serde.serializer().serialize(topic, value);
            assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(value);
        }

        assertThat(bytes[0]).isZero();
        Schema ofTheId = confluent.get("schemas/ids/" + idIn(bytes)).schema();
        assertThat(ofTheId).isEqualTo(value.getSchema());
        CcompatClient.Answer latest = confluent.get("subjects/" + topic + "-value/versions/latest");
        assertThat(latest.body().get("id").asInt()).isEqualTo(idIn(bytes));
        assertThat(latest.body().path("references")).isEmpty();
        assertThat(latest.schema()).isEqualTo(value.getSchema());
    }

    @Test
    void should_make_one_subject_per_topic_and_none_for_nested_types() throws Exception {
        for (Arguments each : values().toList()) {
            serialize(registry, (String) each.get()[0], (SpecificRecord) each.get()[1]);
        }
        assertThat(new CcompatClient(registry.url()).get("subjects").body())
                .extracting(name -> name.asText())
                .filteredOn(name -> name.startsWith("agender."))
                .containsExactlyInAnyOrder("agender.frames-value", "agender.faces-value", "agender.summary-value");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void should_take_new_fields_only_with_a_default(String topic, SpecificRecord value) throws Exception {
        CcompatClient confluent = new CcompatClient(registry.url());
        String subject = "evolution." + topic + "-value";
        assertThat(confluent
                        .postSchema("subjects/" + subject + "/versions", value.getSchema())
                        .status())
                .isEqualTo(200);
        assertThat(confluent
                        .put("config/" + subject, Map.of("compatibility", "BACKWARD"))
                        .status())
                .isEqualTo(200);

        assertThat(isCompatible(confluent, subject, value.getSchema())).isTrue();
        assertThat(isCompatible(confluent, subject, withField(value.getSchema(), true)))
                .isTrue();
        assertThat(isCompatible(confluent, subject, withField(value.getSchema(), false)))
                .isFalse();
        assertThat(confluent
                        .postSchema("subjects/" + subject + "/versions", withField(value.getSchema(), false))
                        .status())
                .isEqualTo(409);
        assertThat(confluent
                        .postSchema("subjects/" + subject + "/versions", withField(value.getSchema(), true))
                        .status())
                .isEqualTo(200);
    }

    static Stream<Arguments> refusedRecords() {
        byte[] good = serialize(registry, Topic.FRAMES, Samples.frame());
        byte[] magic = good.clone();
        magic[0] = 7;
        byte[] garbled = good.clone();
        Arrays.fill(garbled, 5, garbled.length, (byte) 0x81);
        return Stream.of(
                arguments("wrong first byte", magic),
                arguments(
                        "unknown id",
                        ByteBuffer.wrap(good.clone()).putInt(1, 4711).array()),
                arguments("cut off", Arrays.copyOf(good, good.length - 6)),
                arguments("too short for an id", Arrays.copyOf(good, 3)),
                arguments("garbled", garbled),
                arguments("another topic's record", serialize(registry, Topic.FACES, Samples.faces())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedRecords")
    void should_blame_the_record_for_bytes_that_can_not_be_read(String what, byte[] bytes) {
        try (Deserializer<Frame> deserializer = AvroSerdes.deserializer(Frame.class, SerdeConfig.of(registry.url()))) {
            assertThat(verdict(catchException(() -> deserializer.deserialize(Topic.FRAMES, bytes))))
                    .isEqualTo(Result.RESUME);
        }
    }

    @Test
    void should_end_with_its_parent_and_keep_ids_for_the_next_start() throws Exception {
        byte[] before;
        try (ChildJvm child = ChildJvm.start(KilledRegistry.class, APPLICATION.toString(), data.toString())) {
            String[] facts = child.await("registry").split(" ");
            ProcessHandle process = ProcessHandle.of(Long.parseLong(facts[0])).orElseThrow();
            try (Serializer<SpecificRecord> serializer = AvroSerdes.serializer(SerdeConfig.of(facts[1]))) {
                serializer.serialize(Topic.FACES, Samples.faces());
                before = serializer.serialize(Topic.FRAMES, Samples.frame());
            }
            try (Deserializer<Frame> forgetful = AvroSerdes.deserializer(Frame.class, forgetting(facts[1]))) {
                forgetful.deserialize(Topic.FRAMES, before);
                child.kill();
                process.onExit().get(20, TimeUnit.SECONDS);
                // a schema that was read once is good for ever, whatever the registry does
                assertThat(forgetful.deserialize(Topic.FRAMES, before)).isEqualTo(Samples.frame());
            }
        }
        try (EmbeddedRegistry again = started(0);
                Deserializer<Frame> deserializer = AvroSerdes.deserializer(Frame.class, SerdeConfig.of(again.url()))) {
            assertThat(serialize(again, Topic.FRAMES, Samples.frame())).isEqualTo(before);
            assertThat(deserializer.deserialize(Topic.FRAMES, before)).isEqualTo(Samples.frame());
        }
    }

    @Test
    void should_blame_the_registry_while_it_is_away_for_schemas_that_are_not_known_yet() {
        byte[] bytes = serialize(registry, Topic.FRAMES, Samples.frame());
        SerdeConfig away = SerdeConfig.of("http://127.0.0.1:" + Ports.free());
        try (Deserializer<Frame> deserializer = AvroSerdes.deserializer(Frame.class, away)) {
            assertThat(verdict(catchException(() -> deserializer.deserialize(Topic.FRAMES, bytes))))
                    .isEqualTo(Result.FAIL);
        }
    }

    @Test
    void should_tell_when_it_dies_and_where_its_log_is() throws Exception {
        try (EmbeddedRegistry dying = EmbeddedRegistry.start(new RegistryConfig(APPLICATION, data, 0))) {
            ProcessHandle.of(dying.pid()).orElseThrow().destroyForcibly();
            assertThatThrownBy(() -> dying.awaitReady(PATIENCE))
                    .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.exitCode())
                            .isEqualTo(ExitCode.KAFKA))
                    .hasMessage("The embedded registry ended by itself (exit code 137); its log is "
                            + data.resolve("registry.log") + ".");
            assertThat(dying.failure().get(10, TimeUnit.SECONDS)).hasMessageContaining("ended by itself");
            assertThat(data.resolve("registry.log")).exists();
        }
    }

    @Test
    void should_name_the_port_that_is_taken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> started(other.getLocalPort()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("Port " + other.getLocalPort() + " for the embedded registry is taken");
        }
    }

    /** Between the choice of a free port and the start of the registry another user's program may take it. */
    @Test
    void should_ask_nobody_else_who_has_the_port_and_tell_him_no_password() throws Exception {
        RegistryConfig config = new RegistryConfig(APPLICATION, data, 0, Optional.of(Login.random()));
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(Ports.LOOPBACK, 0), 0);
        other.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("Authorization"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        other.start();
        int port = other.getAddress().getPort();
        Process process = RegistryProcess.hosted(config, port).start();
        try {
            assertThatThrownBy(() ->
                            RegistryHealth.await(process, "http://" + Ports.LOOPBACK + ":" + port, config, PATIENCE))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("ended by itself");
            assertThat(asked).isEmpty();
        } finally {
            other.stop(0);
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void should_refuse_a_data_directory_that_another_registry_uses() {
        assertThatThrownBy(() -> EmbeddedRegistry.start(new RegistryConfig(APPLICATION, shared, 0)))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The data directory " + shared + " is in use by process ");
    }

    @Test
    void should_say_that_the_application_is_missing() {
        assertThatThrownBy(() -> EmbeddedRegistry.start(new RegistryConfig(data.resolve("nothing"), data, 0)))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The schema registry's application is not in " + data.resolve("nothing"));
    }

    /** Settings that ask the registry again for every record, where 30 s is usual. */
    private static SerdeConfig forgetting(String url) {
        return SerdeConfig.of(
                url,
                SerdeConfig.DEFAULT_SERIALIZER,
                SerdeConfig.DEFAULT_DESERIALIZER,
                Map.of("apicurio.registry.check-period-ms", "1"));
    }

    private EmbeddedRegistry started(int port) {
        EmbeddedRegistry started = EmbeddedRegistry.start(new RegistryConfig(APPLICATION, data, port));
        try {
            return started.awaitReady(PATIENCE);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static byte[] serialize(EmbeddedRegistry registry, String topic, SpecificRecord value) {
        try (Serializer<SpecificRecord> serializer = AvroSerdes.serializer(SerdeConfig.of(registry.url()))) {
            return serializer.serialize(topic, value);
        }
    }

    private static int idIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<T> typeOf(T value) {
        return (Class<T>) value.getClass();
    }

    private static boolean isCompatible(CcompatClient confluent, String subject, Schema schema) throws Exception {
        return confluent
                .postSchema("compatibility/subjects/" + subject + "/versions/latest", schema)
                .body()
                .get("is_compatible")
                .asBoolean();
    }

    private static Schema withField(Schema record, boolean hasDefault) {
        SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record(record.getName())
                .namespace(record.getNamespace())
                .fields();
        record.getFields().forEach(field -> {
            SchemaBuilder.FieldBuilder<Schema> copy = fields.name(field.name());
            if (field.hasDefaultValue()) {
                copy.type(field.schema())
                        .withDefault(
                                field.defaultVal() == org.apache.avro.JsonProperties.NULL_VALUE
                                        ? null
                                        : field.defaultVal());
            } else {
                copy.type(field.schema()).noDefault();
            }
        });
        return hasDefault
                ? fields.name("addedLater").type().intType().intDefault(0).endRecord()
                : fields.name("addedLater").type().intType().noDefault().endRecord();
    }

    private static Result verdict(Exception error) {
        UndecodableRecordPolicy policy = new UndecodableRecordPolicy();
        policy.configure(Map.of());
        DefaultErrorHandlerContext where = new DefaultErrorHandlerContext(
                null, Topic.FRAMES, 0, 1, new RecordHeaders(), "frames", new TaskId(0, 0), 0, null, null);
        return policy.handleError(where, new ConsumerRecord<>(Topic.FRAMES, 0, 1, null, null), error)
                .result();
    }
}
