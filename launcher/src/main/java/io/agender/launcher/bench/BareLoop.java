package io.agender.launcher.bench;

import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The networks alone: decode, detect, classify every face, frame by frame, with nothing of Kafka around. */
final class BareLoop {

    private final VisionEngine engine;
    private final List<EncodedImage> frames;

    BareLoop(VisionEngine engine, List<EncodedImage> frames) {
        this.engine = engine;
        this.frames = frames;
    }

    /**
     * Analyses frames on several threads, each with an analyzer of its own.
     *
     * @param framesPerThread how many each thread analyses; the clip is begun again when it is over
     * @return frames a second of all threads together
     */
    double framesPerSecond(int threads, int framesPerThread) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                runs.add(pool.submit(() -> analyze(framesPerThread)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            return Rates.perSecond((long) threads * framesPerThread, System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException error ? error : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void analyze(int count) {
        try (FrameAnalyzer analyzer = engine.newAnalyzer()) {
            for (int i = 0; i < count; i++) {
                analyzer.analyze(frames.get(i % frames.size()));
            }
        }
    }
}
