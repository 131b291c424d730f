package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.vision.video.RtspServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code agender run} with two RTSP cameras that are lost and come back in turns, while the clock is set back and somebody
 * else fills the disk now and again. No frame may be lost or doubled, and what it takes of the machine must not grow: it is
 * compared between the time behind the first full disk and the end, for a start of the services in the same process must
 * leave nothing behind either. Topics have segments of seconds, so that the broker deletes and compacts as it does in weeks.
 * Where no file system may be mounted, the disk stays as it is.
 */
class LiveRunSoakIT {

    private static final Path FOLDER = Path.of("target", "live-run-soak").toAbsolutePath();
    private static final Duration PLAYING = ProofForm.minutes()
            .orElse(ProofForm.asAsked().playing().toMinutes() > 0 ? Duration.ofMinutes(10) : Duration.ofSeconds(20));
    private static final boolean LONG = PLAYING.toMinutes() >= 10;
    private static final Duration BETWEEN_LOSSES = LONG ? Duration.ofSeconds(45) : Duration.ofSeconds(8);
    private static final Duration SET_BACK = LONG ? Duration.ofMinutes(2) : Duration.ofSeconds(10);
    private static final Duration FULL = LONG ? Duration.ofSeconds(30) : Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long KEEP_FREE = 40L << 20;

    /** A heap that is there from the beginning on: what grows then is something else. */
    private static final List<String> JVM = List.of("-Xms400m", "-Xmx400m", "-XX:+AlwaysPreTouch");

    /** Parts of the time at which things happen. */
    private static final List<Double> FULL_AT = LONG ? List.of(0.15, 0.4, 0.7) : List.of(0.5);

    private static final double SET_BACK_AT = 0.45;
    private static final double WARM_FROM = 0.2;
    private static final double WARM_TO = 0.4;
    private static final double END_FROM = 0.8;

    private final List<Use> uses = new ArrayList<>();
    private Path disk;
    private Path data;
    private Path output;
    private boolean mounted;
    private SetClock clock;
    private RtspServer lobby;
    private RtspServer door;
    private LiveRunProcess run;

    /**
     * What the run takes of the machine at one moment.
     *
     * @param dataKib broker, registry and stores
     * @param resultsKib files of results, which grow as long as their topics are kept
     */
    private record Use(
            double part,
            long memoryKib,
            long descriptors,
            long threads,
            long dataKib,
            long framesKib,
            long resultsKib,
            long videoKib) {}

    @BeforeEach
    void startCamerasAndARun() throws Exception {
        RtspServer.requireInstalled();
        Utils.delete(FOLDER.toFile());
        disk = Files.createDirectories(FOLDER.resolve("disk"));
        data = disk.resolve("data");
        output = disk.resolve("out");
        mounted = system("mount", "-t", "tmpfs", "-o", "size=900m", "tmpfs", disk.toString()) == 0;
        clock = SetClock.make(FOLDER);
        lobby = RtspServer.start(Files.createDirectories(FOLDER.resolve("lobby")));
        door = RtspServer.start(Files.createDirectories(FOLDER.resolve("door")));
        run = LiveRunProcess.start(FOLDER, "run", JVM, arguments(), clock.environment());
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.windows("lobby") > 0 && run.windows("door") > 0);
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
        makeSegmentsSmall();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
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
                "agender.faces=2m,agender.progress=2m,agender.summary=2m",
                "--annotated-video",
                "--video-megabytes",
                "10",
                "--data-dir",
                data.toString(),
                "--output",
                output.toString()));
        if (LONG) {
            arguments.addAll(List.of("--duration", PLAYING.plusMinutes(1).toSeconds() + "s"));
        }
        return arguments;
    }

    /** All topics, those of Kafka and Kafka Streams too. */
    private void makeSegmentsSmall() throws Exception {
        Properties login = new Properties();
        try (InputStream in = Files.newInputStream(data.resolve("client.properties"))) {
            login.load(in);
        }
        try (Admin admin = Admin.create(login)) {
            Map<ConfigResource, Collection<AlterConfigOp>> small =
                    admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get().stream()
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                    topic -> List.of(
                                            set(TopicConfig.SEGMENT_MS_CONFIG, "20000"),
                                            set(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1"),
                                            set(TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "1000"))));
            admin.incrementalAlterConfigs(small).all().get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
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
    void should_take_no_more_of_the_machine_and_lose_no_frame_whatever_cameras_clock_and_disk_do() throws Exception {
        long start = System.nanoTime();
        long nextLoss = start;
        int losses = 0;
        boolean isSetBack = false;
        int full = 0;
        for (double part = 0; part < 1; part = (double) (System.nanoTime() - start) / PLAYING.toNanos()) {
            assertThat(run.isAlive()).as(run.lastWords()).isTrue();
            if (System.nanoTime() - nextLoss >= 0) {
                nextLoss += BETWEEN_LOSSES.toNanos();
                loseAndBringBack(losses++ % 2 == 0);
            }
            if (!isSetBack && part > SET_BACK_AT) {
                isSetBack = true;
                clock.set(SET_BACK.negated());
            }
            if (mounted && full < FULL_AT.size() && part > FULL_AT.get(full)) {
                fillTheDiskForAWhile(++full);
            }
            uses.add(use(part));
            run.end(Duration.ofSeconds(1)); // the pace of looking; it ends only if something is wrong
        }
        long windows = run.windows("lobby");
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.windows("lobby") > windows + 1);
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
        List<String> segments = firstSegments();
        if (!LONG) {
            run.signal("TERM");
        } // else --duration ends it, though it stood still meanwhile, and though the cameras' time did for a while
        assertThat(run.end(PATIENCE.plus(SET_BACK))).as(run.lastWords()).isZero();

        report(losses, full);
        // Kafka's clients tell with stack traces that they lost their group while the clock was behind.
        assertThat(run.said()).contains("live again").doesNotContain("This is a bug", "agender: ", "by half");
        assertThat(run.times("There is room again.")).isEqualTo(full);
        assertEveryFrameIsThereOnce();
        if (LONG) {
            assertThat(segments).as("segments that were the first ones").isEmpty();
            assertThat(median(Use::memoryKib, END_FROM, 1))
                    .as("resident KiB at the end")
                    .isLessThan(median(Use::memoryKib, WARM_FROM, WARM_TO) * 110 / 100);
            assertThat(median(Use::descriptors, END_FROM, 1))
                    .as("open files at the end")
                    .isLessThan(median(Use::descriptors, WARM_FROM, WARM_TO) + 15);
            assertThat(median(Use::threads, END_FROM, 1))
                    .as("threads at the end")
                    .isLessThan(median(Use::threads, WARM_FROM, WARM_TO) + 8);
            assertThat(most(Use::dataKib, END_FROM, 1))
                    .as("KiB of the data at the end")
                    .isLessThan(most(Use::dataKib, WARM_FROM, WARM_TO) + (8 << 10));
            assertThat(most(Use::videoKib, 0, 1)).as("KiB of video").isLessThan(2 * 12 << 10);
        }
    }

    private void assertEveryFrameIsThereOnce() {
        ResultLines lines = new ResultLines(output);
        List<String> frames = lines.frames();
        assertThat(frames).doesNotHaveDuplicates();
        try (LeftRecords left = LeftRecords.in(data)) {
            assertThat(left.frames()).as("frames that Kafka ever had").isEqualTo(frames.size());
        }
        assertThat(lines.counted()).as("frames in windows").isEqualTo(frames.size());
        assertThat(lines.windows()).doesNotHaveDuplicates();
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

    private void fillTheDiskForAWhile(int time) throws Exception {
        Path other = disk.resolve("other");
        try (OutputStream out = Files.newOutputStream(other)) {
            byte[] some = new byte[1 << 20];
            while (Files.getFileStore(disk).getUsableSpace() > KEEP_FREE) {
                out.write(some);
            }
        }
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.times("no camera is read until") == time);
        run.end(FULL); // stands still meanwhile
        Files.delete(other);
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.times("There is room again.") == time);
    }

    private Use use(double part) {
        return new Use(
                part,
                run.memoryKib(),
                run.descriptors(),
                run.threads(),
                size(data) >> 10,
                size(data, "agender.frames-") >> 10,
                size(output, ".jsonl") >> 10,
                size(output, ".mp4") >> 10);
    }

    /** Segments of pictures and faces that have been there from the beginning on. */
    private List<String> firstSegments() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("broker"))) {
            return files.filter(file -> file.toString().matches(".*/agender\\.(frames|faces)-\\d+/0{20}\\.log"))
                    .filter(file -> blocks(file) > 0) // none of the cameras has this partition
                    .map(Path::toString)
                    .toList();
        }
    }

    private void report(int losses, int full) throws IOException {
        List<String> table = new ArrayList<>();
        table.add("part,resident KiB,open files,threads,data KiB,frames KiB,results KiB,video KiB");
        uses.forEach(use -> table.add(String.format(
                Locale.ROOT,
                "%.3f,%d,%d,%d,%d,%d,%d,%d",
                use.part(),
                use.memoryKib(),
                use.descriptors(),
                use.threads(),
                use.dataKib(),
                use.framesKib(),
                use.resultsKib(),
                use.videoKib())));
        Files.write(FOLDER.resolve("uses.csv"), table);
        System.out.printf(
                Locale.ROOT,
                "live run soak: %d s, %d losses, %d times a full disk, %d windows: behind the first full disk and at the"
                        + " end %d and %d MB resident with the registry's process, %d and %d open files, %d and %d threads,"
                        + " at most %d and %d MB of data, of which %d and %d of frames; %d MB of results, %d MB of video%n",
                PLAYING.toSeconds(),
                losses,
                full,
                run.windows("lobby") + run.windows("door"),
                median(Use::memoryKib, WARM_FROM, WARM_TO) >> 10,
                median(Use::memoryKib, END_FROM, 1) >> 10,
                median(Use::descriptors, WARM_FROM, WARM_TO),
                median(Use::descriptors, END_FROM, 1),
                median(Use::threads, WARM_FROM, WARM_TO),
                median(Use::threads, END_FROM, 1),
                most(Use::dataKib, WARM_FROM, WARM_TO) >> 10,
                most(Use::dataKib, END_FROM, 1) >> 10,
                most(Use::framesKib, WARM_FROM, WARM_TO) >> 10,
                most(Use::framesKib, END_FROM, 1) >> 10,
                most(Use::resultsKib, END_FROM, 1) >> 10,
                most(Use::videoKib, 0, 1) >> 10);
    }

    private long most(ToLongFunction<Use> value, double from, double to) {
        return sorted(value, from, to).reduce(0, (one, next) -> next);
    }

    private long median(ToLongFunction<Use> value, double from, double to) {
        long[] all = sorted(value, from, to).toArray();
        return all.length == 0 ? 0 : all[all.length / 2];
    }

    private LongStream sorted(ToLongFunction<Use> value, double from, double to) {
        return uses.stream()
                .filter(use -> use.part() >= from && use.part() <= to)
                .mapToLong(value)
                .sorted();
    }

    private static long size(Path folder) {
        return size(folder, "");
    }

    /** Bytes of the files with a word in their path, as far as it is below the folder. */
    private static long size(Path folder, String word) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> folder.relativize(file).toString().contains(word))
                    .mapToLong(LiveRunSoakIT::blocks)
                    .sum();
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
