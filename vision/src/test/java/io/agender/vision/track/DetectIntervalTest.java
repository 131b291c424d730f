package io.agender.vision.track;

import static io.agender.vision.track.Scene.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.vision.Detection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faces of 50 pixels; ten frames a second. */
class DetectIntervalTest {

    private final Tracker tracker = new Tracker(TrackerConfig.DEFAULTS);

    @ParameterizedTest(name = "{0} sides a second: {1} to {2} ms")
    @CsvSource({
        "0.0, 300, 300",
        "0.5, 300, 300",
        "1.0, 220, 290",
        "2.0, 110, 150",
        "5.0, 45, 60",
        "9.0, 25, 35",
    })
    void should_rest_as_long_as_a_face_moves_by_a_quarter_of_its_side(double sides, long least, long most) {
        TrackerState state = TrackerState.initial();
        for (int frame = 0; frame < 15; frame++) {
            state = seen(state, frame, face(100 + 5 * sides * frame, 100, 50));
        }
        assertThat(DetectInterval.AUTO.after(state).toMillis()).isBetween(least, most);
    }

    @Test
    void should_rest_by_the_quickest_face() {
        TrackerState state = TrackerState.initial();
        for (int frame = 0; frame < 15; frame++) {
            state = seen(state, frame, face(100, 100, 50), face(300 + 10 * frame, 100, 50));
        }
        assertThat(DetectInterval.AUTO.after(state).toMillis()).isBetween(110L, 150L);
    }

    @Test
    void should_rest_less_before_a_face_that_comes_nearer_fast() {
        TrackerState state = TrackerState.initial();
        for (int frame = 0; frame < 15; frame++) {
            state = seen(state, frame, face(300, 300, 50 * Math.exp(0.15 * frame)));
        }
        assertThat(DetectInterval.AUTO.after(state).toMillis()).isBetween(140L, 250L);
    }

    @Test
    void should_not_rest_while_nobody_is_there_or_a_face_is_new_or_out_of_sight() {
        TrackerState state = TrackerState.initial();
        assertThat(DetectInterval.AUTO.after(state)).isZero();
        for (int frame = 0; frame < 5; frame++) {
            state = seen(state, frame, face(100, 100, 50));
            assertThat(DetectInterval.AUTO.after(state)).as("frame " + frame).isZero();
        }
        state = seen(state, 5, face(100, 100, 50));
        assertThat(DetectInterval.AUTO.after(state)).isPositive();
        assertThat(DetectInterval.AUTO.after(seen(state, 6, face(100, 100, 50), face(300, 100, 50))))
                .as("somebody comes in")
                .isZero();
        assertThat(DetectInterval.AUTO.after(seen(state, 6)))
                .as("it is out of sight")
                .isZero();
    }

    @Test
    void should_rest_as_long_as_it_is_told_whatever_moves() {
        assertThat(DetectInterval.of(Duration.ofMillis(80)).after(TrackerState.initial()))
                .isEqualTo(Duration.ofMillis(80));
        assertThat(DetectInterval.NONE.after(TrackerState.initial())).isZero();
        assertThatThrownBy(() -> DetectInterval.of(Duration.ofMillis(-1))).hasMessageContaining("0 or more");
    }

    @Test
    void should_keep_the_track_of_who_stands_and_then_goes() {
        FaceFollower follower =
                new FaceFollower(tracker, ClassifySchedule.DEFAULTS, DetectInterval.AUTO, 0, Optional.empty());
        double[] places = DoubleStream.concat(
                        DoubleStream.iterate(100, x -> x).limit(20),
                        DoubleStream.iterate(105, x -> x + 15).limit(30))
                .toArray();
        FollowerState state = FollowerState.INITIAL;
        int looks = 0;
        for (int frame = 0; frame < places.length; frame++) {
            Detection there = face(places[frame], 100, 50);
            FollowedFrame followed = follower.follow(state, Scene.time(frame / 10.0), new FacesInFrame() {
                @Override
                public List<Detection> detect() {
                    return List.of(there);
                }

                @Override
                public double quality(Detection face) {
                    return 0.5;
                }
            });
            state = followed.state();
            looks += followed.detected() ? 1 : 0;
            assertThat(followed.faces()).hasSize(1);
        }
        assertThat(state.tracks().lastKey()).isEqualTo(1);
        assertThat(looks).as("of 50 frames").isBetween(35, 45);
    }

    private TrackerState seen(TrackerState state, int frame, Detection... faces) {
        return tracker.update(state, List.of(faces), Scene.time(frame / 10.0)).state();
    }
}
