package io.agender.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.text.TestTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A worker of Kafka Connect with Debezium's JDBC sink, in a process of its own with nothing of ours on its class path. Its
 * jars are fetched by Maven as {@code connect/pom.xml} says, once.
 */
final class ConnectWorker implements AutoCloseable {

    private static final Path SOURCES = Path.of("connect").toAbsolutePath();
    private static final Path JARS = Path.of("target", "connect", "jars").toAbsolutePath();
    private static final Path FETCHED = JARS.resolveSibling("pom.xml");
    private static final int FETCH_MINUTES = 8;

    private final Process process;
    private final Path log;

    private ConnectWorker(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Fetches the jars if they are not there yet; skips the test where that can't be done. */
    static void fetch() throws IOException, InterruptedException {
        if (Files.exists(FETCHED) && Files.mismatch(FETCHED, SOURCES.resolve("pom.xml")) < 0) {
            return;
        }
        Files.createDirectories(JARS);
        Path log = JARS.resolveSibling("fetch.log");
        TestTool.CONNECT.require(runs(log), "Maven can't fetch the jars of Kafka Connect; see " + log);
        Files.copy(SOURCES.resolve("pom.xml"), FETCHED, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean runs(Path log) throws InterruptedException {
        try {
            Process maven = new ProcessBuilder(
                            "mvn",
                            "-B",
                            "-ntp",
                            "-f",
                            SOURCES.resolve("pom.xml").toString(),
                            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
                            "-DoutputDirectory=" + JARS)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = maven.waitFor(FETCH_MINUTES, TimeUnit.MINUTES);
            maven.destroyForcibly();
            return ended && maven.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no Maven
        }
    }

    /** Starts one. What it knows of its positions is in its group, at the brokers. */
    static ConnectWorker start(Path folder, Map<String, String> worker, Map<String, String> sink) throws IOException {
        Path log = Files.createTempFile(folder, "connect-", ".log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ConnectWorker(
                new ProcessBuilder(
                                java,
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                JARS + "/*",
                                "org.apache.kafka.connect.cli.ConnectStandalone",
                                written(folder, "worker.properties", worker).toString(),
                                written(folder, "sink.properties", sink).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    private static Path written(Path folder, String name, Map<String, String> more) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(SOURCES.resolve(name)));
        more.forEach((key, value) -> lines.add(key + "=" + value));
        return Files.write(folder.resolve(name), lines);
    }

    /** Fails with what it said, if it has ended. */
    void check() throws IOException {
        assertThat(process.isAlive()).as("%s", Files.readString(log)).isTrue();
    }

    /** As the system does when memory is short: nothing is told to anybody. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
