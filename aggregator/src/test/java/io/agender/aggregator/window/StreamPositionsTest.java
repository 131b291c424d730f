package io.agender.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamPositionsTest {

    private final List<StreamPosition> positions = new ArrayList<>();

    @Test
    void should_find_nothing_missing_in_an_unbroken_run() {
        assertThat(StreamPositions.advance(positions, "a", 0)).hasValue(0);
        assertThat(StreamPositions.advance(positions, "a", 1)).hasValue(0);
    }

    @Test
    void should_count_the_frames_of_a_gap() {
        StreamPositions.advance(positions, "a", 0);

        assertThat(StreamPositions.advance(positions, "a", 4)).hasValue(3);
    }

    @Test
    void should_count_the_frames_missing_at_the_start_of_a_run() {
        assertThat(StreamPositions.advance(positions, "a", 2)).hasValue(2);
    }

    @Test
    void should_recognise_a_frame_seen_before_and_change_nothing() {
        StreamPositions.advance(positions, "a", 5);

        assertThat(StreamPositions.advance(positions, "a", 5)).isEmpty();
        assertThat(StreamPositions.advance(positions, "a", 0)).isEmpty();
        assertThat(positions).containsExactly(new StreamPosition("a", 5L, 0, false));
    }

    @Test
    void should_start_anew_with_a_new_run() {
        StreamPositions.advance(positions, "a", 99);

        assertThat(StreamPositions.advance(positions, "b", 0)).hasValue(0);
    }

    @Test
    void should_recognise_a_replay_of_an_earlier_run() {
        StreamPositions.advance(positions, "a", 9);
        StreamPositions.advance(positions, "b", 0);

        assertThat(StreamPositions.advance(positions, "a", 9)).isEmpty();
        assertThat(StreamPositions.advance(positions, "a", 10)).hasValue(0);
    }

    @Test
    void should_remember_only_the_last_runs() {
        for (String stream : List.of("a", "b", "c", "d", "a", "e")) {
            StreamPositions.advance(positions, stream, positions.size() + 1);
        }

        assertThat(positions).extracting(StreamPosition::getStreamId).containsExactly("c", "d", "a", "e");
    }
}
