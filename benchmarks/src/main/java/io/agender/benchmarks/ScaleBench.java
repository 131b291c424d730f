package io.agender.benchmarks;

import io.agender.runtime.config.Settings;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what a second stream thread gives: the pipeline as services of their own, the processor with one thread and with
 * several in turns, so that whatever else the machine does hits both. Broker, producer and the others share the machine
 * with it and have processor time of their own, which is told beside.
 *
 * @param java starts the services
 * @param registryApplication folder of the schema registry's application
 * @param out where the figures go
 */
public record ScaleBench(SameJava java, Path registryApplication, PrintWriter out) {

    private static final int MAX_FRAMES_IN_MEMORY = 300;

    /**
     * What is measured.
     *
     * @param frames frames of one turn, over all cameras
     * @param rounds how often each number of threads has its turn; the medians count
     * @param threads stream threads, in the order of the turns
     * @param warmUp how long a processor gets the load before its clock starts
     * @param settings of the processor
     */
    public record Plan(
            String video, long frames, int rounds, List<Integer> threads, Duration warmUp, Settings settings) {

        public Plan {
            threads = List.copyOf(threads);
        }

        private int most() {
            return threads.stream().mapToInt(Integer::intValue).max().orElseThrow();
        }
    }

    /** Measures and prints. */
    public void run(Plan plan, VideoSources videos) throws InterruptedException {
        List<EncodedImage> pictures = Pictures.read(plan.video(), videos, VideoOptions.DEFAULTS, MAX_FRAMES_IN_MEMORY);
        out.printf(
                Locale.ROOT,
                "%d frames of %d x %d, %d KB each; %d rounds of %d frames; %d cores%n%n",
                pictures.size(),
                pictures.get(0).width(),
                pictures.get(0).height(),
                Pictures.meanBytes(pictures) / 1024,
                plan.rounds(),
                plan.frames(),
                Runtime.getRuntime().availableProcessors());
        out.flush();
        Map<Integer, List<ScaleTurn>> turns = new TreeMap<>();
        try (SeparateRig rig = SeparateRig.open(java, registryApplication, plan.settings(), plan.most())) {
            PipelineLoad load =
                    rig.closing(new PipelineLoad(rig.kafka(), pictures, CameraSpread.over(plan.most(), plan.most())));
            for (int round = 0; round < plan.rounds(); round++) {
                for (int threads : plan.threads()) {
                    rig.process(threads);
                    turns.computeIfAbsent(threads, none -> new ArrayList<>()).add(turn(plan, rig, load));
                }
            }
        }
        out.print(ScaleReport.of(turns));
        out.flush();
    }

    private static ScaleTurn turn(Plan plan, SeparateRig rig, PipelineLoad load) throws InterruptedException {
        long start = System.nanoTime();
        do {
            load.atFullSpeed(Math.max(1, plan.frames() / 4 / plan.most()));
        } while (System.nanoTime() - start < plan.warmUp().toNanos());
        ProcessorTimes before = rig.times();
        long perCamera = plan.frames() / plan.most();
        double framesPerSecond = load.atFullSpeed(perCamera).framesPerSecond();
        rig.check();
        return new ScaleTurn(
                framesPerSecond, perCamera * plan.most(), rig.times().since(before));
    }
}
