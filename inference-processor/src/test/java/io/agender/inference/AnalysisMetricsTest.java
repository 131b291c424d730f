package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.TrustedRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AnalysisMetricsTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    static {
        TrustedRecords.ensure();
    }

    private final Logger log = (Logger) LoggerFactory.getLogger("io.micrometer");
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AnalysisMetrics metrics = new AnalysisMetrics(meters);

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(said);
    }

    @Test
    void should_tell_no_latency_of_a_frame_that_is_of_tomorrow_and_say_nothing_of_it() {
        metrics.sent(record(NOON.plusSeconds(120)), new StageNanos(1, 2, 3), NOON);
        metrics.sent(record(NOON.minusSeconds(1)), new StageNanos(1, 2, 3), NOON);

        assertThat(meters.get(AnalysisMetrics.LATENCY).timer().count()).isEqualTo(1);
        assertThat(said.list).isEmpty();
    }

    private static FrameFaces record(Instant capturedAt) {
        return FrameFaces.newBuilder()
                .setCameraId("lobby")
                .setStreamId("stream")
                .setSequence(1)
                .setCapturedAt(capturedAt)
                .setFrameWidth(64)
                .setFrameHeight(48)
                .setModels(List.of())
                .setFaces(List.of())
                .build();
    }
}
