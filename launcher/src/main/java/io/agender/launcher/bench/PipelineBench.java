package io.agender.launcher.bench;

import io.agender.aggregator.Aggregator;
import io.agender.aggregator.AggregatorConfig;
import io.agender.inference.Inference;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Engines;
import io.agender.launcher.embedded.EmbeddedPlatform;
import io.agender.launcher.embedded.PlatformConfig;
import io.agender.producer.CameraSource;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.TopicProvisioner;
import io.agender.schemas.Topic;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.engine.VisionEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures the whole pipeline on this machine, frames to summaries over an embedded broker, against the bare vision loop
 * on the same frames with as many threads. Both are measured in turns in one process, so that whatever else the machine
 * does hits both.
 */
public final class PipelineBench {

    private static final int MOST_FRAMES_IN_MEMORY = 300;
    private static final long WARM_UP_FRAMES = 150;
    private static final Duration LATENCY_TIME = Duration.ofSeconds(20);
    private static final short ONE_COPY = 1;

    private final Supplier<Path> registryApplication;
    private final PrintWriter out;

    /**
     * @param registryApplication finds the folder of the schema registry's application
     * @param out where the figures go
     */
    public PipelineBench(Supplier<Path> registryApplication, PrintWriter out) {
        this.registryApplication = registryApplication;
        this.out = out;
    }

    /**
     * What is measured.
     *
     * @param frames frames of one round, over all cameras
     * @param rounds how often bare loop and pipeline take turns; the medians count
     * @param threads stream threads, cameras and partitions, and threads of the bare loop
     */
    public record Plan(String video, long frames, int rounds, int threads, Settings settings) {}

    /** Measures and prints; first every face of every frame as the bare loop does, then with tracking. */
    public void run(Plan plan, VideoSources videos) throws InterruptedException {
        List<EncodedImage> frames = frames(plan, videos);
        EncodedImage first = frames.get(0);
        say(
                "%d frames of %d x %d, %d KB each; %d threads, %d rounds of %d frames",
                frames.size(),
                first.width(),
                first.height(),
                frames.stream().mapToLong(frame -> frame.bytes().length).sum() / frames.size() / 1024,
                plan.threads(),
                plan.rounds(),
                plan.frames());
        measure("every face, every frame", plan, frames, Map.of(InferenceConfig.TRACKING, "false"));
        measure("tracking", plan, frames, Map.of(InferenceConfig.TRACKING, "true"));
    }

    private static List<EncodedImage> frames(Plan plan, VideoSources videos) {
        List<EncodedImage> frames = new ArrayList<>();
        try (VideoSource source = videos.open(plan.video(), VideoOptions.DEFAULTS)) {
            for (Optional<VideoFrame> next = source.next();
                    next.isPresent() && frames.size() < MOST_FRAMES_IN_MEMORY;
                    next = source.next()) {
                frames.add(next.get().image());
            }
        }
        return frames;
    }

    private void measure(String title, Plan plan, List<EncodedImage> frames, Map<String, String> mode)
            throws InterruptedException {
        Map<String, String> chosen = new HashMap<>(mode);
        chosen.put(InferenceConfig.PROCESSOR_THREADS, String.valueOf(plan.threads()));
        Settings settings = plan.settings().with(chosen);
        InferenceConfig config = InferenceConfig.from(settings);
        try (VisionEngine engine = Engines.open(config);
                EmbeddedPlatform platform =
                        EmbeddedPlatform.open(PlatformConfig.temporary(registryApplication.get()))) {
            KafkaConfig kafka = KafkaConfig.from(settings.with(Map.of(
                    KafkaConfig.BOOTSTRAP_SERVERS, platform.bootstrapServers(),
                    KafkaConfig.REGISTRY_URL, platform.registryUrl())));
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            Path state = platform.dataDirectory().resolve("streams");
            try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
                new TopicProvisioner(admin)
                        .provision(
                                Topic.all().stream()
                                        .map(topic -> topic.withRetention(Duration.ofMillis(-1)))
                                        .toList(),
                                plan.threads(),
                                ONE_COPY);
                try (StreamsRunner inference = Inference.openRunner(
                                kafka, config, "bench-inference", state, meters, engine::newAnalyzer);
                        StreamsRunner aggregator = Aggregator.openRunner(
                                kafka, AggregatorConfig.from(settings), "bench-aggregator", state, 1, meters);
                        PipelineLoad load = new PipelineLoad(kafka, frames, cameras(plan.threads()))) {
                    inference.start();
                    aggregator.start();
                    rounds(title, plan, new BareLoop(engine, frames), load, new Footprint(admin));
                    inference.check();
                    aggregator.check();
                }
            }
        }
    }

    private void rounds(String title, Plan plan, BareLoop bare, PipelineLoad load, Footprint footprint)
            throws InterruptedException {
        int each = (int) (plan.frames() / plan.threads());
        bare.framesPerSecond(plan.threads(), (int) WARM_UP_FRAMES);
        load.run(WARM_UP_FRAMES, 10, false);
        Footprint.Bytes before = footprint.read();
        List<Double> loops = new ArrayList<>();
        List<Double> pipelines = new ArrayList<>();
        List<Double> singles = new ArrayList<>();
        long resident = Footprint.residentMegabytes();
        long faces = 0;
        for (int round = 0; round < plan.rounds(); round++) {
            loops.add(bare.framesPerSecond(plan.threads(), each));
            singles.add(bare.framesPerSecond(1, each));
            PipelineLoad.Result result = load.run(each, 10, false);
            pipelines.add(result.framesPerSecond());
            faces += result.faces();
        }
        Footprint.Bytes after = footprint.read();
        long sent = (long) each * plan.threads() * plan.rounds();
        double loop = Rates.median(loops);
        double pipeline = Rates.median(pipelines);
        say("");
        say("%s", title);
        say("  faces per frame          %8.2f", (double) faces / sent);
        say("  bare loop, every face    %8.1f frames/s   %s", loop, listed(loops));
        say(
                "  bare loop, one thread    %8.1f frames/s, so %d threads are %.2f times as fast",
                Rates.median(singles), plan.threads(), loop / Rates.median(singles));
        say("  pipeline                 %8.1f frames/s   %s", pipeline, listed(pipelines));
        say("  pipeline / bare loop     %8.2f", pipeline / loop);
        say(
                "  bytes per frame          %8d frames topic, %d faces topic, %d changelogs",
                perFrame(after.frames() - before.frames(), sent),
                perFrame(after.faces() - before.faces(), sent),
                perFrame(after.changelogs() - before.changelogs(), sent));
        double rate = Math.max(1, pipeline / 2 / plan.threads());
        PipelineLoad.Result paced = load.run(Math.round(rate * LATENCY_TIME.toSeconds()), rate, true);
        say(
                "  capture to faces         %8d ms p50, %d ms p95, %d ms p99, at %.1f frames/s",
                Rates.percentile(paced.latencyMillis(), 0.5),
                Rates.percentile(paced.latencyMillis(), 0.95),
                Rates.percentile(paced.latencyMillis(), 0.99),
                rate * plan.threads());
        say(
                "  memory of the process    %8d MB resident after the warm-up, %d MB at the end, %d MB of it Java heap",
                resident, Footprint.residentMegabytes(), Footprint.heapMegabytes());
    }

    private static long perFrame(long bytes, long frames) {
        return bytes / frames;
    }

    private static String listed(List<Double> values) {
        StringBuilder text = new StringBuilder("(");
        for (double value : values) {
            text.append(text.length() == 1 ? "" : ", ").append(String.format(Locale.ROOT, "%.1f", value));
        }
        return text.append(")").toString();
    }

    /** One camera for each partition, so that every thread has its own. */
    private static List<CameraSource> cameras(int partitions) {
        List<CameraSource> cameras = new ArrayList<>();
        TreeSet<Integer> taken = new TreeSet<>();
        for (int number = 1; cameras.size() < partitions; number++) {
            String id = "camera-" + number;
            byte[] key = id.getBytes(StandardCharsets.UTF_8);
            if (taken.add(Utils.toPositive(Utils.murmur2(key)) % partitions)) {
                cameras.add(new CameraSource(id, "memory"));
            }
        }
        return cameras;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
