package io.agender.inference;

import io.agender.schemas.FrameFaces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Counts what was analysed. A frame counts when its record is sent; after a crash the frames of the unfinished
 * transaction are analysed, and counted, again. Dead letters are counted by {@link io.agender.runtime.DeadLetters}.
 * Thread-safe.
 */
public final class AnalysisMeters {

    /** Counter: frames that were sent on, with or without faces, tagged {@code outcome} as in the records. */
    public static final String FRAMES = "agender.frames.analysed";

    /** Counter: faces in those frames. */
    public static final String FACES = "agender.faces.detected";

    /** Distribution: faces in one run of the gender and age networks; its total is the number of classified faces. */
    public static final String BATCHES = "agender.batch.faces";

    /** Timer of each stage of an analysis, tagged {@code stage} = {@code decode}, {@code detect}, {@code classify}. */
    public static final String STAGES = "agender.analysis.stage";

    private final MeterRegistry meters;
    private final Counter faces;
    private final DistributionSummary batches;
    private final Timer decode;
    private final Timer detect;
    private final Timer classify;

    AnalysisMeters(MeterRegistry meters) {
        this.meters = meters;
        faces = Counter.builder(FACES).description("Faces in analysed frames.").register(meters);
        batches = DistributionSummary.builder(BATCHES)
                .description("Faces in one run of the gender and age networks.")
                .publishPercentileHistogram()
                .minimumExpectedValue(1.0)
                .maximumExpectedValue(256.0)
                .register(meters);
        decode = stage(meters, "decode");
        detect = stage(meters, "detect");
        classify = stage(meters, "classify");
    }

    void batch(int size) {
        batches.record(size);
    }

    /** A record is sent; the times are those of its frame. */
    void sent(FrameFaces record, StageNanos times) {
        meters.counter(FRAMES, "outcome", record.getOutcome().name()).increment();
        faces.increment(record.getFaces().size());
        decode.record(times.decode(), TimeUnit.NANOSECONDS);
        detect.record(times.detect(), TimeUnit.NANOSECONDS);
        classify.record(times.classify(), TimeUnit.NANOSECONDS);
    }

    private static Timer stage(MeterRegistry meters, String name) {
        return Timer.builder(STAGES)
                .tag("stage", name)
                .description("Time of one stage of the analysis of a frame.")
                .register(meters);
    }
}
