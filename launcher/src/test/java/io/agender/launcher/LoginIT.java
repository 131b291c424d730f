package io.agender.launcher;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agender.schemas.Topic;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what from the broker and the registry of a run, on a machine that has other users too. */
class LoginIT {

    private static final String STAYS = "The dashboard stays open at ";
    private static final Pattern REGISTRY_PASSWORD =
            Pattern.compile("apicurio\\.registry\\.auth\\.password: '([^']+)'");
    private static final Pattern BROKER_PASSWORD = Pattern.compile("sasl\\.jaas\\.config: '.* password=\"([^\"]+)\"");
    private static final Pattern REGISTRY = Pattern.compile("registry\\.url: '([^']+)'");

    @TempDir
    Path folder;

    private Path data;
    private Process run;

    @BeforeEach
    void startARunThatStays() throws Exception {
        data = folder.resolve("data");
        run = new ProcessBuilder(List.of(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dagender.home=" + Path.of("..").toAbsolutePath().normalize(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.agender.launcher.Main",
                        "run",
                        Truth.SAMPLES.resolve("door.mp4").toString(),
                        "--debug",
                        "--stay",
                        "--dashboard-port",
                        "0",
                        "--data-dir",
                        data.toString(),
                        "--output",
                        folder.resolve("out").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(ofSeconds(120)).until(() -> !run.isAlive() || log().contains(STAYS));
        assertThat(run.isAlive()).as(log()).isTrue();
    }

    @AfterEach
    void stopWhatIsLeft() {
        run.descendants().forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly();
    }

    @Test
    void should_give_the_owner_everything_and_others_nothing_and_tell_nobody_the_password() throws Exception {
        Properties owner = properties(data.resolve("client.properties"));
        assertThat(log()).contains("How your own tools reach them is in " + data.resolve("client.properties") + ".");
        assertThat(faces()).isEqualTo(Truth.of("door").frames());
        ownerReads(owner);
        othersAreRefusedByTheBroker(owner);
        othersAreRefusedByTheRegistry();
        ownersCommandWorks();
        nobodyIsToldThePassword();

        new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start().waitFor();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(log()).isZero();
        assertThat(data.resolve("client.properties")).doesNotExist();
        assertThat(data.resolve("agender.yaml")).doesNotExist();
    }

    private static void ownerReads(Properties owner) {
        TopicPartition frames = new TopicPartition(Topic.FRAMES, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(owner, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThat(consumer.endOffsets(List.of(frames)).get(frames)).isPositive();
        }
    }

    private void othersAreRefusedByTheBroker(Properties owner) throws Exception {
        String broker = owner.getProperty("bootstrap.servers");
        String controller = controller(owner);
        String line = owner.getProperty("sasl.jaas.config");
        for (Map<String, String> door :
                List.of(Map.of("bootstrap.servers", broker), Map.of("bootstrap.controllers", controller))) {
            assertThatThrownBy(() -> describe(door, Map.of()))
                    .as("nobody at %s", door)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            for (String guess : List.of("agender", found(REGISTRY_PASSWORD))) {
                Map<String, String> guessing = Map.of(
                        "security.protocol",
                        owner.getProperty("security.protocol"),
                        "sasl.mechanism",
                        owner.getProperty("sasl.mechanism"),
                        "sasl.jaas.config",
                        line.replace(found(BROKER_PASSWORD), guess));
                assertThatThrownBy(() -> describe(door, guessing))
                        .as("a guess at %s", door)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    private static void describe(Map<String, String> door, Map<String, String> login) throws Exception {
        Map<String, Object> all = new HashMap<>(door);
        all.putAll(login);
        all.put("request.timeout.ms", 3000);
        all.put("default.api.timeout.ms", 3000);
        try (Admin admin = Admin.create(all)) {
            admin.describeCluster().nodes().get();
        }
    }

    /** Where the controller listens, which only the owner is told. */
    private static String controller(Properties owner) throws Exception {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(owner)) {
            String voters = admin.describeConfigs(List.of(broker))
                    .all()
                    .get()
                    .get(broker)
                    .get("controller.quorum.voters")
                    .value();
            return voters.substring(voters.indexOf('@') + 1);
        }
    }

    private void othersAreRefusedByTheRegistry() throws Exception {
        String registry = found(REGISTRY);
        String subjects = registry + "/apis/ccompat/v7/subjects";
        for (String path : List.of(
                "/",
                "/apis",
                "/apis/registry/v3/system/info",
                "/apis/registry/v3/search/artifacts",
                "/apis/registry/v3/admin/export",
                "/apis/registry/v2/system/info",
                "/apis/ccompat/v7/subjects",
                "//apis/ccompat/v7/subjects",
                "/apis/ccompat/v7/../v7/subjects",
                "/apis/ccompat/v7/subjects;a=b",
                "/ui",
                "/metrics",
                "/health",
                "/health/ready",
                "/q/dev")) {
            assertThat(get(registry + path, "").statusCode()).as(path).isEqualTo(401);
            for (String guess : List.of("agender", found(BROKER_PASSWORD))) {
                assertThat(get(registry + path, "agender:" + guess).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
        }
        HttpRequest writing = HttpRequest.newBuilder(URI.create(subjects + "/notes-value/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\": \"\\\"string\\\"\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(writing, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(subjects, "agender:" + found(REGISTRY_PASSWORD)).body())
                .contains(Topic.FRAMES + "-value")
                .doesNotContain("notes");
    }

    private static HttpResponse<String> get(String address, String login) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (!login.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void ownersCommandWorks() {
        Agender produced = Agender.run(
                "produce",
                Truth.SAMPLES.resolve("door.mp4").toString(),
                "--limit",
                "3",
                "--config",
                data.resolve("agender.yaml").toString());
        assertThat(produced.exitCode()).as(produced.toString()).isZero();
        assertThat(produced.toString()).doesNotContain(passwords());
    }

    private void nobodyIsToldThePassword() throws IOException {
        for (String file : List.of("client.properties", "agender.yaml")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .isEqualTo("rw-------");
        }
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(run.toHandle()), run.descendants()).toList();
        assertThat(processes).hasSizeGreaterThan(1); // the registry is a process of its own
        for (ProcessHandle process : processes) {
            assertThat(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline")))
                    .doesNotContain(passwords());
        }
        assertThat(log()).doesNotContain(passwords());
        assertThat(Files.readString(data.resolve("registry/registry.log"))).doesNotContain(passwords());
    }

    private String[] passwords() {
        return new String[] {found(BROKER_PASSWORD), found(REGISTRY_PASSWORD)};
    }

    private String found(Pattern setting) {
        try {
            Matcher matcher = setting.matcher(Files.readString(data.resolve("agender.yaml")));
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long faces() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("out/faces.jsonl"))) {
            return lines.count();
        }
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
