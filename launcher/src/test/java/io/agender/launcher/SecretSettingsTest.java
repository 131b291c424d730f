package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agender.launcher.settings.KnownSettings;
import io.agender.launcher.settings.SettingsManual;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.text.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that can hold a secret, given so that something goes wrong: none of what is said holds it. */
class SecretSettingsTest {

    private static final String SECRET = "hunter2";

    /** Of Kafka's type for secrets, but known to everybody. */
    private static final List<String> PUBLIC = List.of("certificate.chain", "truststore.certificates");

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        String door = Truth.SAMPLES.resolve("door.mp4").toString();
        return Stream.of(
                // What Kafka's clients can't work with.
                kafka("sasl.jaas.config=hunter2"),
                kafka("sasl.jaas.config=x.PlainLoginModule hunter2 username=root;"),
                kafka("sasl.jaas.config=x.PlainLoginModule required username=\"root\" password=\"hunter2\""),
                kafka("sasl.jaas.config=x.PlainLoginModule required username=root hunter2;"),
                kafka("producer.sasl.jaas.config=x.PlainLoginModule required hunter2;"),
                kafka(
                        "security.protocol=SASL_PLAINTEXT",
                        "sasl.mechanism=PLAIN",
                        "sasl.jaas.config=org.example.NoLoginModule required password=\"hunter2\";"),
                kafka(
                        "security.protocol=SSL",
                        "ssl.keystore.type=PEM",
                        "ssl.keystore.key=hunter2",
                        "ssl.keystore.certificate.chain=x"),
                kafka("security.protocol=SSL", "ssl.truststore.location=pom.xml", "ssl.truststore.password=hunter2"),
                kafka(
                        "security.protocol=SSL",
                        "ssl.keystore.location=pom.xml",
                        "ssl.keystore.password=hunter2",
                        "ssl.key.password=hunter2"),
                // Arguments that belong nowhere.
                mistake(ExitCode.BAD_INPUT, "process", "--kafka", "hunter2"),
                mistake(ExitCode.BAD_INPUT, "process", "--dashboard-token=hunter2"),
                mistake(ExitCode.BAD_INPUT, "process", "--dashboard.token", "password=hunter2"),
                mistake(ExitCode.BAD_INPUT, "process", "http://root:hunter2@reg"),
                mistake(ExitCode.BAD_INPUT, "process", "http://cam/a?pw=hunter2"),
                // The dashboard's token.
                mistake(ExitCode.BAD_INPUT, "dashboard", "--config", "token.yml"),
                // Cameras.
                camera("rtsp://root:hunter2@127.0.0.1:1/a"),
                camera("rtsp://127.0.0.1:1/a?pw=hunter2"),
                camera("http://root:hunter2@127.0.0.1:1/a"),
                camera("http://127.0.0.1:1/a?token=hunter2"),
                camera("http://127.0.0.1:1/a.m3u8?key=hunter2"),
                camera("http://root:hunter2 x@127.0.0.1:1/a"),
                camera("rtsp://127.0.0.1:1/user=root_password=hunter2_channel=1"),
                mistake(ExitCode.BAD_INPUT, "run", "--camera", "rtsp://root:hunter2@cam/a"),
                mistake(
                        ExitCode.BAD_INPUT,
                        "run",
                        "--camera",
                        "a=" + door,
                        "--camera",
                        "rtsp://root:hunter2@cam=" + door));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void should_keep_it_out_of_every_message(int exitCode, List<String> command) throws IOException {
        Files.writeString(folder.resolve("token.yml"), "dashboard.token: hunter2\n");
        String[] arguments = command.stream()
                .map(argument ->
                        argument.equals("token.yml") ? folder.resolve(argument).toString() : argument)
                .toArray(String[]::new);

        Agender said = Agender.run(arguments);

        assertThat(said.out() + said.err()).isNotBlank().doesNotContain(SECRET);
        assertThat(said.exitCode()).as(said.toString()).isEqualTo(exitCode);
        if (command.stream().noneMatch("process"::equals)) {
            assertThat(said.err().lines()).as(said.err()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://root:hunter2@127.0.0.1:1, 3",
        "http://hunter2@127.0.0.1:1, 3",
        "http://127.0.0.1:1?pw=hunter2, 3",
        "http://127.0.0.1:1?token=hunter2, 3",
        "http://127.0.0.1:1?key=hunter2, 3",
        "http://root:x hunter2@reg, 2",
        "http://root:x/hunter2 x@reg, 2",
        "ftp://root:hunter2@reg, 2",
    })
    void should_keep_it_out_of_what_is_said_of_a_registry(String url, int exitCode) {
        KafkaConfig kafka = KafkaConfig.from(new Settings(Map.of(KafkaConfig.REGISTRY_URL, url)));

        Throwable error = catchThrowable(() -> Reachability.checkRegistry(kafka));

        assertThat(ErrorMessages.of(error)).hasValueSatisfying(sentence -> {
            assertThat(sentence.text()).contains("check --registry-url", "***").doesNotContain(SECRET);
            assertThat(sentence.exitCode()).isEqualTo(exitCode);
        });
        assertThat(ShownTrace.of(error)).doesNotContain(SECRET);
    }

    static Stream<String> names() {
        Stream<ConfigDef> kafka = Stream.of(
                ProducerConfig.configDef(),
                ConsumerConfig.configDef(),
                StreamsConfig.configDef(),
                AdminClientConfig.configDef());
        Stream<String> kafkas = secretsOf(kafka).map(name -> "kafka." + name);
        Stream<String> serdes = Stream.of(
                "serde.apicurio.registry.auth.password",
                "serde.apicurio.registry.auth.client.secret",
                "serde.apicurio.registry.tls.truststore.password",
                "serde.basic.auth.user.info",
                "serde.bearer.auth.token",
                "serde.schema.registry.ssl.key.password");
        return Stream.of(secretsOf(KnownSettings.DEFINITIONS.stream()), kafkas, serdes)
                .flatMap(all -> all);
    }

    private static Stream<String> secretsOf(Stream<ConfigDef> definitions) {
        return definitions
                .flatMap(definition -> definition.configKeys().values().stream())
                .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                .map(key -> key.name)
                .filter(name -> PUBLIC.stream().noneMatch(name::contains))
                .distinct();
    }

    /** As in a line of a file, on a command line, in the environment, in JSON. */
    @ParameterizedTest
    @MethodSource("names")
    void should_be_hidden_wherever_somebody_quotes_it(String name) {
        String variable = "AGENDER_" + name.replace('.', '_').toUpperCase(Locale.ROOT);

        for (String quoted : List.of(
                name + "=" + SECRET,
                name + " = " + SECRET,
                "--kafka " + name + "=" + SECRET,
                variable + "=" + SECRET,
                "{\"" + name + "\": \"" + SECRET + "\"}",
                "{\"" + name + "\":\"" + SECRET + "\"}")) {
            assertThat(Secrets.hidden(quoted)).doesNotContain(SECRET).contains("***");
        }
    }

    @Test
    void should_be_described_without_any_value() {
        assertThat(SettingsManual.markdown()).doesNotContain(SECRET);
        assertThat(Agender.run("settings").out()).isEqualTo(SettingsManual.markdown());
    }

    private static Arguments camera(String address) {
        return mistake(ExitCode.BAD_INPUT, "probe", address);
    }

    private static Arguments kafka(String... settings) {
        List<String> command = new ArrayList<>(List.of("topics", "create", "--bootstrap-servers", "127.0.0.1:1"));
        Arrays.stream(settings).forEach(setting -> command.addAll(List.of("--kafka", setting)));
        return Arguments.of(ExitCode.BAD_INPUT, command);
    }

    private static Arguments mistake(int exitCode, String... command) {
        return Arguments.of(exitCode, List.of(command));
    }
}
