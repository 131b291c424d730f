package io.agender.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code agender run} with live cameras in a process of its own, whose words and use of the machine can be looked at. */
final class LiveRunProcess implements AutoCloseable {

    private static final Pattern DASHBOARD = Pattern.compile("dashboard: (http://\\S+)");
    private static final int LAST = 40;

    private final Process process;
    private final Path log;

    private LiveRunProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param folder holds logs and the temporary folder
     * @param options for the JVM
     * @param arguments behind {@code run}
     */
    static LiveRunProcess start(Path folder, String name, List<String> options, List<String> arguments)
            throws IOException {
        return start(folder, name, options, arguments, Map.of());
    }

    /** The same in an environment with these variables too. */
    static LiveRunProcess start(
            Path folder, String name, List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary.toAbsolutePath(),
                "-Dagender.home=" + Path.of("..").toAbsolutePath().normalize()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CommandProgram.class.getName(), "run"));
        command.addAll(arguments);
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new LiveRunProcess(builder.start(), log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    /** The end of what it said, for the message of a failed assertion. */
    String lastWords() {
        List<String> lines = said().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
    }

    /** How many windows of a camera it said to be final. */
    long windows(String camera) {
        return said().lines()
                .filter(line -> line.matches("\\d\\d:\\d\\d:\\d\\d " + camera + ": .*"))
                .count();
    }

    String dashboard() {
        Matcher address = DASHBOARD.matcher(said());
        return address.find() ? address.group(1) : "";
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Its exit code, or -1 when it does not end in time. */
    int end(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** kill -9, and waits until its children have noticed. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    /** Resident memory of it and its children, in KiB. */
    long memoryKib() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(one -> status(one.pid(), "VmRSS:"))
                .sum();
    }

    /** Open files of it alone. */
    long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return open.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long status(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
