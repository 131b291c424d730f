package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.AuditReport;
import io.agender.audit.TopicRecord;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.SummaryStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A camera that stops in the middle of its stream, with the default settings: its windows close when it is known to be
 * silent, which takes a processor that has caught up. That is told apart from a processor that is away.
 */
class SilentCameraIT {

    private static final Path FOLDER = Path.of("target", "proof-silent");
    private static final ProofForm FORM = ProofForm.asAsked();
    private static final Duration IDLE = FORM.idle();

    /** Longer than the load is, and shorter than its clock is ahead at times. */
    private static final Duration LOAD_AT_MOST = Duration.ofSeconds(14);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void should_close_the_windows_of_a_silent_camera_only_when_a_processor_knows_that_it_is_silent() throws Exception {
        Utils.delete(FOLDER.toFile());
        List<Frame> load = Load.of(FORM.seed(), 1, 60).frames();
        Instant begin = load.stream()
                .map(Frame::getCapturedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        // A lone frame of up to an hour ahead has a window that waits for the camera's clock, however long it is
        // silent.
        List<Frame> frames = load.stream()
                .filter(frame -> !frame.getEndOfStream())
                .filter(frame -> frame.getCapturedAt().isBefore(begin.plus(LOAD_AT_MOST)))
                .toList();
        try (Broker broker = Broker.open(FOLDER);
                Pipeline pipeline = Pipeline.closingAfter(IDLE, "silent", broker, FOLDER)) {
            Service processor = pipeline.start(PROCESSOR, 1);
            pipeline.start(AGGREGATOR, 1);
            pipeline.send(frames, Duration.ofSeconds(2)).join();
            pipeline.awaitFaces(frames.size());
            Awaitility.await("the windows that its clock has closed")
                    .atMost(PATIENCE)
                    .until(() -> pipeline.audited().isClean());
            long closedByItsClock = finals(pipeline);

            processor.kill();
            LockSupport.parkNanos(IDLE.plusSeconds(10).toNanos()); // so long nobody analyses
            assertThat(finals(pipeline)).as("what nobody heard is no silence").isEqualTo(closedByItsClock);
            assertThat(pipeline.audited().openWindows()).isPositive();

            Instant again = Instant.now();
            processor.start();
            Awaitility.await("the last windows")
                    .atMost(PATIENCE)
                    .until(() -> finals(pipeline) > closedByItsClock
                            && pipeline.audited().openWindows() == 0);
            assertThat(Instant.now()).isAfter(again.plus(IDLE));
            AuditReport report = pipeline.audited();
            assertThat(report.toString()).startsWith("ALL RECORDS ACCOUNTED FOR");
        }
    }

    private static long finals(Pipeline pipeline) {
        Stream<DemographicSummary> summaries = pipeline.found().summaries().values().stream()
                .flatMap(List::stream)
                .map(TopicRecord::value);
        return summaries
                .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                .count();
    }
}
