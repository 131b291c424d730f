package io.agender.benchmarks;

import io.agender.inference.InferenceConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.EncodedImage;
import io.agender.vision.NativeUse;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSources;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measures the whole pipeline on this machine, frames to summaries over an embedded broker, against the bare vision loop
 * on the same frames with as many threads. Both are measured in turns in one process, so that whatever else the machine
 * does hits both.
 */
public final class PipelineBench {

    private static final double MILLION = 1e6;
    private static final int MAX_FRAMES_IN_MEMORY = 300;
    private static final Duration LOOP_TIME = Duration.ofSeconds(4);
    private static final Duration LATENCY_TIME = Duration.ofSeconds(20);
    private static final Duration LIVE_WARM_UP = Duration.ofSeconds(3);

    private final Supplier<Path> registryApplication;
    private final Function<Settings, VisionConfig> vision;
    private final PrintWriter out;

    /**
     * @param registryApplication finds the folder of the schema registry's application
     * @param vision what looks at the frames, by the settings
     * @param out where the figures go
     */
    public PipelineBench(Supplier<Path> registryApplication, Function<Settings, VisionConfig> vision, PrintWriter out) {
        this.registryApplication = registryApplication;
        this.vision = vision;
        this.out = out;
    }

    /**
     * What is measured.
     *
     * @param frames frames of one round, over all cameras
     * @param rounds how often bare loop and pipeline take turns; the medians count
     * @param threads stream threads, cameras and partitions, and threads of the bare loop
     * @param warmUp how long the load is repeated at most before the clock starts, until the JIT compiler is done
     */
    public record Plan(String video, long frames, int rounds, int threads, Duration warmUp, Settings settings) {

        private long framesPerCamera() {
            return frames / threads;
        }
    }

    /** Measures and prints; first every face of every frame as the bare loop does, then with tracking. */
    public void run(Plan plan, VideoSources videos) throws InterruptedException {
        List<EncodedImage> pictures = Pictures.read(plan.video(), videos, VideoOptions.DEFAULTS, MAX_FRAMES_IN_MEMORY);
        say(
                "%d frames of %d x %d, %d KB each; %d threads, %d rounds of %d frames",
                pictures.size(),
                pictures.get(0).width(),
                pictures.get(0).height(),
                Pictures.meanBytes(pictures) / 1024,
                plan.threads(),
                plan.rounds(),
                plan.frames());
        measure("every face, every frame", plan, pictures, "false");
        measure("tracking", plan, pictures, "true");
    }

    private void measure(String title, Plan plan, List<EncodedImage> pictures, String tracking)
            throws InterruptedException {
        Settings settings = plan.settings().with(Map.of(InferenceConfig.TRACKING, tracking));
        try (PipelineRig rig = PipelineRig.open(
                registryApplication.get(), vision.apply(settings), settings, plan.threads(), pictures)) {
            say("");
            say("%s", title);
            BareLoop loop = new BareLoop(rig.engine(), pictures);
            Duration warm = new WarmUp(plan.warmUp()).run(() -> {
                loop.run(plan.threads(), LOOP_TIME.dividedBy(4));
                rig.load().atFullSpeed(plan.framesPerCamera());
                rig.load().live(LIVE_WARM_UP.toSeconds() * 10, 10);
            });
            say("  warm-up                  %8d s", warm.toSeconds());
            double pipeline = rounds(plan, loop, rig);
            latency(rig, Math.max(1, pipeline / 2 / plan.threads()), plan.threads());
            rig.check();
        }
    }

    private double rounds(Plan plan, BareLoop bare, PipelineRig rig) throws InterruptedException {
        Footprint.Bytes before = rig.footprint().read();
        long resident = Footprint.residentMegabytes();
        NativeUse outside = VisionEngine.nativeUse();
        List<Double> loops = new ArrayList<>();
        List<Double> pipelines = new ArrayList<>();
        List<Double> loopMillis = new ArrayList<>();
        List<Double> pipelineMillis = new ArrayList<>();
        long faces = 0;
        long framesOfRound = plan.framesPerCamera() * plan.threads();
        for (int round = 0; round < plan.rounds(); round++) {
            Duration start = processorTime();
            VisionReport looked = bare.run(plan.threads(), LOOP_TIME);
            Duration between = processorTime();
            PipelineLoad.Result result = rig.load().atFullSpeed(plan.framesPerCamera());
            Duration end = processorTime();
            loops.add(looked.framesPerSecond());
            loopMillis.add(between.minus(start).toNanos() / MILLION / looked.frames());
            pipelines.add(result.framesPerSecond());
            pipelineMillis.add(end.minus(between).toNanos() / MILLION / framesOfRound);
            faces += result.faces();
        }
        Footprint.Bytes grown = rig.footprint().read().minus(before);
        long sent = framesOfRound * plan.rounds();
        double loop = Rates.median(loops);
        double pipeline = Rates.median(pipelines);
        say("  faces per frame          %8.2f", (double) faces / sent);
        say("  bare loop, every face    %8.1f frames/s   %s", loop, listed(loops));
        say("  pipeline                 %8.1f frames/s   %s", pipeline, listed(pipelines));
        say("  pipeline / bare loop     %8.2f", pipeline / loop);
        say(
                "  processor time           %8.2f ms a frame; bare loop, with an idle pipeline beside it, %.2f ms",
                Rates.median(pipelineMillis), Rates.median(loopMillis));
        say(
                "  bytes per frame          %8d frames topic, %d faces topic, %d changelogs",
                grown.frames() / sent, grown.faces() / sent, grown.changelogs() / sent);
        say(
                "  memory of the process    %8d MB resident after the warm-up, %d MB after the rounds, %d MB of it Java"
                        + " heap",
                resident, Footprint.residentMegabytes(), Footprint.heapMegabytes());
        say("  native, before and after the rounds: %s", Footprint.between(outside, VisionEngine.nativeUse()));
        return pipeline;
    }

    /** Of this process, which has all of the pipeline in it but the registry. */
    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void latency(PipelineRig rig, double rate, int cameras) throws InterruptedException {
        PipelineLoad.Result result = rig.load().live(Math.round(rate * LATENCY_TIME.toSeconds()), rate);
        say("  at half of that load     %8.1f frames/s", rate * cameras);
        say("  capture to analysed      %s", percentiles(result.analysedMillis()));
        say("  capture to faces read    %s", percentiles(result.latencyMillis()));
    }

    private static String percentiles(long[] millis) {
        return String.format(
                Locale.ROOT,
                "%8d ms p50, %d ms p95, %d ms p99",
                Rates.percentile(millis, 0.5),
                Rates.percentile(millis, 0.95),
                Rates.percentile(millis, 0.99));
    }

    private static String listed(List<Double> values) {
        StringBuilder text = new StringBuilder("(");
        for (double value : values) {
            text.append(text.length() == 1 ? "" : ", ").append(String.format(Locale.ROOT, "%.1f", value));
        }
        return text.append(")").toString();
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
