package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time passes only in pauses, and where a test says so. */
class SegmentPaceTest {

    private long nowMillis = 5_000;
    private final SegmentPace pace =
            new SegmentPace(() -> nowMillis * 1_000_000, pause -> nowMillis += pause / 1_000_000);

    @Test
    void should_spread_the_frames_of_segments_that_come_at_once() throws Exception {
        assertThat(come(0, 40, 80, 5_960, 6_000).subList(0, 3)).containsExactly(5_000L, 5_040L, 5_080L);
    }

    @Test
    void should_not_hold_back_what_is_a_little_late_and_keep_the_pace() throws Exception {
        come(0, 40);
        nowMillis += 500;

        assertThat(come(80, 120, 520, 560, 600)).containsExactly(5_540L, 5_540L, 5_540L, 5_560L, 5_600L);
    }

    @Test
    void should_begin_anew_after_a_stall_instead_of_rushing() throws Exception {
        come(0, 40);
        nowMillis += 3_000;

        assertThat(come(80, 120, 160)).containsExactly(8_040L, 8_080L, 8_120L);
    }

    @Test
    void should_not_wait_for_what_was_passed_over() throws Exception {
        come(0, 40);

        assertThat(come(12_080, 12_120)).containsExactly(5_040L, 5_080L);
    }

    /** The moments at which frames come that lie ready. */
    private List<Long> come(long... positions) throws InterruptedException {
        List<Long> moments = new ArrayList<>();
        for (long position : positions) {
            pace.await(position * 1_000);
            moments.add(nowMillis);
        }
        return moments;
    }
}
