package io.agender.inference;

import io.agender.vision.StageTimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a record of agender.faces says of its making. It differs from run to run, so it is in headers and never in the
 * value. Texts in UTF-8.
 */
public final class AnalysisHeaders {

    /** Header: wall-clock time of each stage in microseconds, {@code decode=1200,detect=8300,classify=2100}. */
    public static final String STAGE_MICROS = "agender.stage.micros";

    /** Header: when the analysis ended, ISO-8601 in UTC. */
    public static final String ANALYSED_AT = "agender.analysed.at";

    private AnalysisHeaders() {}

    static Headers of(StageTimes times, Instant analysedAt) {
        String stages = "decode=" + micros(times.decode()) + ",detect=" + micros(times.detect()) + ",classify="
                + micros(times.classify());
        return new RecordHeaders()
                .add(STAGE_MICROS, stages.getBytes(StandardCharsets.UTF_8))
                .add(ANALYSED_AT, analysedAt.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
