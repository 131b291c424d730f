package io.agender.benchmarks.tracking;

import static io.agender.benchmarks.tracking.Sightings.gender;
import static io.agender.benchmarks.tracking.Sightings.inFirstVisit;
import static io.agender.benchmarks.tracking.Sightings.nowhere;
import static io.agender.vision.Gender.FEMALE;
import static io.agender.vision.Gender.MALE;
import static io.agender.vision.Gender.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitMetricsTest {

    private final VisitTruth truth = VisitTruth.read(Path.of("../samples/lobby.json"));

    @Test
    void should_count_the_tracks_of_a_visit_and_the_visits_without_one() {
        List<List<Sighting>> frames = List.of(
                List.of(inFirstVisit(1, 0)),
                List.of(inFirstVisit(1, 1)),
                List.of(),
                List.of(inFirstVisit(2, 2)),
                List.of(inFirstVisit(1, 1)));

        assertThat(VisitMetrics.of(frames, truth)).isEqualTo(new VisitMetrics(5, 2, 4, 2, 0, 0));
    }

    @Test
    void should_count_tracks_of_no_visit() {
        List<List<Sighting>> frames = List.of(List.of(inFirstVisit(1, 1), nowhere(2, 2), nowhere(3, 0)));

        assertThat(VisitMetrics.of(frames, truth)).isEqualTo(new VisitMetrics(5, 1, 4, 0, 0, 1));
    }

    @Test
    void should_count_flips_without_the_frames_that_say_nothing() {
        List<TrackStory> stories = TrackStory.of(List.of(
                List.of(gender(1, 0, FEMALE, UNKNOWN)),
                List.of(gender(1, 0, MALE, UNKNOWN), gender(2, 0, MALE, MALE)),
                List.of(gender(1, 1, UNKNOWN, FEMALE)),
                List.of(gender(1, 1, FEMALE, FEMALE))));

        assertThat(stories).hasSize(1);
        assertThat(stories.get(0).number()).isEqualTo(1);
        assertThat(stories.get(0).sightings()).hasSize(4);
        assertThat(stories.get(0).flipsOfFrames()).isEqualTo(2);
        assertThat(stories.get(0).flipsOfTrack()).isZero();
        assertThat(stories.get(0).outliers()).isEqualTo(1);
    }

    @Test
    void should_not_take_steady_motion_for_shaking() {
        assertThat(shake(0, 10, 20, 30, 40)).isCloseTo(0, within(1e-9));
        // Second differences of 8, -8, 8 in one direction of two: 64 / 2 / 6 over an area of 40 x 40
        assertThat(shake(0, 4, 0, 4, 0)).isCloseTo(Math.sqrt(64 / 12.0) / 40, within(1e-9));
    }

    private static double shake(double... x) {
        return new TrackStory(1, Arrays.stream(x).mapToObj(Sightings::movedTo).toList())
                .shake()
                .getAsDouble();
    }
}
