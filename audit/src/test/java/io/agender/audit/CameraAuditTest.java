package io.agender.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraAuditTest {

    private final SummaryRules rules =
            new SummaryRules(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5), List.of(0, 18));
    private final NaiveCamera aggregator = new NaiveCamera(rules, "door");
    private final List<FrameFaces> frames = new ArrayList<>();
    private final List<TopicRecord<DemographicSummary>> summaries = new ArrayList<>();

    @Test
    void should_agree_with_summaries_that_the_frames_make_due() {
        seen(0, 3, 8, 11, 13, 22);

        CameraAudit audit = audited();

        assertThat(audit.difference()).isEmpty();
        assertThat(audit.compared()).isEqualTo(summaries.size()).isGreaterThan(2);
        assertThat(audit.openWindows()).isEqualTo(1);
    }

    @Test
    void should_recognise_that_a_silence_closed_the_windows() {
        seen(0, 6);
        summaries.addAll(aggregator.closeAll());
        seen(8, 11, 14); // 8 is late now
        summaries.addAll(aggregator.closeAll());

        CameraAudit audit = audited();

        assertThat(audit.difference()).isEmpty();
        assertThat(audit.compared()).isEqualTo(summaries.size());
        assertThat(audit.openWindows()).isZero();
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

    private void seen(int... seconds) {
        for (int second : seconds) {
            FrameFaces frame = Frames.with(second, Frames.face(20 + second, Gender.FEMALE));
            frames.add(frame);
            summaries.addAll(aggregator.take(frame));
        }
    }

    private CameraAudit audited() {
        CameraAudit audit = new CameraAudit("door", rules, summaries);
        frames.forEach(audit::take);
        audit.end();
        return audit;
    }
}
