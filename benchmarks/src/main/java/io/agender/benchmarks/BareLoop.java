package io.agender.benchmarks;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The networks alone: decode, detect, classify every face, frame by frame, with nothing of Kafka around. */
final class BareLoop {

    private final VisionEngine engine;
    private final List<EncodedImage> pictures;

    /** @param pictures the frames; they are begun again when they are over */
    BareLoop(VisionEngine engine, List<EncodedImage> pictures) {
        this.engine = engine;
        this.pictures = pictures;
    }

    /** Analyses frames for a time on several threads, each with an analyzer of its own. */
    VisionReport run(int threads, Duration duration) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger next = new AtomicInteger();
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            List<StageClock> clocks = new ArrayList<>();
            Callable<StageClock> worker = () -> work(next, end);
            for (Future<StageClock> clock :
                    pool.invokeAll(Stream.generate(() -> worker).limit(threads).toList())) {
                clocks.add(clock.get());
            }
            return new VisionReport(threads, Duration.ofNanos(System.nanoTime() - start), clocks);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException error ? error : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private StageClock work(AtomicInteger next, long end) {
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
                    List<FaceCrop> crops = faces.stream()
                            .map(frame::landmarked)
                            .map(frame::crop)
                            .toList();
                    long cropped = System.nanoTime();
                    analyzer.classify(crops);
                    clock.add(faces.size(), start, decoded, detected, cropped, System.nanoTime());
                }
            } while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted());
        }
        return clock;
    }
}
