package io.agender.launcher.secure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code agender} command as a process of its own, with what it said kept in files. */
record CommandProcess(Process process, Path out, Path err) implements AutoCloseable {

    /** @param environment variables beside those of this process */
    static CommandProcess start(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        Path out = Files.createTempFile(folder, arguments.get(0) + "-", ".out");
        Path err = Path.of(out.toString().replace(".out", ".err"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dagender.home=" + Path.of("..").toAbsolutePath().normalize(),
                // Test jars of other rooms bring a log of their own.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "io.agender.launcher.Main"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new CommandProcess(builder.start(), out, err);
    }

    CommandProcess await() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            close();
            throw new AssertionError("did not end: " + this);
        }
        return this;
    }

    int exitCode() {
        return process.exitValue();
    }

    String said() {
        return read(out) + read(err);
    }

    List<String> log() {
        return read(err).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, and the end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return said();
    }
}
