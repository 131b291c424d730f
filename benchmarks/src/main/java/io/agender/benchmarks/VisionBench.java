package io.agender.benchmarks;

import io.agender.vision.EncodedImage;
import io.agender.vision.ModelUse;
import io.agender.vision.NativeUse;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSources;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Runs the bare loop decode, detect, classify over the frames of a video, without Kafka, with one thread and with two.
 * The two take turns, so that whatever else the machine does hits both.
 *
 * @param vision which networks
 * @param frames at most this many frames of the video are used, over and over
 * @param duration how long each number of threads runs, over all rounds
 * @param warmUp before that, until the JIT compiler is done
 */
public record VisionBench(VisionConfig vision, int frames, Duration duration, Duration warmUp) {

    private static final int ROUNDS = 5;

    /** Measures and prints. */
    public void run(String video, VideoSources sources, PrintWriter out) throws InterruptedException {
        List<EncodedImage> pictures = Pictures.read(video, sources, VideoOptions.DEFAULTS, frames);
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
            BareLoop loop = new BareLoop(engine, pictures);
            Duration round = duration.dividedBy(ROUNDS);
            new WarmUp(warmUp).run(() -> loop.run(2, round));
            NativeUse before = VisionEngine.nativeUse();
            VisionReport one = loop.run(1, round);
            VisionReport two = loop.run(2, round);
            for (int i = 1; i < ROUNDS; i++) {
                one = one.plus(loop.run(1, round));
                two = two.plus(loop.run(2, round));
            }
            out.printf(
                    Locale.ROOT,
                    "Stages in milliseconds, median of all frames.%n%n%s%s%s%n2 threads are %.2f times as fast as 1.%n",
                    VisionReport.HEADER,
                    one.row(),
                    two.row(),
                    two.framesPerSecond() / one.framesPerSecond());
            out.println("Native memory before and after: " + Footprint.between(before, VisionEngine.nativeUse()) + ".");
        }
        out.flush();
    }
}
