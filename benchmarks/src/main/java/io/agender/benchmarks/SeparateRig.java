package io.agender.benchmarks;

import io.agender.inference.InferenceConfig;
import io.agender.program.files.Directories;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * The pipeline as services of their own on this machine: broker and registry, processor and aggregator each have a
 * process, and what sends and reads is in this one. What each takes of the processors is the system's to tell. Closing it
 * ends all of them and deletes their data. Belongs to one thread.
 */
final class SeparateRig implements AutoCloseable {

    private final SameJava java;
    private final Path folder;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final Map<Part, OwnProcess> services = new EnumMap<>(Part.class);
    private Settings settings;
    private KafkaConfig kafka;
    private Admin admin;

    private SeparateRig(SameJava java, Path folder) {
        this.java = java;
        this.folder = folder;
    }

    /**
     * Starts broker, registry and aggregator.
     *
     * @param registryApplication folder of the schema registry's application
     * @param settings of processor and aggregator
     * @param partitions of every topic
     */
    static SeparateRig open(SameJava java, Path registryApplication, Settings settings, int partitions)
            throws InterruptedException {
        SeparateRig rig;
        try {
            rig = new SeparateRig(java, Files.createTempDirectory("agender-bench-")); // 0700 by contract
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            rig.start(registryApplication, settings, partitions);
            return rig;
        } catch (RuntimeException | InterruptedException e) {
            rig.close();
            throw e;
        }
    }

    private void start(Path registryApplication, Settings given, int partitions) throws InterruptedException {
        OwnProcess platform = java.start(
                "broker",
                folder,
                PlatformProgram.class,
                List.of(registryApplication.toAbsolutePath().toString()));
        services.put(Part.BROKER, platform);
        settings = given.with(settingsOf(platform));
        kafka = KafkaConfig.from(settings);
        admin = Admin.create(kafka.clientProperties(Map.of()));
        resources.push(admin);
        BenchTopics.provision(admin, partitions);
        services.put(Part.AGGREGATOR, service("aggregate", settings));
    }

    private static Map<String, String> settingsOf(OwnProcess platform) {
        Map<String, String> all = new HashMap<>();
        for (String line = platform.nextLine(); !line.equals(PlatformProgram.READY); line = platform.nextLine()) {
            if (line.startsWith(PlatformProgram.SETTING)) {
                String[] parts =
                        line.substring(PlatformProgram.SETTING.length()).split("=", 2);
                all.put(parts[0], parts[1]);
            }
        }
        return all;
    }

    /** Starts a processor with so many stream threads, in the place of the one that runs. */
    void process(int threads) {
        OwnProcess earlier = services.remove(Part.PROCESSOR);
        if (earlier != null) {
            earlier.close();
        }
        services.put(
                Part.PROCESSOR,
                service("process", settings.with(Map.of(InferenceConfig.PROCESSOR_THREADS, String.valueOf(threads)))));
    }

    private OwnProcess service(String command, Settings own) {
        Path file = folder.resolve(command + ".yaml");
        try {
            Files.writeString(file, yaml(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return java.agender(
                command,
                folder,
                List.of(
                        command,
                        "--config",
                        file.toString(),
                        "--data-dir",
                        folder.resolve("state").toString()));
    }

    static String yaml(Settings settings) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(settings.values())
                .forEach((name, value) -> lines.append(name + ": '" + value.replace("'", "''") + "'\n"));
        return lines.toString();
    }

    KafkaConfig kafka() {
        return kafka;
    }

    Footprint footprint() {
        return new Footprint(admin);
    }

    /** A service that runs. */
    OwnProcess service(Part part) {
        return services.get(part);
    }

    /** Gives something to close before the services. */
    <T extends AutoCloseable> T closing(T resource) {
        resources.push(resource);
        return resource;
    }

    /** What all have taken of the processors up to now. */
    ProcessorTimes times() {
        Map<Part, Duration> taken = new EnumMap<>(Part.class);
        services.forEach((part, process) -> taken.put(part, process.processorTime()));
        taken.put(Part.REGISTRY, services.get(Part.BROKER).processorTimeOfChildren());
        taken.put(Part.LOAD, OwnProcess.processorTime(ProcessHandle.current()));
        return new ProcessorTimes(Duration.ofNanos(System.nanoTime()), taken);
    }

    /** Throws when one of them has ended. */
    void check() {
        services.values().forEach(OwnProcess::check);
    }

    @Override
    public void close() {
        try {
            while (!resources.isEmpty()) {
                resources.pop().close();
            }
            for (Part part : List.of(Part.PROCESSOR, Part.AGGREGATOR, Part.BROKER)) {
                OwnProcess process = services.remove(part);
                if (process != null) {
                    process.close();
                }
            }
            Directories.delete(folder);
        } catch (Exception e) {
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }
}
