package io.agender.verification;

import io.agender.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The containers of docker-compose.yml under a project name and ports of their own. Closing removes containers, volumes
 * and network; images stay.
 */
final class ComposeStack implements AutoCloseable {

    /** How a camera on this machine is called in a container. */
    static final String THIS_MACHINE = "host.docker.internal";

    private static final Path HOME = Path.of(System.getProperty("agender.home", ".."));

    private final Path folder;
    private final String project = "agender-it-" + ProcessHandle.current().pid();
    private final int brokerPort = Ports.free();
    private final int registryPort = Ports.free();
    private final int dashboardPort = Ports.free();
    private final Map<String, String> environment;

    /**
     * @param folder where the output of the commands is kept, and a file that Compose lays over docker-compose.yml: the
     *     containers reach this machine by the name that it has there
     */
    ComposeStack(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        Files.writeString(override(), "services: {cameras: {extra_hosts: [\"" + THIS_MACHINE + ":host-gateway\"]}}\n");
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("KAFKA_PORT", String.valueOf(brokerPort));
        all.put("REGISTRY_PORT", String.valueOf(registryPort));
        all.put("DASHBOARD_PORT", String.valueOf(dashboardPort));
        this.environment = all;
    }

    /** Why nothing can be started here; empty when it can. */
    static Optional<String> obstacle(Path folder) {
        if (!answers(folder, "docker", "info")) {
            return Optional.of("No Docker engine answers.");
        }
        if (!answers(folder, "docker", "compose", "version")) {
            return Optional.of("Docker has no Compose.");
        }
        for (String image : images(folder)) {
            if (!answers(folder, "docker", "image", "inspect", image) && !answers(folder, "docker", "pull", image)) {
                return Optional.of("The image " + image + " is not here and can't be pulled.");
            }
        }
        return Optional.empty();
    }

    private static List<String> images(Path folder) {
        return run(folder, Map.of(), List.of("docker", "compose", "-f", file(), "config", "--images"))
                .lines()
                .filter(image -> image.contains("/")) // ours has no registry: it is built
                .toList();
    }

    /** Builds the image, starts everything with so many processors, and waits until all of it is healthy. */
    void up(int processors) {
        compose("up", "-d", "--build", "--wait", "--scale", "inference-processor=" + processors);
    }

    /** The same while it runs, with other settings; services that they matter to are made anew. */
    void up(Map<String, String> changes) {
        environment.putAll(changes);
        compose("up", "-d", "--wait");
    }

    /** Stops and starts all containers, or those of some services. */
    void restart(String... services) {
        compose(Stream.concat(Stream.of("restart"), Stream.of(services)).toArray(String[]::new));
    }

    /** Runs a tool of the stack to its end and returns what it printed. */
    String run(String... arguments) {
        return compose(Stream.concat(Stream.of("run", "--rm", "-T"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** What a service has logged. */
    String log(String service) {
        return compose("logs", "--no-color", service);
    }

    /** The services whose containers are not healthy though they have a health check, each with its state. */
    Set<String> ill() {
        return compose("ps", "-a", "--format", "{{.Service}} {{.State}} {{.Health}} {{.ExitCode}}")
                .lines()
                .filter(line -> !line.endsWith(" running healthy 0") && !line.endsWith(" exited  0"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** kill -9 of all containers of a service; nobody starts them again by himself. */
    void kill(String service) {
        compose("kill", "--signal", "KILL", service);
    }

    void stop(String service) {
        compose("stop", service);
    }

    /** kill -9 of one of a service's containers, which then stays away. */
    void killOne(String service) {
        String container = compose("ps", "-q", service)
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow();
        run(folder, environment, List.of("docker", "kill", "--signal", "KILL", container));
    }

    /** How many containers of a service are healthy. */
    long healthy(String service) {
        return compose("ps", "--format", "{{.Health}}", service)
                .lines()
                .filter("healthy"::equals)
                .count();
    }

    /** Where the dashboard is. */
    URI dashboard() {
        return URI.create("http://localhost:" + dashboardPort);
    }

    /** The ids of the users that the containers run as. */
    List<String> users() {
        return compose("ps", "-q")
                .lines()
                .map(container -> run(folder, environment, List.of("docker", "exec", container, "id", "-u"))
                        .strip())
                .toList();
    }

    /** The names of the volumes that the containers have, each without the project's name in front. */
    Set<String> volumes() {
        return compose("ps", "-aq")
                .lines()
                .flatMap(container -> run(
                                folder,
                                environment,
                                List.of(
                                        "docker",
                                        "inspect",
                                        "--format",
                                        "{{range .Mounts}}{{if eq .Type \"volume\"}}{{println .Name}}{{end}}{{end}}",
                                        container))
                        .lines())
                .filter(name -> !name.isBlank())
                .map(name -> name.replace(project + "_", ""))
                .collect(Collectors.toSet());
    }

    /** Removes everything; the volumes that the engine then has more than before. */
    Set<String> leftBy(Set<String> before) {
        close();
        Set<String> left = new TreeSet<>(allVolumes(folder));
        left.removeAll(before);
        return left;
    }

    /** All volumes of the engine, also those of others. */
    static Set<String> allVolumes(Path folder) {
        return run(folder, Map.of(), List.of("docker", "volume", "ls", "-q"))
                .lines()
                .collect(Collectors.toSet());
    }

    /** Containers and networks of the project that are still there. */
    List<String> remains() {
        String ours = "label=com.docker.compose.project=" + project;
        return Stream.of(List.of("docker", "ps", "-aq"), List.of("docker", "network", "ls", "-q"))
                .flatMap(list -> run(
                                folder,
                                Map.of(),
                                Stream.concat(list.stream(), Stream.of("--filter", ours))
                                        .toList())
                        .lines())
                .toList();
    }

    /** The files that a service's program has in its memory. */
    String mappedFiles(String service) {
        return compose("exec", "-T", service, "cat", "/proc/1/maps");
    }

    /** Bytes of the image that our services run from. */
    long imageSize() {
        return Long.parseLong(
                compose("images", "--format", "json", "aggregator").replaceAll("(?s).*\"Size\":(\\d+).*", "$1"));
    }

    /** How a program on this machine reaches brokers and registry. */
    Map<String, String> settings() {
        return Map.of(
                "bootstrap.servers", "localhost:" + brokerPort, "registry.url", "http://localhost:" + registryPort);
    }

    @Override
    public void close() {
        try {
            Files.writeString(folder.resolve("containers.log"), compose("logs", "--no-color", "--timestamps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            compose("down", "-v", "--timeout", "20");
        }
    }

    private String compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "compose",
                "-p",
                project,
                "-f",
                file(),
                "-f",
                override().toString()));
        command.addAll(List.of(arguments));
        return run(folder, environment, command);
    }

    private Path override() {
        return folder.resolve("override.yml").toAbsolutePath();
    }

    private static String file() {
        return HOME.resolve("docker-compose.yml").toString();
    }

    private static boolean answers(Path folder, String... command) {
        try {
            run(folder, Map.of(), List.of(command));
            return true;
        } catch (UncheckedIOException | AssertionError e) {
            return false;
        }
    }

    private static String run(Path folder, Map<String, String> environment, List<String> command) {
        Path errors = folder.resolve("docker.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + code + "; see " + errors);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
