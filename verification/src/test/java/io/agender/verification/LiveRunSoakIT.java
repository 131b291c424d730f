package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.vision.video.RtspServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code agender run} with two RTSP cameras that are lost and come back in turns, while the clock is set back and somebody
 * else fills the disk for a while. What it takes of the machine must not grow. Where no file system may be mounted, the disk
 * stays as it is.
 */
class LiveRunSoakIT {

    private static final Path FOLDER = Path.of("target", "live-run-soak").toAbsolutePath();
    private static final boolean LONG = ProofForm.asAsked().playing().toMinutes() > 0;
    private static final Duration PLAYING = LONG ? Duration.ofMinutes(10) : Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOSSES = LONG ? Duration.ofSeconds(45) : Duration.ofSeconds(8);
    private static final Duration FULL = LONG ? Duration.ofSeconds(30) : Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long KEEP_FREE = 40L << 20;

    /** What may still grow when all is warm: a collector that was idle, a segment that is not full. */
    private static final long TOLERANCE_KIB = 96 << 10;

    private static final long TOLERANCE_FILES = 60;
    private static final long TOLERANCE_DISK_KIB = 160 << 10;

    private final List<Use> uses = new ArrayList<>();
    private Path disk;
    private boolean mounted;
    private SetClock clock;
    private RtspServer lobby;
    private RtspServer door;
    private LiveRunProcess run;

    /** What the run takes of the machine at one moment. */
    private record Use(long memoryKib, long descriptors, long diskKib) {}

    @BeforeEach
    void startCamerasAndARun() throws Exception {
        RtspServer.requireInstalled();
        Utils.delete(FOLDER.toFile());
        disk = Files.createDirectories(FOLDER.resolve("disk"));
        mounted = system("mount", "-t", "tmpfs", "-o", "size=900m", "tmpfs", disk.toString()) == 0;
        clock = SetClock.make(FOLDER);
        lobby = RtspServer.start(Files.createDirectories(FOLDER.resolve("lobby")));
        door = RtspServer.start(Files.createDirectories(FOLDER.resolve("door")));
        run = LiveRunProcess.start(
                FOLDER,
                "run",
                List.of("-Xmx400m"),
                List.of(
                        "lobby=" + lobby.url("lobby"),
                        "door=" + door.url("lobby"),
                        "--fps",
                        "5",
                        "--window",
                        "5s",
                        "--idle",
                        "10s",
                        "--stall-timeout",
                        "3s",
                        "--dashboard-port",
                        "0",
                        "--retention",
                        "agender.faces=2m,agender.progress=2m",
                        "--annotated-video",
                        "--video-megabytes",
                        "10",
                        "--data-dir",
                        disk.resolve("data").toString(),
                        "--output",
                        disk.resolve("out").toString()),
                clock.environment());
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.windows("lobby") > 0 && run.windows("door") > 0);
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
    }

    @AfterEach
    void stopThem() throws Exception {
        if (run != null) {
            run.close();
            lobby.close();
            door.close();
        }
        if (mounted) {
            system("umount", disk.toString());
        }
    }

    @Test
    void should_take_no_more_of_the_machine_whatever_cameras_clock_and_disk_do() throws Exception {
        long start = System.nanoTime();
        long nextLoss = start;
        boolean isSetBack = false;
        boolean wasFull = !mounted;
        boolean lobbyIsNext = true;
        while (System.nanoTime() - start < PLAYING.toNanos()) {
            assertThat(run.isAlive()).as(run.lastWords()).isTrue();
            if (System.nanoTime() - nextLoss >= 0) {
                nextLoss += BETWEEN_LOSSES.toNanos();
                loseAndBringBack(lobbyIsNext);
                lobbyIsNext = !lobbyIsNext;
            }
            if (!isSetBack && System.nanoTime() - start > PLAYING.toNanos() / 4) {
                isSetBack = true;
                clock.set(LONG ? Duration.ofMinutes(-2) : Duration.ofSeconds(-10));
            }
            if (!wasFull && System.nanoTime() - start > PLAYING.toNanos() / 2) {
                wasFull = true;
                fillTheDiskForAWhile();
            }
            uses.add(new Use(run.memoryKib(), run.descriptors(), size(disk) >> 10));
            run.end(Duration.ofSeconds(1)); // the pace of looking; it ends only if something is wrong
        }
        long windows = run.windows("lobby");
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.windows("lobby") > windows + 1);
        run.signal("TERM");
        assertThat(run.end(PATIENCE)).as(run.lastWords()).isZero();

        report();
        // Kafka's clients tell with stack traces that they lost their group while the clock was behind.
        assertThat(run.said()).contains("live again").doesNotContain("This is a bug", "agender: ");
        if (mounted) {
            assertThat(run.said()).contains("no camera is read until", "There is room again.");
        }
        assertFlat(Use::memoryKib, TOLERANCE_KIB, "resident KiB");
        assertFlat(Use::descriptors, TOLERANCE_FILES, "open files");
        assertFlat(Use::diskKib, TOLERANCE_DISK_KIB, "KiB on the disk");
    }

    private void loseAndBringBack(boolean first) throws IOException {
        RtspServer lost = first ? lobby : door;
        lost.close();
        RtspServer back = RtspServer.start(FOLDER.resolve(first ? "lobby" : "door"), lost.port());
        if (first) {
            lobby = back;
        } else {
            door = back;
        }
    }

    private void fillTheDiskForAWhile() throws Exception {
        Path other = disk.resolve("other");
        try (OutputStream out = Files.newOutputStream(other)) {
            byte[] some = new byte[1 << 20];
            while (Files.getFileStore(disk).getUsableSpace() > KEEP_FREE) {
                out.write(some);
            }
        }
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.said().contains("no camera is read until"));
        run.end(FULL); // stands still meanwhile
        Files.delete(other);
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.said().contains("There is room again."));
    }

    private void assertFlat(ToLongFunction<Use> value, long tolerance, String what) {
        assertThat(most(value, 0.75, 1)).as(what + " at the end").isLessThan(most(value, 0.2, 0.5) + tolerance);
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "live run soak: %d s, %d losses, %d windows: after the first fifth and at the end at most %d and %d MB"
                        + " resident with the registry's process, %d and %d open files, %d and %d MB on the disk%n",
                PLAYING.toSeconds(),
                PLAYING.toSeconds() / BETWEEN_LOSSES.toSeconds(),
                run.windows("lobby") + run.windows("door"),
                most(Use::memoryKib, 0.2, 0.5) >> 10,
                most(Use::memoryKib, 0.75, 1) >> 10,
                most(Use::descriptors, 0.2, 0.5),
                most(Use::descriptors, 0.75, 1),
                most(Use::diskKib, 0.2, 0.5) >> 10,
                most(Use::diskKib, 0.75, 1) >> 10);
    }

    private long most(ToLongFunction<Use> value, double from, double to) {
        return uses.subList((int) (uses.size() * from), (int) (uses.size() * to)).stream()
                .mapToLong(value)
                .max()
                .orElse(0);
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(LiveRunSoakIT::blocks).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a file was gone again
        }
    }

    /** What a file takes; Kafka's indexes have holes. */
    private static long blocks(Path file) {
        try {
            return Files.isRegularFile(file) && !file.toString().endsWith("index") ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static int system(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
