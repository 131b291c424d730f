package io.agender.verification;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program in a JVM of its own, made to be killed. It ends with this process at the latest. */
final class ChildJvm implements AutoCloseable {

    private static final long MAX_STOP_SECONDS = 40;
    private static final int LAST_LINES = 20;

    /** For what does not ask for others. */
    static final List<String> OPTIONS = List.of("-Xmx256m");

    /** A shell that starts something in the background lets it ignore Ctrl-C, and its children inherit that. */
    private static final List<String> HEEDING_CTRL_C =
            System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of();

    /** USER_HZ, which is the same on all of today's Linux machines. */
    private static final long TICKS_PER_SECOND = 100;

    private final Process process;
    private final ChildClasses classes;
    private final BufferedReader output;
    private final Path log;

    private ChildJvm(Process process, ChildClasses classes, Path log) {
        this.process = process;
        this.classes = classes;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /** @param log what it logs is added there */
    static ChildJvm start(Path log, Class<?> mainClass, List<String> arguments) {
        return start(log, OPTIONS, mainClass, arguments);
    }

    /** The same with options for the JVM. */
    static ChildJvm start(Path log, List<String> options, Class<?> mainClass, List<String> arguments) {
        return start(log, System.getProperty("java.class.path"), options, mainClass, arguments);
    }

    /** The same with a class path of its own. */
    static ChildJvm start(
            Path log, String classPath, List<String> options, Class<?> mainClass, List<String> arguments) {
        ChildClasses classes = ChildClasses.of(classPath, mainClass, arguments);
        List<String> command = new ArrayList<>(HEEDING_CTRL_C);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(command.indexOf("-XX:+UseSerialGC"), options);
        command.addAll(classes.options());
        command.add(mainClass.getName());
        command.addAll(arguments);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ChildJvm(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                            .start(),
                    classes,
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that starts like that, and returns what else is in it. */
    String await(String start) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(start)) {
                    return line.substring(start.length());
                }
            }
            throw new AssertionError(
                    "The child ended with " + process.onExit().join().exitValue() + " without saying '" + start
                            + "'; its log ends with:\n" + endOfLog());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String endOfLog() throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** What it says from now to its end. */
    List<String> rest() {
        return output.lines().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end; empty when it does not come within the time. */
    OptionalInt exitCode(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /** The most memory that it ever had, in KiB; 0 where the system does not tell. */
    long peakMemoryKib() throws IOException {
        return status("VmHWM:");
    }

    /** The memory that it has now, in KiB; 0 where the system does not tell. */
    long memoryKib() throws IOException {
        return status("VmRSS:");
    }

    /** The processor time that it took so far, of all its threads. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The same of the threads whose name starts like that, of which the system knows 15 letters; zero where it does not. */
    Duration processorTime(String threads) throws IOException {
        Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        long ticks = 0;
        if (Files.isDirectory(tasks)) {
            try (Stream<Path> all = Files.list(tasks)) {
                for (Path task : all.toList()) {
                    ticks += ticks(task, threads);
                }
            }
        }
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    private static long ticks(Path task, String threads) throws IOException {
        try {
            if (!Files.readString(task.resolve("comm")).startsWith(threads)) {
                return 0;
            }
            // Behind the name, which stands in brackets and may hold spaces: fields 3 and up; 14 and 15 are wanted.
            String stat = Files.readString(task.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (NoSuchFileException e) {
            return 0; // a thread that ended while we looked
        }
    }

    private long status(String name) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** SIGTERM; unlike {@link Process#destroy} it leaves the child's input open, whose end is that of the parent. */
    void terminate() {
        signal("TERM");
    }

    /** kill -9, and waits for the end. */
    void kill() {
        process.destroyForcibly().onExit().join();
        classes.ended();
    }

    /** SIGSTOP: the process does not notice that it stands still. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("CONT");
    }

    /** @param name as {@code kill} has it, such as INT for what Ctrl-C sends */
    void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM, and waits for the end; kills what does not end. */
    @Override
    public void close() {
        // Process.destroy would close its input too, at which it ends as if it were killed.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
            classes.ended();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
