package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.Topic;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FrameLeadTest {

    private static final TopicPartition FIRST = new TopicPartition(Topic.FRAMES, 0);
    private static final TopicPartition SECOND = new TopicPartition(Topic.FRAMES, 1);

    @Test
    void should_count_the_frames_that_are_not_analysed() {
        assertThat(FrameLead.behind(
                        Map.of(FIRST, 90L, SECOND, 5L),
                        Map.of(FIRST, 80L, SECOND, 0L),
                        Map.of(FIRST, 100L, SECOND, 7L)))
                .isEqualTo(12);
    }

    /** As under another application.prefix on data that were kept, whose frames were deleted long ago. */
    @Test
    void should_not_count_deleted_frames_where_nothing_was_analysed_yet() {
        assertThat(FrameLead.behind(Map.of(), Map.of(FIRST, 1_000_000L), Map.of(FIRST, 1_000_003L)))
                .isEqualTo(3);
        assertThat(FrameLead.behind(Map.of(FIRST, 10L), Map.of(FIRST, 1_000_000L), Map.of(FIRST, 1_000_003L)))
                .isEqualTo(3);
    }
}
