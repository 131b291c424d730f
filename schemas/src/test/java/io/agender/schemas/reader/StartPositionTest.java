package io.agender.schemas.reader;

import static io.agender.schemas.reader.Log.LEFT;
import static io.agender.schemas.reader.Log.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class StartPositionTest {

    /** The left partition holds offsets 100 to 199, the right one 100 to 119. */
    private final Log log = new Log(100, 200, 120);

    @Test
    void should_begin_with_the_oldest_record_that_is_left() {
        assertThat(of(StartPosition.beginning())).isEqualTo(Map.of(LEFT, 100L, RIGHT, 100L));
    }

    @Test
    void should_begin_with_what_comes_from_now_on() {
        assertThat(of(StartPosition.end())).isEqualTo(Map.of(LEFT, 200L, RIGHT, 120L));
    }

    @Test
    void should_go_back_from_the_end_as_far_as_records_are_left() {
        assertThat(of(StartPosition.beforeEnd(50))).isEqualTo(Map.of(LEFT, 150L, RIGHT, 100L));
    }

    @Test
    void should_begin_at_a_time_and_at_the_end_where_nothing_is_as_new() {
        assertThat(of(StartPosition.at(Instant.ofEpochSecond(130)))).isEqualTo(Map.of(LEFT, 130L, RIGHT, 120L));
    }

    @Test
    void should_begin_at_a_time_for_each_partition_and_at_the_end_where_none_is_known() {
        StartPosition position = StartPosition.at(
                partition -> partition.equals(RIGHT) ? Optional.of(Instant.ofEpochSecond(110)) : Optional.empty());
        assertThat(of(position)).isEqualTo(Map.of(LEFT, 200L, RIGHT, 110L));
    }

    @Test
    void should_begin_where_the_group_has_come_to_and_elsewhere_where_it_has_committed_nothing() {
        log.assign(List.of(LEFT, RIGHT));
        log.commitSync(Map.of(LEFT, new OffsetAndMetadata(170)));
        assertThat(of(StartPosition.committed(StartPosition.beginning()))).isEqualTo(Map.of(LEFT, 170L, RIGHT, 100L));
    }

    @Test
    void should_go_on_where_somebody_has_come_to_as_far_as_that_is_left() {
        assertThat(of(StartPosition.from(Map.of(LEFT, 170L, RIGHT, 110L), StartPosition.end())))
                .isEqualTo(Map.of(LEFT, 170L, RIGHT, 110L));
        assertThat(of(StartPosition.from(Map.of(LEFT, 20L, RIGHT, 500L), StartPosition.end())))
                .isEqualTo(Map.of(LEFT, 100L, RIGHT, 120L));
        assertThat(of(StartPosition.from(Map.of(LEFT, 170L), StartPosition.end())))
                .isEqualTo(Map.of(LEFT, 170L, RIGHT, 120L));
    }

    @Test
    void should_take_the_earlier_or_the_later_of_two_for_each_partition() {
        StartPosition time = StartPosition.at(Instant.ofEpochSecond(160));
        StartPosition count = StartPosition.beforeEnd(10);
        assertThat(of(time.orEarlier(count))).isEqualTo(Map.of(LEFT, 160L, RIGHT, 110L));
        assertThat(of(time.orLater(count))).isEqualTo(Map.of(LEFT, 190L, RIGHT, 120L));
    }

    private Map<?, Long> of(StartPosition position) {
        return position.offsets(log, Map.of(LEFT, 200L, RIGHT, 120L));
    }
}
