package io.agender.benchmarks;

import io.agender.inference.InferenceConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures what a camera costs beside its frames: the same number of small frames a second from one camera or many, on one
 * partition or many, and then from the same cameras nothing. Each step has services of its own.
 *
 * @param java starts the services
 * @param registryApplication folder of the schema registry's application
 * @param out where the figures go
 */
public record CamerasBench(SameJava java, Path registryApplication, PrintWriter out) {

    private static final int MAX_FRAMES_IN_MEMORY = 300;

    /** How long what was sent may take to be analysed, and what is dropped to be known. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A transaction's end, as brokers call it. */
    private static final String COMMITS =
            "kafka.network:type=RequestMetrics,name=RequestsPerSec,request=EndTxn,version=*";

    private static final double MEGABYTE = 1e6;

    /**
     * What is measured.
     *
     * @param steps in their order
     * @param framesPerSecond of all cameras together
     * @param threads stream threads of the processor
     * @param maxWidth wider pictures are scaled down to so many pixels
     * @param warmUp how long the cameras send before the clock starts
     * @param duration how long they are measured while they send, and again while they are silent
     * @param settings of the processor
     */
    public record Plan(
            String video,
            List<CamerasStep> steps,
            double framesPerSecond,
            int threads,
            int maxWidth,
            Duration warmUp,
            Duration duration,
            Settings settings) {

        public Plan {
            steps = List.copyOf(steps);
        }
    }

    /** Measures and prints. */
    public void run(Plan plan, VideoSources videos) throws InterruptedException {
        VideoOptions small = new VideoOptions(0, plan.maxWidth(), VideoOptions.AS_IT_COMES);
        List<EncodedImage> pictures = Pictures.read(plan.video(), videos, small, MAX_FRAMES_IN_MEMORY);
        out.printf(
                Locale.ROOT,
                "%d frames of %d x %d, %d bytes each; %.0f a second of all cameras together; %d stream threads; %d cores%n%n",
                pictures.size(),
                pictures.get(0).width(),
                pictures.get(0).height(),
                Pictures.meanBytes(pictures),
                plan.framesPerSecond(),
                plan.threads(),
                Runtime.getRuntime().availableProcessors());
        out.flush();
        // A camera with few frames a second has more of them searched, which is not what it costs to have one.
        Settings searching = plan.settings().with(Map.of(InferenceConfig.DETECT_GATE, "false"));
        List<CamerasFigures> figures = new ArrayList<>();
        for (CamerasStep step : plan.steps()) {
            try (SeparateRig rig = SeparateRig.open(java, registryApplication, searching, step.partitions())) {
                rig.process(plan.threads());
                figures.add(measure(plan, step, rig, pictures));
            }
        }
        out.print(CamerasReport.of(figures));
        out.flush();
    }

    private static CamerasFigures measure(Plan plan, CamerasStep step, SeparateRig rig, List<EncodedImage> pictures)
            throws InterruptedException {
        try (SteadyCameras cameras = SteadyCameras.start(
                        rig.kafka(),
                        pictures,
                        CameraSpread.over(step.partitions(), step.cameras()),
                        plan.framesPerSecond());
                TopicReader faces =
                        TopicReader.open(rig.kafka().clientProperties(Map.of()), "agender-bench-count", 500);
                JvmQuestions broker = rig.service(Part.BROKER).questions()) {
            AtomicLong analysed = new AtomicLong();
            faces.begin(faces.partitions(Topic.FACES), StartPosition.beginning());
            await(faces, analysed, step.cameras());
            Thread.sleep(plan.warmUp().toMillis());
            Footprint.Bytes bytes = rig.footprint().read();
            double commits = broker.sum(COMMITS, "Count");
            long sent = cameras.sent();
            ProcessorTimes start = rig.times();
            Thread.sleep(plan.duration().toMillis());
            ProcessorTimes live = rig.times().since(start);
            long frames = cameras.sent() - sent;
            commits = broker.sum(COMMITS, "Count") - commits;
            bytes = rig.footprint().read().minus(bytes);
            cameras.fallSilent();
            await(faces, analysed, cameras.sent());
            start = rig.times();
            Thread.sleep(plan.duration().toMillis());
            ProcessorTimes silent = rig.times().since(start);
            rig.check();
            return new CamerasFigures(step, frames, live, silent, Math.round(commits), memory(rig), bytes);
        }
    }

    private static void await(TopicReader faces, AtomicLong analysed, long expected) {
        if (faces.readUntil(() -> analysed.get() >= expected, PATIENCE, record -> analysed.incrementAndGet())
                != TopicReader.Outcome.END) {
            throw new IllegalStateException("Only " + analysed + " of " + expected + " frames came back.");
        }
    }

    private static Map<Part, CamerasFigures.Memory> memory(SeparateRig rig) {
        Map<Part, CamerasFigures.Memory> memory = new EnumMap<>(Part.class);
        for (Part part : List.of(Part.PROCESSOR, Part.AGGREGATOR, Part.BROKER)) {
            OwnProcess service = rig.service(part);
            try (JvmQuestions questions = service.questions()) {
                double heap = questions.heapBytesAfterCollection() / MEGABYTE;
                memory.put(part, new CamerasFigures.Memory(service.residentMegabytes(), heap));
            }
        }
        return memory;
    }
}
