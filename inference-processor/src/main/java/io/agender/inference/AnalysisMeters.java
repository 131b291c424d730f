package io.agender.inference;

import io.agender.vision.FrameAnalysis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts what was analysed. A frame counts when its analysis ends; after a crash the frames of the unfinished
 * transaction are analysed, and counted, again. Dead letters are counted by {@link io.agender.runtime.DeadLetters}.
 * Thread-safe.
 */
public final class AnalysisMeters {

    /** Counter: analysed frames, with or without faces. */
    public static final String FRAMES = "agender.frames.analysed";

    /** Counter: faces in those frames. */
    public static final String FACES = "agender.faces.detected";

    /** Timer of each stage of an analysis, tagged {@code stage} = {@code decode}, {@code detect}, {@code classify}. */
    public static final String STAGES = "agender.analysis.stage";

    private final Counter frames;
    private final Counter faces;
    private final Timer decode;
    private final Timer detect;
    private final Timer classify;

    AnalysisMeters(MeterRegistry meters) {
        frames = Counter.builder(FRAMES).description("Analysed frames.").register(meters);
        faces = Counter.builder(FACES).description("Faces in analysed frames.").register(meters);
        decode = stage(meters, "decode");
        detect = stage(meters, "detect");
        classify = stage(meters, "classify");
    }

    void count(FrameAnalysis analysis) {
        frames.increment();
        faces.increment(analysis.faces().size());
        decode.record(analysis.times().decode());
        detect.record(analysis.times().detect());
        classify.record(analysis.times().classify());
    }

    private static Timer stage(MeterRegistry meters, String name) {
        return Timer.builder(STAGES)
                .tag("stage", name)
                .description("Time of one stage of the analysis of a frame.")
                .register(meters);
    }
}
