package io.agender.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.inference.InferenceConfig;
import io.agender.program.files.Directories;
import io.agender.runtime.config.Settings;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoOptions;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.track.TrackerConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Ours beside others on the same video, in turns: the loop of the original Agender program without its networks for gender
 * and age, OpenCV's own YuNet, and the whole pipeline through Kafka, each as a whole process and when it has run for a while.
 * Started by {@code benchmarks/peers.sh}.
 */
final class PeersBench {

    /** YuNet's file for pictures of any size, and the one that OpenCV reads. */
    private static final String OURS = "yunet_n_dynamic.onnx";

    private static final String THEIRS = "yunet_n_640_640.onnx";
    private static final int MAX_FRAMES_IN_MEMORY = 300;
    private static final double PEER_SECONDS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final double NANOS = 1e9;

    private final Path home;
    private final Path models;
    private final String video;

    private PeersBench(Path home, Path models, String video) {
        this.home = home;
        this.models = models;
        this.video = video;
    }

    /**
     * Prints a table.
     *
     * @param args the video, how many rounds, and numbers of threads with commas between them
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path given = Path.of(System.getProperty("agender.model.directory"));
        Path models = Files.createTempDirectory("agender-peers-");
        try {
            for (String file : List.of(OURS, THEIRS)) {
                if (Files.exists(given.resolve(file))) { // what else is in that folder is not for us to judge
                    Files.copy(given.resolve(file), models.resolve(file));
                }
            }
            PeersBench bench = new PeersBench(Path.of(System.getProperty("agender.home")), models, args[0]);
            List<Integer> threads =
                    Arrays.stream(args[2].split(",")).map(Integer::valueOf).toList();
            System.out.print(PeersReport.of(bench.run(Integer.parseInt(args[1]), threads)));
        } finally {
            Directories.delete(models);
        }
    }

    private Map<String, List<PeerFigures>> run(int rounds, List<Integer> threads)
            throws IOException, InterruptedException {
        Map<String, List<PeerFigures>> sides = new LinkedHashMap<>();
        Path theirs = models.resolve(THEIRS);
        Path ours = models.resolve(OURS);
        for (int round = 0; round < rounds; round++) {
            for (int number : threads) {
                add(sides, "the original's cascade", number, peer("haar", number));
                if (Files.exists(theirs)) {
                    add(sides, "OpenCV's YuNet", number, peer(theirs.toString(), number));
                }
                add(sides, "Agender Streams", number, ours(VisionConfig.DEFAULT_DETECTOR, number));
                if (Files.exists(ours)) {
                    add(sides, "Agender Streams, `yunet`", number, ours("yunet", number));
                }
            }
        }
        return sides;
    }

    private static void add(Map<String, List<PeerFigures>> sides, String name, int threads, PeerFigures figures) {
        String side = name + ", " + threads + (threads == 1 ? " thread" : " threads");
        sides.computeIfAbsent(side, none -> new ArrayList<>()).add(figures);
        System.err.println(side + ": " + figures);
    }

    private PeerFigures peer(String detector, int threads) throws IOException, InterruptedException {
        TimedProcess cold = TimedProcess.run(loop(detector, threads, 0), Map.of());
        double[] whole = passes(cold.output(), 0);
        double[] warm = passes(
                TimedProcess.run(loop(detector, threads, PEER_SECONDS), Map.of())
                        .output(),
                1);
        return new PeerFigures(
                cold.wallSeconds(),
                cold.processorSeconds(),
                (long) whole[0],
                (long) whole[1],
                warm[0] / warm[2],
                1000 * warm[3] / warm[0]);
    }

    private List<String> loop(String detector, int threads, double seconds) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                PeerLoop.class.getName(),
                detector,
                String.valueOf(threads),
                String.valueOf(seconds),
                video));
        return command;
    }

    /**
     * Frames, faces, seconds and processor seconds of all passes together.
     *
     * @param cold how many of the first count for nothing, where there are others
     */
    static double[] passes(String output, int cold) {
        List<double[]> passes = output.lines()
                .filter(line -> line.startsWith(PeerLoop.PASS))
                .map(line -> Arrays.stream(
                                line.substring(PeerLoop.PASS.length()).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        double[] sum = new double[4];
        for (double[] pass : passes.subList(Math.min(cold, passes.size() - 1), passes.size())) {
            Arrays.setAll(sum, index -> sum[index] + pass[index]);
        }
        return sum;
    }

    private PeerFigures ours(String detector, int threads) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("agender-peers-");
        try {
            TimedProcess cold = TimedProcess.run(
                    List.of(
                            home.resolve("agender").toString(),
                            "run",
                            "--camera",
                            "peer=" + video,
                            "--detector",
                            detector,
                            "--threads",
                            String.valueOf(threads),
                            "--output",
                            folder.resolve("results").toString(),
                            "--data-dir",
                            folder.resolve("data").toString(),
                            "--dashboard-port",
                            "0"),
                    Map.of("AGENDER_MODEL_DIRECTORY", models.toString()));
            long[] found = facesIn(folder.resolve("results").resolve("faces.jsonl"));
            double[] warm = warm(detector, threads);
            return new PeerFigures(cold.wallSeconds(), cold.processorSeconds(), found[0], found[1], warm[0], warm[1]);
        } finally {
            Directories.delete(folder);
        }
    }

    /** Frames and faces. */
    private static long[] facesIn(Path results) throws IOException {
        ObjectMapper json = new ObjectMapper();
        long[] found = new long[2];
        for (String line : Files.readAllLines(results)) {
            JsonNode frame = json.readTree(line);
            found[0]++;
            found[1] += frame.at("/faces").size();
        }
        return found;
    }

    /** Frames a second through the whole pipeline, and milliseconds of processor time, the broker's among them. */
    private double[] warm(String detector, int threads) throws InterruptedException {
        List<EncodedImage> pictures =
                Pictures.read(video, new VideoEngine(), VideoOptions.DEFAULTS, MAX_FRAMES_IN_MEMORY);
        VisionConfig vision = new VisionConfig(
                detector,
                VisionConfig.AUTO,
                OptionalDouble.empty(),
                OptionalDouble.of(TrackerConfig.DEFAULTS.lowScore()),
                1,
                Optional.of(models),
                VisionConfig.DEFAULT_MAX_PIXELS);
        Settings settings = new Settings(Map.of(InferenceConfig.TRACKING, "true"));
        long frames = Math.max(1, pictures.size() / threads);
        try (PipelineRig rig =
                PipelineRig.open(home.resolve("embedded/target/registry"), vision, settings, threads, pictures)) {
            repeat(rig, frames, WARM_UP);
            Duration processor = OwnProcess.processorTime(ProcessHandle.current());
            long start = System.nanoTime();
            long sent = threads * repeat(rig, frames, MEASURED);
            double seconds = (System.nanoTime() - start) / NANOS;
            processor = OwnProcess.processorTime(ProcessHandle.current()).minus(processor);
            rig.check();
            return new double[] {sent / seconds, processor.toNanos() / 1e6 / sent};
        }
    }

    /** Returns how many frames each camera sent. */
    private static long repeat(PipelineRig rig, long frames, Duration time) throws InterruptedException {
        long start = System.nanoTime();
        long sent = 0;
        while (sent == 0 || System.nanoTime() - start < time.toNanos()) {
            rig.load().atFullSpeed(frames);
            sent += frames;
        }
        return sent;
    }
}
