package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that others run us with, without anything that runs them. */
class DeploymentFilesTest {

    private static final Path HOME = Path.of(System.getProperty("agender.home", ".."));
    private static final List<String> SERVICES =
            List.of("cameras", "inference-processor", "aggregator", "dashboard", "notifier");

    /** The volumes that others' images declare. */
    private static final Map<String, List<String>> DECLARED_VOLUMES = Map.of(
            "apache/kafka",
            List.of("/etc/kafka/secrets", "/mnt/shared/config", "/var/lib/kafka/data"),
            "prom/prometheus",
            List.of("/prometheus"));

    @Test
    void should_guard_every_container() throws IOException {
        services().forEach((name, service) -> {
            assertThat(service).as(name).containsKeys("mem_limit", "restart", "healthcheck");
            assertThat(service.get("cap_drop")).as(name).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
            boolean ends = !service.get("restart").equals("unless-stopped");
            assertThat(map(service.get("healthcheck"))).as(name).containsKey(ends ? "disable" : "test");
            if (!name.equals("kafka-ui")) {
                assertThat(service.get("read_only")).as(name).isEqualTo(true);
            }
        });
    }

    @Test
    void should_offer_its_tools_to_those_who_call_them_only() throws IOException {
        assertThat(services()).containsKeys("camera", "models", "cli");
        services().forEach((name, service) -> assertThat(List.of("tools").equals(service.get("profiles")))
                .as(name)
                .isEqualTo(service.get("restart").equals("no") && !name.equals("guard")));
    }

    /** What a container prints is read outside of it. */
    @Test
    void should_print_the_address_at_which_the_dashboard_is_found() throws IOException {
        Map<String, Object> dashboard = services().get("dashboard");

        assertThat(map(dashboard.get("environment")))
                .containsEntry("AGENDER_DASHBOARD_ADDRESS", "http://localhost:${DASHBOARD_PORT}/");
        assertThat(dashboard.get("ports")).isEqualTo(List.of("${BIND_ADDRESS}:${DASHBOARD_PORT}:8080"));
    }

    /** The list belongs to a user of the machine, so what changes it has the right to, and nothing else in its sight. */
    @Test
    void should_let_root_write_the_list_of_cameras_and_nothing_else() throws IOException {
        services().forEach((name, service) -> {
            boolean writes = name.equals("camera");
            assertThat(service.get("cap_add")).as(name).isEqualTo(writes ? List.of("DAC_OVERRIDE") : null);
            assertThat("0:0".equals(service.get("user"))).as(name).isEqualTo(writes);
        });
        assertThat((List<?>) services().get("camera").get("volumes"))
                .filteredOn(volume -> !Boolean.TRUE.equals(map(volume).get("read_only")))
                .singleElement()
                .satisfies(list -> assertThat(map(list)).containsEntry("source", "${CAMERAS_FILE}"));
    }

    @Test
    void should_let_the_file_name_of_a_video_hold_any_sign() throws IOException {
        assertThat(services().get("cameras").get("command"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .startsWith("produce")
                .endsWith("${AGENDER_VIDEO:+/video/}${AGENDER_VIDEO:---config=/cameras.yml}");
    }

    @Test
    void should_play_the_samples_until_the_list_names_others() throws IOException {
        List<?> cameras = (List<?>)
                documents(HOME.resolve(knobs().get("CAMERAS_FILE"))).get(0).get("cameras");

        assertThat(cameras)
                .extracting(camera -> map(camera).get("url").toString())
                .containsExactly("lobby.mp4", "door.mp4")
                .allMatch(video ->
                        Files.exists(HOME.resolve(knob("VIDEOS_FOLDER")).resolve(video)));
        assertThat(List.of("SECRETS_FOLDER", "EXT_FOLDER"))
                .allMatch(folder -> Files.exists(HOME.resolve(knob(folder)).resolve(".gitignore")));
    }

    @Test
    void should_share_the_models_that_were_pulled() throws IOException {
        assertThat(List.of("models", "inference-processor"))
                .allSatisfy(name -> assertThat((List<?>) services().get(name).get("volumes"))
                        .anyMatch("models:/data/models"::equals));
    }

    /** Behind ours on the class path, as {@link ImageClassPathTest} has it. */
    @Test
    void should_take_jars_of_the_users_own() throws IOException {
        for (String name : SERVICES) {
            assertThat((List<?>) services().get(name).get("volumes")).as(name).anySatisfy(volume -> assertThat(volume)
                    .isInstanceOfSatisfying(
                            Map.class, bound -> assertThat(bound.get("target")).isEqualTo("/opt/agender/ext")));
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void should_ask_each_service_whether_it_is_ready_and_scrape_it(String name) throws IOException {
        Map<String, Object> service = services().get(name);
        String port = map(service.get("environment")).get("AGENDER_HTTP_PORT").toString();
        Map<String, Object> scrapes =
                documents(HOME.resolve("deploy/monitoring/prometheus.yml")).get(0);

        assertThat(map(service.get("healthcheck"))).containsEntry("test", List.of("CMD", "/opt/agender/healthy"));
        assertThat(Files.readString(HOME.resolve("deploy/docker/healthy"))).contains("GET /health/ready HTTP/1.0");
        assertThat((List<?>)
                        map(((List<?>) scrapes.get("scrape_configs")).get(0)).get("dns_sd_configs"))
                .anySatisfy(source -> assertThat(map(source))
                        .containsEntry("names", List.of(name))
                        .containsEntry("port", Integer.valueOf(port)));
    }

    /** What an image declares as a volume gets one without a name, which outlives its container, unless it is covered. */
    @Test
    void should_leave_no_volume_without_a_name() throws IOException {
        Set<String> named = map(compose().get("volumes")).keySet();
        services().forEach((name, service) -> {
            List<?> volumes = (List<?>) service.getOrDefault("volumes", List.of());
            List<String> covered = Stream.concat(
                            volumes.stream(), ((List<?>) service.getOrDefault("tmpfs", List.of())).stream())
                    .map(Object::toString)
                    .toList();
            assertThat(volumes)
                    .as(name)
                    .allMatch(volume -> volume instanceof Map<?, ?> bound && "bind".equals(bound.get("type"))
                            || volume.toString().startsWith("./")
                            || named.contains(volume.toString().split(":")[0]));
            DECLARED_VOLUMES.getOrDefault(service.get("image").toString().split(":")[0], List.of()).stream()
                    .forEach(path -> assertThat(covered)
                            .as(name)
                            .anyMatch(place -> place.startsWith(path + ":") || place.contains(":" + path)));
        });
        assertThat(Files.readString(HOME.resolve("Dockerfile"))).doesNotContain("VOLUME");
    }

    @Test
    void should_take_the_better_detector_into_the_image_where_its_build_reaches_the_web_and_build_without_it()
            throws IOException {
        assertThat(Files.readString(HOME.resolve("Dockerfile")))
                .containsPattern("models pull yunet --model-dir /out/models \\\\\\s+\\|\\| \\{ rm -f")
                .contains("COPY --from=build --chown=10001 /out/models /data/models");
    }

    @Test
    void should_start_the_image_with_the_classes_that_its_services_load() throws IOException {
        String archive = "/opt/agender/classes.jsa";
        assertThat(Files.readAllLines(HOME.resolve("deploy/docker/java.options")))
                .contains("-XX:SharedArchiveFile=" + archive)
                .doesNotContain("-cp"); // which the build adds
        assertThat(Files.readString(HOME.resolve("Dockerfile")))
                .contains("class-path.sh /opt/agender >>/opt/agender/java.options")
                .endsWith("\nFROM program\nCOPY --from=classes --chown=0:0 /tmp/classes.jsa /opt/agender/\n");
        String recorded = Files.readString(HOME.resolve("deploy/docker/record-classes.sh"));
        for (String name : SERVICES) {
            Object command = services().get(name).get("command");
            String word = command instanceof List<?> words
                    ? words.get(0).toString()
                    : command.toString().split(" ")[0];
            assertThat(recorded).containsPattern("(?m)^serve " + word + "\\b");
        }
    }

    @Test
    void should_speak_one_language_and_one_encoding_in_the_image_and_from_a_checkout() throws IOException {
        assertThat(Files.readString(HOME.resolve("Dockerfile")))
                .contains("LC_ALL=C.UTF-8", "\"@/opt/agender/language.options\", \"io.agender.launcher.Main\"]");
        assertThat(Files.readString(HOME.resolve("agender")))
                .contains("export LC_ALL", "${AGENDER_JAVA_OPTS:-} \"@$home/deploy/language.options\"");
    }

    @Test
    void should_build_an_image_with_the_profile_for_gpus_and_give_its_processors_one() throws IOException {
        Map<String, Object> services = map(documents(HOME.resolve("deploy/gpu/docker-compose.gpu.yml"))
                .get(0)
                .get("services"));
        assertThat(services).containsOnlyKeys("inference-processor");
        assertThat(services().keySet()).containsAll(services.keySet());
        String processor = services.toString();
        assertThat(processor)
                .contains("MAVEN_PROFILES=gpu", "AGENDER_EXECUTION_PROVIDER=${EXECUTION_PROVIDER:-cuda}")
                .contains("devices=[{driver=nvidia, count=all, capabilities=[gpu]}]");

        assertThat(Files.readString(HOME.resolve("Dockerfile"))).contains("${MAVEN_PROFILES:+-P \"$MAVEN_PROFILES\"}");
        assertThat(Files.readString(HOME.resolve("pom.xml")))
                .containsPattern("<id>gpu</id>\\s+<properties><onnxruntime.artifact>onnxruntime_gpu<");
    }

    @Test
    void should_let_processors_be_scaled() throws IOException {
        Map<String, Object> processor = services().get("inference-processor");

        assertThat(processor).doesNotContainKeys("container_name", "ports", "hostname");
    }

    @Test
    void should_bind_ports_to_this_machine_unless_told_otherwise() throws IOException {
        services().values().stream()
                .filter(service -> service.containsKey("ports"))
                .forEach(service -> assertThat((List<?>) service.get("ports"))
                        .allSatisfy(port -> assertThat(port.toString()).startsWith("${BIND_ADDRESS}:")));
        assertThat(knobs()).containsEntry("BIND_ADDRESS", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, agender-dashboard, agender, 0",
        "127.0.0.2, agender-dashboard, agender, 0",
        "localhost, agender-dashboard, agender, 0",
        "::1, agender-dashboard, agender, 0",
        "[::1], agender-dashboard, agender, 0",
        "0.0.0.0, agender-dashboard, agender, 2",
        "0.0.0.0, a-token-of-my-own, agender, 2",
        "0.0.0.0, agender-dashboard, my own, 2",
        "0.0.0.0, a-token-of-my-own, my own, 0",
        "0.0.0.0, '', my own, 2",
        "0.0.0.0, a-token-of-my-own, '', 2",
        "0.0.0.0, a-token-of-my-own, admin, 2",
        "'', agender-dashboard, agender, 2",
        "::, agender-dashboard, agender, 2",
        "192.168.0.7, agender-dashboard, agender, 2",
        "10.127.0.1, agender-dashboard, agender, 2",
    })
    void should_refuse_the_passwords_that_are_shipped_when_ports_are_open_to_the_network(
            String address, String token, String grafana, int exitCode) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell is needed");
        ProcessBuilder guard = new ProcessBuilder(
                "/bin/sh", HOME.resolve("deploy/docker/own-passwords").toString());
        guard.environment()
                .putAll(Map.of("BIND_ADDRESS", address, "DASHBOARD_TOKEN", token, "GRAFANA_PASSWORD", grafana));

        Process process = guard.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        assertThat(said.lines()).hasSize(exitCode == 0 ? 0 : 1);
        assertThat(said).doesNotContain("my own", "token-of-my-own");
    }

    @Test
    void should_know_the_passwords_that_are_shipped() throws IOException {
        assertThat(Files.readString(HOME.resolve("deploy/docker/own-passwords")))
                .contains("!= " + knobs().get("DASHBOARD_TOKEN") + " ]")
                .contains("  " + knobs().get("GRAFANA_PASSWORD") + " | admin)");
    }

    @Test
    void should_publish_no_port_before_the_guard_has_passed_it() throws IOException {
        Map<String, Map<String, Object>> services = services();

        assertThat(services.keySet())
                .filteredOn(name -> services.get(name).containsKey("ports"))
                .hasSizeGreaterThan(3)
                .allMatch(name -> waitsForGuard(name, services));
    }

    private static boolean waitsForGuard(String name, Map<String, Map<String, Object>> services) {
        Object waits = services.get(name).get("depends_on");
        return waits != null
                && map(waits).entrySet().stream()
                        .anyMatch(other -> other.getKey().equals("guard")
                                ? "service_completed_successfully"
                                        .equals(map(other.getValue()).get("condition"))
                                : waitsForGuard(other.getKey(), services));
    }

    @Test
    void should_give_the_image_every_room_that_the_program_is_built_from() throws IOException {
        List<String> given = Files.readAllLines(HOME.resolve(".dockerignore"));

        assertThat(Pattern.compile("<module>([a-z-]+)</module>")
                        .matcher(Files.readString(HOME.resolve("pom.xml")))
                        .results()
                        .map(found -> found.group(1)))
                .contains("text", "launcher")
                .filteredOn(room -> Files.isDirectory(HOME.resolve(room).resolve("src/main/java")))
                .filteredOn(room -> !room.equals("benchmarks"))
                .allMatch(room -> given.contains("!" + room + "/src/main"));
    }

    @Test
    void should_name_each_knob_in_env_and_use_it() throws IOException {
        Set<String> used = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)")
                .matcher(Files.readString(HOME.resolve("docker-compose.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(knobs().keySet()).isEqualTo(used);
    }

    @Test
    void should_wait_for_topics_and_registry() throws IOException {
        for (String name : SERVICES) {
            assertThat(map(services().get(name).get("depends_on")).keySet())
                    .as(name)
                    .containsExactlyInAnyOrder("topics", "registry");
        }
    }

    @ParameterizedTest
    @CsvSource({"inference-processor, StatefulSet", "aggregator, StatefulSet", "cameras, Deployment"})
    void should_probe_and_confine_each_pod(String name, String kind) throws IOException {
        List<Map<String, Object>> documents = documents(HOME.resolve("deploy/kubernetes/" + name + ".yaml"));
        Map<String, Object> set = documents.get(0);
        Map<String, Object> pod = map(map(map(set.get("spec")).get("template")).get("spec"));
        Map<String, Object> container = map(((List<?>) pod.get("containers")).get(0));

        assertThat(documents)
                .extracting(document -> document.get("kind"))
                .containsExactly(kind, "Service", "PodDisruptionBudget");
        assertThat(pod).containsKey("terminationGracePeriodSeconds");
        assertThat(map(pod.get("securityContext"))).containsEntry("runAsNonRoot", true);
        assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe", "resources");
        assertThat(map(container.get("securityContext")))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false);
        assertThat((List<?>) container.get("volumeMounts"))
                .anySatisfy(mount -> assertThat(map(mount)).containsEntry("mountPath", "/opt/agender/ext"));
        Object labels =
                map(map(map(set.get("spec")).get("template")).get("metadata")).get("labels");
        for (Map<String, Object> other : documents) {
            Object selector = map(other.get("spec")).get("selector");
            assertThat(
                            other.get("kind").equals("Service")
                                    ? selector
                                    : map(selector).get("matchLabels"))
                    .isEqualTo(labels);
        }
    }

    @Test
    void should_play_a_list_of_cameras_in_the_pods_too() throws IOException {
        Map<String, Object> kustomization =
                documents(HOME.resolve("deploy/kubernetes/kustomization.yaml")).get(0);

        assertThat((List<?>) kustomization.get("configMapGenerator")).anySatisfy(made -> assertThat(map(made))
                .containsEntry("name", "cameras")
                .containsEntry("files", List.of("cameras.yml")));
        assertThat(documents(HOME.resolve("deploy/kubernetes/cameras.yml")))
                .singleElement()
                .satisfies(list -> assertThat(list).containsKey("cameras"));
    }

    @Test
    void should_explain_every_alert() throws IOException {
        String manual = Files.readString(HOME.resolve("docs/operations.md"));
        Map<String, Object> file =
                documents(HOME.resolve("deploy/monitoring/alerts.yml")).get(0);
        Map<String, Object> group = map(((List<?>) file.get("groups")).get(0));

        assertThat((List<?>) group.get("rules")).allSatisfy(rule -> assertThat(manual)
                .contains("| `" + map(rule).get("alert") + "` |"));
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        return map(compose().get("services")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
    }

    private static Map<String, Object> compose() throws IOException {
        return documents(HOME.resolve("docker-compose.yml")).get(0);
    }

    private static String knob(String name) {
        try {
            return knobs().get(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> knobs() throws IOException {
        return Pattern.compile("(?m)^([A-Z_]+)=(.*)$")
                .matcher(Files.readString(HOME.resolve(".env")))
                .results()
                .collect(Collectors.toMap((MatchResult found) -> found.group(1), found -> found.group(2)));
    }

    private static List<Map<String, Object>> documents(Path file) throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(Files.readString(file)).spliterator(), false)
                .map(DeploymentFilesTest::map)
                .toList();
    }

    @SuppressWarnings("unchecked") // YAML maps here have texts for keys
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
