package io.agender.launcher.secure;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.audit.WholeTopics;
import io.agender.embedded.Ports;
import io.agender.program.ExitCode;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All commands, each a process with a user of its own, at a broker that demands TLS and passwords and grants the rights
 * that docs/security.md lists and no others. Each gets its secrets in another of the ways there are.
 */
class SecuredPipelineIT {

    private static final String CAMERA = "test:faces?people=2&fps=10";
    private static final String TOKEN = "the-dashboards-token-" + SecuredCluster.SECRET;
    private static final String PENDING = "agender-inference-processor-pending-changelog";

    @TempDir
    static Path folder;

    private static final Map<String, CommandProcess> SERVICES = new LinkedHashMap<>();
    private static final Map<String, String> FIGURES = new HashMap<>();
    private static final Map<String, List<byte[]>> RECORDS = new TreeMap<>();
    private static final Map<String, Map<String, String>> SETTINGS = new TreeMap<>();
    private static SecuredCluster cluster;
    private static HttpResponse<String> saved;

    @BeforeAll
    static void runThePipeline() throws Exception {
        cluster = SecuredCluster.open(folder);
        cluster.grant(ListedRights.read());

        run("topics", Map.of(), "topics", "create", "--partitions", "2", "--client-config", file("topics"))
                .await();
        int processPort = Ports.free();
        run(
                "process",
                environment("process"),
                "process",
                "--data-dir",
                folder.resolve("process").toString(),
                "--http-port",
                String.valueOf(processPort),
                "--log-format",
                "json");
        int aggregatePort = Ports.free();
        run(
                "aggregate",
                Map.of(),
                "aggregate",
                "--config",
                yaml("aggregate"),
                "--window",
                "5s",
                "--rollups",
                "hourly,daily,weekly",
                "--data-dir",
                folder.resolve("aggregate").toString(),
                "--http-port",
                String.valueOf(aggregatePort));
        int dashboardPort = Ports.free();
        int pagePort = Ports.free();
        run(
                "dashboard",
                Map.of("AGENDER_DASHBOARD_TOKEN", TOKEN),
                "dashboard",
                "--client-config",
                file("dashboard"),
                "--port",
                String.valueOf(pagePort),
                "--http-port",
                String.valueOf(dashboardPort),
                "--log-format",
                "json");
        awaitReady("process", processPort);
        awaitReady("aggregate", aggregatePort);
        awaitReady("dashboard", dashboardPort);
        int producePort = Ports.free();
        List<String> produce = new ArrayList<>(List.of(
                "produce",
                "--camera",
                "lobby=" + CAMERA,
                "--sites",
                "*=Bremen",
                "--duration",
                "12s",
                "--http-port",
                String.valueOf(producePort),
                "--log-format",
                "json"));
        cluster.client("produce").forEach((name, value) -> produce.addAll(List.of("--kafka", name + "=" + value)));
        CommandProcess producer = run("produce", Map.of(), produce.toArray(String[]::new));
        awaitReady("produce", producePort);
        await().atMost(ofSeconds(60)).until(() -> {
            FIGURES.put("produce", get(producePort, "/metrics").body());
            return figure("produce", "agender_frames_sent_total") >= 50;
        });
        await().atMost(ofSeconds(60))
                .until(() -> get(pagePort, "/api/cameras/lobby/frame.jpg").statusCode() == 200);
        saved = save(pagePort);
        producer.await();
        await().atMost(ofSeconds(120)).until(() -> {
            FIGURES.put("process", get(processPort, "/metrics").body());
            FIGURES.put("aggregate", get(aggregatePort, "/metrics").body());
            return figure("process", "agender_frames_analysed_total") >= framesSent();
        });
        await().atMost(ofSeconds(120))
                .until(() -> run("verify", Map.of(), "verify", "--window", "5s", "--client-config", file("verify"))
                        .await()
                        .said()
                        .contains("ALL RECORDS ACCOUNTED FOR"));
        await().atMost(ofSeconds(60)).until(() -> {
            FIGURES.put("dashboard", get(dashboardPort, "/metrics").body());
            return figure("dashboard", "agender_dashboard_windows") >= 2;
        });
        run("read", Map.of(), "read", Topic.SUMMARY, "--client-config", file("read"))
                .await();
        SERVICES.get("dashboard").close();
        SERVICES.get("process").close();
        SERVICES.get("aggregate").close();
        readAll();
    }

    @AfterAll
    static void stopEverything() {
        SERVICES.values().forEach(CommandProcess::close);
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void should_run_from_topics_to_verified_summaries_with_the_rights_that_are_listed() {
        assertThat(SERVICES.get("topics").said()).contains("agender.frames: created");
        assertThat(SERVICES.get("produce").exitCode())
                .as("%s", SERVICES.get("produce"))
                .isZero();
        assertThat(SERVICES.get("verify").exitCode())
                .as("%s", SERVICES.get("verify"))
                .isZero();
        assertThat(SERVICES.get("read").exitCode())
                .as("%s", SERVICES.get("read"))
                .isZero();
        assertThat(SERVICES.get("read").said()).contains("\"cameraId\":\"lobby\"");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
        assertThat(RECORDS.get(Topic.FACES)).hasSizeGreaterThan(80);
        assertThat(RECORDS.get(Topic.SUMMARY)).isNotEmpty();
        assertThat(RECORDS.get(Topic.SUMMARY_HOURLY)).isNotEmpty();
        assertThat(RECORDS.get(Topic.SUMMARY_DAILY)).isNotEmpty();
        assertThat(RECORDS.get(Topic.SUMMARY_WEEKLY)).isNotEmpty();
        assertThat(RECORDS.get(Topic.SUMMARY_BY_SITE)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "aggregate", "dashboard"})
    void should_end_well_when_they_are_stopped(String service) {
        assertThat(SERVICES.get(service).exitCode())
                .as("%s", SERVICES.get(service))
                .isZero();
    }

    @Test
    void should_show_no_password_anywhere() throws Exception {
        run("help", environment("process"), "help", "produce").await();
        run("settings", environment("process"), "settings").await();
        run("option", environment("process"), "process", "--help").await();

        SERVICES.forEach((name, service) ->
                assertThat(service.said()).as(name).isNotEmpty().doesNotContain(SecuredCluster.SECRET));
    }

    @Test
    void should_carry_pixels_in_no_topic_but_frames_and_what_waits_for_a_batch() {
        assertThat(RECORDS.get(Topic.FRAMES)).allMatch(SecuredPipelineIT::holdsAPicture);
        List<String> probes = RECORDS.get(Topic.FRAMES).stream()
                .map(frame -> text(Arrays.copyOfRange(frame, frame.length / 2, frame.length / 2 + 16)))
                .toList();

        RECORDS.forEach((topic, values) -> {
            if (!topic.equals(Topic.FRAMES) && !topic.equals(PENDING)) {
                assertThat(values).as(topic).noneMatch(SecuredPipelineIT::holdsAPicture);
                assertThat(values).as(topic).noneMatch(value -> probes.stream().anyMatch(text(value)::contains));
            }
        });
        assertThat(RECORDS.keySet()).contains(Topic.FACES, Topic.SUMMARY, PENDING);
    }

    @Test
    void should_keep_what_waits_for_a_batch_for_ten_minutes_after_a_crash() {
        assertThat(SETTINGS.get(PENDING))
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("retention.ms", "600000")
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void should_take_the_largest_record_in_every_topic_and_changelog_of_ours() {
        assertThat(SETTINGS)
                .containsKeys(Topic.FACES, Topic.SUMMARY_BY_SITE, "agender-aggregator-cameras-changelog", PENDING)
                .allSatisfy((topic, settings) -> assertThat(settings).containsEntry("max.message.bytes", "8388608"));
    }

    @Test
    void should_write_pixels_into_no_line_of_the_log() {
        List<String> probes = new ArrayList<>(List.of("/9j/", "ÿØÿ", "-1, -40, -1", "ffd8ff", "FFD8FF"));
        for (byte[] frame : RECORDS.get(Topic.FRAMES)) {
            byte[] probe = Arrays.copyOfRange(frame, frame.length / 2, frame.length / 2 + 12);
            probes.add(text(probe));
            probes.add(HexFormat.of().formatHex(probe));
            probes.add(Base64.getEncoder().encodeToString(probe));
            probes.add(Arrays.toString(probe).replaceAll("[\\[\\]]", ""));
        }

        SERVICES.forEach((name, service) -> {
            String said = service.said();
            assertThat(probes).as(name).noneMatch(said::contains);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "produce test:faces                 | topic agender.frames",
                "process                            | agender",
                "aggregate                          | agender",
                "dashboard --port 0                 | topic agender.",
                "verify                             | topic agender.summary",
                "read agender.faces                 | topic agender.faces",
                "topics create                      | topic agender.frames"
            })
    void should_say_in_one_sentence_which_right_is_missing(String command, String what) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--client-config", file("nobody")));
        if (command.equals("process") || command.equals("aggregate")) {
            arguments.addAll(List.of("--data-dir", folder.resolve("nobody").toString()));
        }
        CommandProcess refused = run("refused", false, Map.of(), arguments).await();

        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(ExitCode.KAFKA);
        assertThat(refused.log().stream().filter(line -> line.startsWith("agender: ")))
                .as("%s", refused)
                .singleElement()
                .asString()
                .startsWith("agender: The brokers do not let this user use ")
                .contains(what)
                .endsWith("; grant it what docs/security.md lists.");
        assertThat(refused.said()).doesNotContain("\tat ", SecuredCluster.SECRET);
    }

    @Test
    void should_say_in_one_sentence_that_the_password_is_wrong() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("produce", "test:faces"));
        cluster.client("produce", SecuredCluster.SECRET + "wrong")
                .forEach((name, value) -> arguments.addAll(List.of("--kafka", name + "=" + value)));
        CommandProcess refused = run("refused", false, Map.of(), arguments).await();

        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(ExitCode.KAFKA);
        assertThat(refused.said())
                .contains("agender: The brokers do not accept the user and password; check kafka.sasl.jaas.config")
                .doesNotContain("\tat ", SecuredCluster.SECRET);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "produce   | agender_frames_sent_total{camera=\"lobby\"}",
                "produce   | agender_camera_state{camera=\"lobby\",state=\"RUNNING\"}",
                "produce   | kafka_producer_record_send_total",
                "process   | agender_frames_analysed_total{outcome=\"ANALYSED\"}",
                "process   | agender_faces_detected_total",
                "process   | agender_batch_faces_bucket",
                "process   | agender_analysis_stage_seconds_bucket{stage=\"detect\"",
                "process   | agender_capture_to_faces_seconds_bucket",
                "process   | kafka_consumer_fetch_manager_records_lag",
                "process   | agender_state_restoring",
                "process   | agender_native_bytes",
                "process   | jvm_memory_used_bytes",
                "aggregate | kafka_consumer_fetch_manager_records_lag",
                "aggregate | kafka_stream_",
                "aggregate | agender_state_restored_total",
                "aggregate | jvm_threads_live_threads",
                "dashboard | agender_dashboard_cameras{status=\"ENDED\"}",
                "dashboard | agender_dashboard_visitors",
                "dashboard | agender_dashboard_picture_bytes",
                "dashboard | agender_dashboard_undecodable_records_total",
                "dashboard | kafka_consumer_fetch_manager_records_lag",
                "dashboard | agender_native_bytes",
                "dashboard | jvm_memory_used_bytes"
            })
    void should_tell_figures(String service, String figure) {
        assertThat(FIGURES.get(service)).contains(figure);
    }

    @Test
    void should_count_what_went_through() {
        assertThat(figure("process", "agender_faces_detected_total")).isPositive();
        assertThat(figure("process", "agender_capture_to_faces_seconds_count")).isEqualTo(framesSent());
        assertThat(figure("process", "agender_native_bytes")).isPositive();
        assertThat(figure("dashboard", "agender_dashboard_cameras")).isEqualTo(1);
        assertThat(figure("dashboard", "agender_dashboard_picture_bytes")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"produce", "process", "dashboard"})
    void should_log_an_object_a_line_with_the_camera_in_it(String service) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Set<String> cameras = new TreeSet<>();
        for (String line : SERVICES.get(service).log()) {
            JsonNode event = json.readTree(line);
            assertThat(event.hasNonNull("@timestamp")).as(line).isTrue();
            assertThat(event.hasNonNull("level")).as(line).isTrue();
            assertThat(event.hasNonNull("message")).as(line).isTrue();
            if (event.get("message").asText().startsWith("Camera lobby")) {
                cameras.add(event.path("camera").asText());
            }
        }
        assertThat(cameras).isSubsetOf("lobby");
        assertThat(!service.equals("produce") || cameras.contains("lobby"))
                .as("%s", SERVICES.get(service))
                .isTrue();
    }

    private static CommandProcess run(String name, Map<String, String> environment, String... arguments)
            throws IOException {
        return run(name, true, environment, List.of(arguments));
    }

    /** Runs a command with the cluster's addresses and, where asked, all that it can say. */
    private static CommandProcess run(
            String name, boolean debug, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        if (!List.of("help", "settings", "option").contains(name)) {
            all.addAll(List.of("--bootstrap-servers", cluster.bootstrapServers()));
            all.addAll(List.of("--registry-url", cluster.registryUrl()));
            if (debug) {
                all.add("--debug");
            }
        }
        CommandProcess process = CommandProcess.start(folder, environment, all);
        SERVICES.put(name, process);
        return process;
    }

    private static String file(String user) throws IOException {
        String text = cluster.client(user).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(user + ".properties"), text).toString();
    }

    private static String yaml(String user) throws IOException {
        String text = cluster.client(user).entrySet().stream()
                .map(entry -> "kafka." + entry.getKey() + ": '" + entry.getValue() + "'")
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(user + ".yml"), text).toString();
    }

    private static Map<String, String> environment(String user) {
        return cluster.client(user).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> "AGENDER_KAFKA_"
                                + entry.getKey().replace('.', '_').toUpperCase(Locale.ROOT),
                        Map.Entry::getValue));
    }

    private static void awaitReady(String service, int port) {
        await().atMost(ofSeconds(90)).ignoreExceptions().until(() -> {
            assertThat(SERVICES.get(service).process().isAlive())
                    .as("%s", SERVICES.get(service))
                    .isTrue();
            return get(port, "/health/ready").statusCode() == 200
                    && get(port, "/health/live").statusCode() == 200;
        });
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Settings of a camera, as the dashboard's editor writes them. */
    private static HttpResponse<String> save(int port) throws IOException, InterruptedException {
        String draft =
                "{\"seen\":0,\"validFrom\":null,\"site\":\"Bremen\",\"timeZone\":null,\"openingHours\":null,\"zones\":"
                        + "[{\"name\":\"till\",\"polygon\":[[0,0],[0.5,0],[0.5,1],[0,1]]}],\"lines\":[]}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/cameras/lobby/settings"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(draft))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static long framesSent() {
        String total = SERVICES.get("produce")
                .said()
                .lines()
                .filter(line -> line.startsWith("lobby: "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.replaceAll("lobby: (\\d+) frames sent.*", "$1"));
    }

    /** The sum of all lines of a figure that begin so. */
    private static double figure(String service, String start) {
        return FIGURES.get(service)
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void readAll() throws Exception {
        try (Admin admin = Admin.create(cluster.everything())) {
            for (String topic : admin.listTopics().names().get()) {
                List<byte[]> values = new ArrayList<>();
                new WholeTopics(cluster.everything()).read(topic, record -> {
                    if (record.value() != null) {
                        values.add(record.value());
                    }
                });
                RECORDS.put(topic, values);
            }
            List<ConfigResource> ours = RECORDS.keySet().stream()
                    .filter(topic -> topic.startsWith("agender"))
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList();
            admin.describeConfigs(ours)
                    .all()
                    .get()
                    .forEach((topic, config) -> SETTINGS.put(
                            topic.name(),
                            config.entries().stream()
                                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        }
    }

    /** JPEG's or PNG's first bytes. */
    private static boolean holdsAPicture(byte[] value) {
        String text = text(value);
        return text.contains("\u00ff\u00d8\u00ff") || text.contains("\u0089PNG");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
