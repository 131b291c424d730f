package io.agender.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.utils.Utils;

/** An instance of a service, which keeps its name and its state directory over all its processes. */
final class Service implements AutoCloseable {

    private final String kind;
    private final Path folder;
    private final List<String> arguments = new ArrayList<>();
    private ChildJvm process;

    /** @param kind processor or aggregator */
    Service(String kind, Path folder, Map<String, String> settings) {
        this.kind = kind;
        this.folder = folder;
        arguments.add(kind);
        arguments.add(state().toString());
        settings.forEach((name, value) -> arguments.add(name + "=" + value));
    }

    String kind() {
        return kind;
    }

    Service start() {
        return startOn(System.getProperty("java.class.path"));
    }

    /** The same with a class path of its own. */
    Service startOn(String classPath) {
        process = ChildJvm.start(
                folder.resolve("service.log"), classPath, ChildJvm.OPTIONS, ServiceProgram.class, arguments);
        return this;
    }

    /** Waits until all its partitions are processed; how many records its stores have taken from their changelogs. */
    long awaitRunning() {
        return Long.parseLong(process.await(ServiceProgram.RUNNING));
    }

    void kill() {
        process.kill();
    }

    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    OptionalInt exitCode(long seconds) throws InterruptedException {
        return process.exitCode(seconds);
    }

    /** What Kafka Streams keeps on disk; the service must not run. */
    void deleteState() {
        try {
            Utils.delete(state().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Where Kafka Streams keeps the stores. */
    Path state() {
        return folder.resolve("state");
    }

    /** SIGTERM; what it finished is committed. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
