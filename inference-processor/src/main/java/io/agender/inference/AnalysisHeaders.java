package io.agender.inference;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a record of agender.faces says of its making. It differs from run to run, so it is in headers and never in the
 * value. Texts in UTF-8.
 */
public final class AnalysisHeaders {

    /**
     * Header: wall-clock time of each stage in microseconds, {@code decode=1200,detect=8300,classify=2100}; of a batch of
     * faces, the frame's share.
     */
    public static final String STAGE_MICROS = "agender.stage.micros";

    /** Header: when the analysis ended, ISO-8601 in UTC. */
    public static final String ANALYSED_AT = "agender.analysed.at";

    private AnalysisHeaders() {}

    static Headers of(StageNanos times, Instant analysedAt) {
        String stages = "decode=" + times.decode() / 1000 + ",detect=" + times.detect() / 1000 + ",classify="
                + times.classify() / 1000;
        return new RecordHeaders()
                .add(STAGE_MICROS, stages.getBytes(StandardCharsets.UTF_8))
                .add(ANALYSED_AT, analysedAt.toString().getBytes(StandardCharsets.UTF_8));
    }
}
