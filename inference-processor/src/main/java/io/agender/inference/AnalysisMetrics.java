package io.agender.inference;

import io.agender.schemas.FrameFaces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Counts what was analysed. A frame counts when its record is sent; after a crash the frames of the unfinished
 * transaction are analysed, and counted, again. Dead letters are counted by {@link io.agender.runtime.DeadLetters}.
 * Thread-safe.
 */
public final class AnalysisMetrics {

    /** Counter: frames that were sent on, with or without faces, tagged {@code outcome} as in the records. */
    public static final String FRAMES = "agender.frames.analysed";

    /** Counter: faces in those frames. */
    public static final String FACES = "agender.faces.detected";

    /** Distribution: faces in one run of the gender and age networks; its total is the number of classified faces. */
    public static final String BATCHES = "agender.batch.faces";

    /** Timer of each stage of an analysis, tagged {@code stage} = {@code decode}, {@code detect}, {@code classify}. */
    public static final String STAGES = "agender.analysis.stage";

    /**
     * Timer: from the moment at which a frame was taken to the one at which its record is sent; readers see it with the
     * next commit, for live frames 50 ms later at most. Clocks of cameras' and processors' machines must agree. Frames of a
     * file that was given a time of its own are as old as that says.
     */
    public static final String LATENCY = "agender.capture.to.faces";

    /** Counter: frames that are missing between two of a camera's records or after a stream's last, tagged {@code camera}. */
    public static final String MISSING = "agender.frames.missing";

    private static final Duration MIN_STAGE = Duration.ofNanos(100_000);
    private static final Duration MAX_STAGE = Duration.ofSeconds(2);
    private static final Duration MIN_LATENCY = Duration.ofMillis(10);
    private static final Duration MAX_LATENCY = Duration.ofMinutes(5);

    private final MeterRegistry meters;
    private final Counter faces;
    private final DistributionSummary batches;
    private final Timer decode;
    private final Timer detect;
    private final Timer classify;
    private final Timer latency;

    AnalysisMetrics(MeterRegistry meters) {
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
        latency = Timer.builder(LATENCY)
                .description("From the capture of a frame to its record.")
                .publishPercentileHistogram()
                .minimumExpectedValue(MIN_LATENCY)
                .maximumExpectedValue(MAX_LATENCY)
                .register(meters);
    }

    void batch(int size) {
        batches.record(size);
    }

    /** So many frames of a camera were never seen. */
    void missing(String cameraId, long frames) {
        meters.counter(MISSING, "camera", cameraId).increment(frames);
    }

    /** A record is sent now; the times are those of its frame. */
    void sent(FrameFaces record, StageNanos times, Instant now) {
        meters.counter(FRAMES, "outcome", record.getOutcome().name()).increment();
        faces.increment(record.getFaces().size());
        decode.record(times.decode(), TimeUnit.NANOSECONDS);
        detect.record(times.detect(), TimeUnit.NANOSECONDS);
        classify.record(times.classify(), TimeUnit.NANOSECONDS);
        Duration since = Duration.between(record.getCapturedAt(), now);
        if (!since.isNegative()) { // a camera's clock that is ahead, as after one that was set back, tells no latency
            latency.record(since);
        }
    }

    private static Timer stage(MeterRegistry meters, String name) {
        return Timer.builder(STAGES)
                .tag("stage", name)
                .description("Time of one stage of the analysis of a frame.")
                .publishPercentileHistogram()
                .minimumExpectedValue(MIN_STAGE)
                .maximumExpectedValue(MAX_STAGE)
                .register(meters);
    }
}
