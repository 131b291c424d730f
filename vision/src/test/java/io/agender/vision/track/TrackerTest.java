package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackerTest {

    private static final Instant START = Instant.parse("2026-05-01T09:00:00Z");

    @Test
    void should_number_a_face_once_it_was_seen_three_times() {
        Tracker tracker = new Tracker(TrackerConfig.DEFAULTS);
        TrackerState state = TrackerState.initial();
        int[] numbers = new int[4];
        for (int frame = 0; frame < 4; frame++) {
            TrackerUpdate update = tracker.update(
                    state,
                    List.of(new Detection(new BoundingBox(100 + 10 * frame, 50, 60, 60), 0.9, List.of())),
                    START.plusMillis(100 * frame));
            numbers[frame] = update.faces().get(0).number();
            state = update.state();
        }

        assertThat(numbers).containsExactly(0, 0, 1, 1);
        assertThat(tracker.end(state).ended())
                .extracting(Track::number, Track::hits)
                .containsExactly(org.assertj.core.api.Assertions.tuple(1, 4));
    }
}
