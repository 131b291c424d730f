package io.agender.audit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.Frames;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.window.NaiveCamera;
import io.agender.audit.window.SilenceEvidence;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraAuditTest {

    private SummaryRules rules = new SummaryRules(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            List.of(0, 18));
    private NaiveCamera aggregator = new NaiveCamera(rules, "door");
    private final List<FrameFaces> frames = new ArrayList<>();
    private final List<TopicRecord<DemographicSummary>> summaries = new ArrayList<>();
    private final SilenceEvidence silences = new SilenceEvidence(Duration.ofSeconds(30));

    @Test
    void should_agree_with_summaries_that_the_frames_make_due() {
        seen(0, 3, 8, 11, 13, 22);

        CameraAudit audit = audited();

        assertThat(audit.difference()).isEmpty();
        assertThat(audit.compared()).isEqualTo(summaries.size()).isGreaterThan(2);
        assertThat(audit.openWindows()).isEqualTo(1);
    }

    @Test
    void should_recognise_windows_that_a_silence_closed() {
        seen(0, 6);
        silent(30, 31, 32);
        summaries.addAll(aggregator.closeSilent(Duration.ofSeconds(31)));
        seen(8, 11, 14); // 8 is late now
        silent(40);
        summaries.addAll(aggregator.closeSilent(Duration.ofSeconds(40)));

        CameraAudit audit = audited();

        assertThat(audit.difference()).isEmpty();
        assertThat(audit.missing()).isZero();
        assertThat(audit.compared()).isEqualTo(summaries.size());
        assertThat(audit.openWindows()).isZero();
    }

    @Test
    void should_agree_when_a_camera_was_heard_again_before_its_mark_was_read() {
        seen(0, 6);
        silent(30);
        seen(8, 11, 14);

        CameraAudit audit = audited();

        assertThat(audit.difference()).isEmpty();
        assertThat(audit.compared()).isEqualTo(summaries.size());
        assertThat(audit.openWindows()).isEqualTo(1);
    }

    @Test
    void should_see_windows_that_closed_without_evidence_of_a_silence() {
        seen(0, 6);
        silent(29);
        summaries.addAll(aggregator.closeSilent(Duration.ofSeconds(31)));
        seen(8, 11, 14);

        assertThat(audited().difference()).hasValueSatisfying(difference -> assertThat(difference.toString())
                .contains("FIRST DIFFERENCE: agender.summary, camera door"));
    }

    @Test
    void should_not_take_the_evidence_of_another_frame() {
        seen(0);
        silent(60);
        seen(6);
        summaries.addAll(aggregator.closeSilent(Duration.ofSeconds(60)));

        assertThat(audited().difference()).hasValueSatisfying(difference -> assertThat(difference.toString())
                .contains("expected no more records"));
    }

    @Test
    void should_miss_what_a_silence_makes_due_at_the_end() {
        seen(0, 6, 11);
        silent(60);

        CameraAudit audit = audited();

        assertThat(audit.difference()).isEmpty();
        assertThat(audit.missing()).isEqualTo(2);
    }

    @Test
    void should_leave_a_window_open_that_the_clock_of_a_silent_camera_would_not_have_passed() {
        rules = new SummaryRules(
                Duration.ofMinutes(10), Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ZERO, List.of(0, 18));
        aggregator = new NaiveCamera(rules, "door");
        seen(0, 6);
        silent(38);

        CameraAudit audit = audited();

        assertThat(audit.missing()).isZero();
        assertThat(audit.openWindows()).isEqualTo(1);
    }

    @Test
    void should_not_take_it_for_silence_when_a_frame_is_not_counted() {
        seen(0, 6, 8, 13);
        summaries.get(summaries.size() - 1).value().setFramesAnalysed(2);

        assertThat(audited().difference()).hasValueSatisfying(difference -> assertThat(difference.toString())
                .contains("FINAL revision 2, framesAnalysed: expected 3, found 2"));
    }

    @Test
    void should_see_a_final_summary_that_is_there_twice() {
        seen(0, 6, 13);
        summaries.add(summaries.get(summaries.size() - 1));

        assertThat(audited().difference()).hasValueSatisfying(difference -> assertThat(difference.toString())
                .contains("expected no more records"));
    }

    @Test
    void should_count_what_is_due_and_not_there_as_missing() {
        seen(0, 6, 13);
        summaries.remove(summaries.size() - 1);

        CameraAudit audit = audited();

        assertThat(audit.difference()).isEmpty();
        assertThat(audit.missing()).isEqualTo(1);
    }

    @Test
    void should_see_impaired_time_that_is_told_as_seen_and_another_kind_than_it_was() {
        seen(0, 3, 4);
        seen(Frames.impaired(Frames.with(6), ViewKind.DARK, 4));
        seen(13);
        DemographicSummary last = summaries.get(summaries.size() - 1).value();
        assertThat(last.getSecondsDark()).isEqualTo(2);
        assertThat(audited().difference()).isEmpty();

        last.setSecondsDark(0);
        last.setSecondsBlocked(2);
        assertThat(audited().difference()).hasValueSatisfying(difference -> assertThat(difference.toString())
                .contains("FINAL revision 2, secondsDark: expected 2, found 0"));

        last.setSecondsBlocked(0);
        last.setSecondsImpaired(0);
        assertThat(audited().difference()).hasValueSatisfying(difference -> assertThat(difference.toString())
                .contains("FINAL revision 2, secondsImpaired: expected 2, found 0"));
    }

    private void seen(int... seconds) {
        for (int second : seconds) {
            seen(Frames.with(second, Frames.face(20 + second, Gender.FEMALE)));
        }
    }

    private void seen(FrameFaces frame) {
        frames.add(frame);
        summaries.addAll(aggregator.take(frame));
    }

    /** The marks of a camera that is silent after its last frame, by how long it is. */
    private void silent(int... seconds) {
        FrameFaces last = frames.get(frames.size() - 1);
        for (int second : seconds) {
            silences.add(new CameraProgress(
                    "door",
                    last.getStreamId(),
                    last.getSequence(),
                    false,
                    Frames.START,
                    Frames.START.plusSeconds(second)));
        }
    }

    private CameraAudit audited() {
        CameraAudit audit =
                new CameraAudit("door", rules, summaries, silences, Optional.empty(), new RollupsAudit(Map.of()));
        frames.forEach(frame -> audit.take(frame, Optional.empty()));
        audit.end();
        return audit;
    }
}
