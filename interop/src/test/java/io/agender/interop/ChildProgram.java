package io.agender.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another process. It is killed when it is closed, or when it has hung for long; then its output ends. */
final class ChildProgram implements AutoCloseable {

    private static final long MAX_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ChildProgram(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
        process.onExit().orTimeout(MAX_SECONDS, TimeUnit.SECONDS).exceptionally(hung -> process.destroyForcibly());
    }

    static ChildProgram start(Path directory, List<String> command) throws IOException {
        Path errors = Files.createTempFile("agender-interop-", ".err");
        try {
            return new ChildProgram(
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectError(errors.toFile())
                            .start(),
                    errors);
        } catch (IOException e) {
            Files.delete(errors);
            throw e;
        }
    }

    /** The Java of this process with another class path. */
    static ChildProgram java(String classPath, List<String> arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> options =
                List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp", classPath);
        return start(
                Path.of("").toAbsolutePath(),
                Stream.concat(options.stream(), arguments.stream()).toList());
    }

    /** A script for bash, which finds the Java of this process. */
    static ChildProgram script(Path file, List<String> arguments) throws IOException {
        List<String> command = List.of("env", "JAVA_HOME=" + System.getProperty("java.home"), "bash", file.toString());
        return start(
                Path.of("").toAbsolutePath(),
                Stream.concat(command.stream(), arguments.stream()).toList());
    }

    /** So many lines of JSON, or those that came before it ended. */
    List<RecordLine> records(int count) throws IOException {
        List<RecordLine> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = output.readLine();
            if (line == null) {
                break;
            }
            lines.add(new RecordLine(JSON.readTree(line)));
        }
        return lines;
    }

    /** What it prints until it ends. */
    String rest() {
        return String.join("\n", output.lines().toList());
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** What it complained of so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        output.close();
        Files.delete(errors);
    }
}
