package io.agender.launcher.bench;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.ModelUse;
import io.agender.vision.NativeUse;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the bare loop decode, detect, classify over the frames of a video, without Kafka: with one thread, then with two.
 * The frames are in memory before the clock starts, so reading and encoding the video count for nothing.
 *
 * @param vision which networks
 * @param frames at most this many frames of the video are used, over and over
 * @param duration how long each number of threads runs; a quarter of it more to warm up
 */
public record VisionBench(VisionConfig vision, int frames, Duration duration) {

    private static final int[] THREADS = {1, 2};
    private static final double MEGABYTE = 1e6;

    /** Measures and prints. */
    public void run(String video, VideoSources sources, PrintWriter out) throws InterruptedException {
        List<EncodedImage> pictures = pictures(video, sources);
        try (VisionEngine engine = VisionEngine.open(vision)) {
            EncodedImage first = pictures.get(0);
            out.printf(
                    Locale.ROOT,
                    "%d frames of %d x %d pixels; %s; %d thread(s) for one run of a network.%n",
                    pictures.size(),
                    first.width(),
                    first.height(),
                    engine.models().stream().map(ModelUse::name).distinct().collect(Collectors.joining(" and ")),
                    vision.threads());
            out.printf("Stages in milliseconds, median of all frames.%n%n%s", VisionReport.HEADER);
            loop(engine, pictures, 1, duration.dividedBy(4));
            NativeUse before = VisionEngine.nativeUse();
            for (int threads : THREADS) {
                loop(engine, pictures, threads, duration.dividedBy(4));
                out.print(loop(engine, pictures, threads, duration).row());
                out.flush();
            }
            memory(out, before, VisionEngine.nativeUse());
        }
        out.flush();
    }

    private List<EncodedImage> pictures(String video, VideoSources sources) {
        List<EncodedImage> pictures = new ArrayList<>();
        try (VideoSource source = sources.open(video, VideoOptions.DEFAULTS)) {
            for (Optional<VideoFrame> frame = source.next();
                    frame.isPresent() && pictures.size() < frames;
                    frame = source.next()) {
                pictures.add(frame.get().image());
            }
        }
        if (pictures.isEmpty()) {
            throw new VisionException(video + " has no frames; give another video");
        }
        return pictures;
    }

    private static VisionReport loop(VisionEngine engine, List<EncodedImage> pictures, int threads, Duration duration)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger next = new AtomicInteger();
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            List<StageClock> clocks = new ArrayList<>();
            Callable<StageClock> worker = () -> work(engine, pictures, next, end);
            for (Future<StageClock> clock :
                    pool.invokeAll(Stream.generate(() -> worker).limit(threads).toList())) {
                clocks.add(clock.get());
            }
            return new VisionReport(Duration.ofNanos(System.nanoTime() - start), clocks);
        } catch (ExecutionException error) {
            throw error.getCause() instanceof VisionException known ? known : new IllegalStateException(error);
        } finally {
            pool.shutdownNow();
        }
    }

    private static StageClock work(VisionEngine engine, List<EncodedImage> pictures, AtomicInteger next, long end) {
        StageClock clock = new StageClock();
        try (FrameAnalyzer analyzer = engine.newAnalyzer()) {
            do {
                EncodedImage picture = pictures.get(Math.floorMod(next.getAndIncrement(), pictures.size()));
                long start = System.nanoTime();
                try (DecodedFrame frame = analyzer.decode(picture)) {
                    long decoded = System.nanoTime();
                    List<Detection> faces = frame.detect().stream()
                            .filter(face -> face.score() >= analyzer.minScore())
                            .toList();
                    long detected = System.nanoTime();
                    List<FaceCrop> crops = faces.stream().map(frame::crop).toList();
                    long cropped = System.nanoTime();
                    analyzer.classify(crops);
                    clock.add(faces.size(), start, decoded, detected, cropped, System.nanoTime());
                }
            } while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted());
        }
        return clock;
    }

    private static void memory(PrintWriter out, NativeUse before, NativeUse after) {
        out.printf(
                Locale.ROOT,
                "%nNative memory before and after: %d and %d objects, %.1f and %.1f MB; process %.0f and %.0f MB.%n",
                before.objects(),
                after.objects(),
                before.bytes() / MEGABYTE,
                after.bytes() / MEGABYTE,
                before.processBytes() / MEGABYTE,
                after.processBytes() / MEGABYTE);
    }
}
