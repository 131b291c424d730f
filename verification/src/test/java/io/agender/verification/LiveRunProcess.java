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
    private final Path records;

    private LiveRunProcess(Process process, Path log, Path records) {
        this.process = process;
        this.log = log;
        this.records = records;
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

    /** The same with what it prints to standard output apart from what it says. */
    static LiveRunProcess startForPrograms(Path folder, String name, List<String> options, List<String> arguments)
            throws IOException {
        return start(folder, name, options, arguments, Map.of(), true);
    }

    /** The same in an environment with these variables too. */
    static LiveRunProcess start(
            Path folder, String name, List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        return start(folder, name, options, arguments, environment, false);
    }

    private static LiveRunProcess start(
            Path folder,
            String name,
            List<String> options,
            List<String> arguments,
            Map<String, String> environment,
            boolean apart)
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
        Path records = folder.resolve(name + ".records");
        ProcessBuilder builder = new ProcessBuilder(command);
        if (apart) {
            builder.redirectError(log.toFile()).redirectOutput(records.toFile());
        } else {
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
        }
        builder.environment().putAll(environment);
        return new LiveRunProcess(builder.start(), log, records);
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

    /** What it printed for programs. */
    List<String> records() throws IOException {
        return Files.readAllLines(records);
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

    /** How often it said some words. */
    long times(String words) {
        return said().lines().filter(line -> line.contains(words)).count();
    }

    String dashboard() {
        Matcher address = DASHBOARD.matcher(said());
        return address.find() ? address.group(1) : "";
    }

    void signal(String name) throws Exception {
        signal(name, process.toHandle());
    }

    /** It and its children stand still, in the middle of whatever they do. */
    void freeze() throws Exception {
        for (ProcessHandle one : all()) {
            signal("STOP", one);
        }
    }

    void thaw() throws Exception {
        for (ProcessHandle one : all()) {
            signal("CONT", one);
        }
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private static void signal(String name, ProcessHandle to) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(to.pid())).start().waitFor();
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

    /** Threads of it alone. */
    long threads() {
        return status(process.pid(), "Threads:");
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
