package io.agender.benchmarks;

import io.agender.schemas.Topic;
import io.agender.vision.NativeUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.TopicPartition;

/** What the pipeline leaves on disk and holds in memory. */
final class Footprint {

    private static final String THIS_PROCESS = "self";

    private static final double MEGABYTE = 1e6;

    private final Admin admin;

    Footprint(Admin admin) {
        this.admin = admin;
    }

    /** Bytes of the topics' logs on all brokers. */
    record Bytes(long frames, long faces, long changelogs, long others) {

        Bytes minus(Bytes other) {
            return new Bytes(
                    frames - other.frames, faces - other.faces, changelogs - other.changelogs, others - other.others);
        }
    }

    Bytes read() throws InterruptedException {
        try {
            long frames = 0;
            long faces = 0;
            long changelogs = 0;
            long all = 0;
            for (Map<String, LogDirDescription> broker : admin.describeLogDirs(
                            admin.describeCluster().nodes().get().stream()
                                    .map(node -> node.id())
                                    .toList())
                    .allDescriptions()
                    .get()
                    .values()) {
                for (LogDirDescription directory : broker.values()) {
                    for (Map.Entry<TopicPartition, ReplicaInfo> log :
                            directory.replicaInfos().entrySet()) {
                        String topic = log.getKey().topic();
                        long size = log.getValue().size();
                        frames += topic.equals(Topic.FRAMES) ? size : 0;
                        faces += topic.equals(Topic.FACES) ? size : 0;
                        changelogs += topic.endsWith("-changelog") ? size : 0;
                        all += size;
                    }
                }
            }
            return new Bytes(frames, faces, changelogs, all - frames - faces - changelogs);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not tell the size of its logs.", e.getCause());
        }
    }

    /** What OpenCV and the networks hold outside of the Java heap, and the process, at two moments. */
    static String between(NativeUse before, NativeUse after) {
        return String.format(
                Locale.ROOT,
                "%d and %d objects, %.1f and %.1f MB; process %.0f and %.0f MB",
                before.objects(),
                after.objects(),
                before.bytes() / MEGABYTE,
                after.bytes() / MEGABYTE,
                before.processBytes() / MEGABYTE,
                after.processBytes() / MEGABYTE);
    }

    static long heapMegabytes() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    /** Resident memory of this process, broker included; 0 where the system does not tell. */
    static long residentMegabytes() {
        return residentMegabytes(THIS_PROCESS);
    }

    /** The same of another process, by its number. */
    static long residentMegabytes(String process) {
        try {
            return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // not Linux
        }
    }
}
