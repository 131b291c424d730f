package io.agender.audit.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.audit.Frames;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Against figures worked out by hand; against the aggregator itself it runs in the module verification. */
class SummaryAuditTest {

    private final SummaryAudit audit = new SummaryAudit(new SummaryRules(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            List.of(0, 18, 65)));

    @Test
    void should_count_a_window_anew_for_each_summary() {
        audit.take(Frames.with(0, Frames.face(17.96f, Gender.FEMALE)));
        audit.take(Frames.with(3, Frames.face(30f, Gender.MALE), Frames.face(31f, Gender.MALE)));
        audit.take(Frames.with(5));
        audit.take(Frames.with(13));

        assertThat(summaries())
                .extracting(
                        DemographicSummary::getWindowStart,
                        DemographicSummary::getStatus,
                        DemographicSummary::getRevision,
                        DemographicSummary::getFramesAnalysed,
                        DemographicSummary::getFramesMissing,
                        DemographicSummary::getFacesDetected,
                        DemographicSummary::getPeakOccupancy,
                        DemographicSummary::getMedianAge)
                .containsExactly(
                        row(0, SummaryStatus.PARTIAL, 1, 3, 3, 3, 2, 30.0),
                        row(0, SummaryStatus.FINAL, 2, 3, 3, 3, 2, 30.0));
        assertThat(summaries().get(1).getMeanAge()).isEqualTo((17_959_999 + 30_000_000 + 31_000_000) / 3e6);
        assertThat(summaries().get(1).getCounts())
                .containsExactly(
                        new AgeBandCount(0, 17, 1L, 0L, 0L),
                        new AgeBandCount(18, 64, 0L, 2L, 0L),
                        new AgeBandCount(65, null, 0L, 0L, 0L));
        assertThat(audit.openWindows()).isEqualTo(1);
    }

    @Test
    void should_take_each_frame_once_and_leave_out_late_ones() {
        audit.take(Frames.with(0, Frames.face(20f, Gender.FEMALE)));
        audit.take(Frames.with(0, Frames.face(20f, Gender.FEMALE)));
        FrameFaces late = Frames.with(14, Frames.face(50f, Gender.MALE));
        late.setCapturedAt(Frames.START.plusSeconds(1));
        FrameFaces closing = Frames.with(13);
        closing.setCapturedAt(Frames.START.plusMillis(12_001));
        audit.take(Frames.with(8));
        audit.take(closing);
        audit.take(late);
        FrameFaces last = Frames.with(15);
        last.setEndOfStream(true);
        last.setMissingAfter(2);
        audit.take(last);

        assertThat(summaries())
                .filteredOn(summary -> summary.getStatus() == SummaryStatus.FINAL)
                .extracting(
                        DemographicSummary::getFramesAnalysed,
                        DemographicSummary::getFacesDetected,
                        DemographicSummary::getFramesMissing)
                .containsExactly(tuple(2L, 1L, 7L), tuple(2L, 0L, 6L));
        assertThat(audit.openWindows()).isZero();
    }

    @Test
    void should_look_at_every_second_for_what_frames_say_of_the_view() {
        audit.take(Frames.with(0, Frames.face(20f, Gender.FEMALE)));
        audit.take(Frames.with(1));
        audit.take(Frames.with(2));
        audit.take(Frames.impaired(Frames.with(3, Frames.face(20f, Gender.FEMALE)), ViewKind.MOVED, 3));
        audit.take(Frames.impaired(Frames.with(5), ViewKind.BLOCKED, 2));
        audit.take(Frames.with(6));
        audit.take(Frames.impaired(Frames.with(11), ViewKind.DARK, 6));
        audit.take(Frames.with(13));
        FrameFaces last = Frames.impaired(Frames.with(20), ViewKind.BLURRED, 4);
        last.setEndOfStream(true);
        audit.take(last);

        assertThat(summaries())
                .filteredOn(summary -> summary.getStatus() == SummaryStatus.FINAL)
                .extracting(
                        DemographicSummary::getSecondsWithoutFrames,
                        DemographicSummary::getSecondsImpaired,
                        DemographicSummary::getSecondsDark,
                        DemographicSummary::getSecondsBlocked,
                        DemographicSummary::getSecondsMoved,
                        DemographicSummary::getFramesImpaired,
                        DemographicSummary::getFacesInImpairedFrames,
                        DemographicSummary::getAverageOccupancy)
                .containsExactly(
                        tuple(4L, 4L, 1L, 3L, 0L, 2L, 1L, 0.25),
                        tuple(8L, 2L, 1L, 0L, 0L, 1L, 0L, 0.0),
                        tuple(9L, 1L, 0L, 0L, 0L, 1L, 0L, null));
    }

    private List<DemographicSummary> summaries() {
        return audit.summaries("door").stream().map(TopicRecord::value).toList();
    }

    private static Tuple row(
            int second,
            SummaryStatus status,
            int revision,
            long frames,
            long missing,
            long faces,
            int peak,
            double age) {
        return tuple(Frames.START.plusSeconds(second), status, revision, frames, missing, faces, peak, age);
    }
}
