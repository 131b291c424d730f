package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifyScheduleTest {

    private final ClassifySchedule schedule = new ClassifySchedule(Duration.ofSeconds(1), 0.15);
    private final Track born = Track.begin(1, Scene.face(100, 100, 60), Scene.START, 4);
    private final Track classified = born.classified(Scene.START, 0.5);

    @Test
    void should_classify_a_new_track_at_once() {
        assertThat(schedule.isDue(born, 0, Scene.START)).isTrue();
    }

    @Test
    void should_wait_for_the_interval() {
        assertThat(schedule.isDue(classified, 0.5, Scene.time(0.9))).isFalse();
        assertThat(schedule.isDue(classified, 0.5, Scene.time(1))).isTrue();
    }

    @Test
    void should_not_wait_when_a_crop_is_clearly_better() {
        assertThat(schedule.isDue(classified, 0.6, Scene.time(0.1))).isFalse();
        assertThat(schedule.isDue(classified, 0.7, Scene.time(0.1))).isTrue();
    }

    @Test
    void should_remember_the_best_crop_and_not_the_last() {
        Track again = classified.classified(Scene.time(1), 0.2);

        assertThat(again.bestQuality()).isEqualTo(0.5);
        assertThat(again.classifiedAt()).contains(Scene.time(1));
        assertThat(schedule.isDue(again, 0.5, Scene.time(1.1))).isFalse();
    }

    @Test
    void should_classify_every_frame_when_the_interval_is_zero() {
        assertThat(new ClassifySchedule(Duration.ZERO, 0.15).isDue(classified, 0, Scene.START))
                .isTrue();
    }

    @Test
    void should_refuse_what_makes_no_sense() {
        assertThatThrownBy(() -> new ClassifySchedule(Duration.ofSeconds(-1), 0.1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassifySchedule(Duration.ZERO, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassifySchedule(Duration.ZERO, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void should_be_kept_by_the_tracker() {
        Scene scene = new Scene();
        TrackerState state = scene.frame(0, Scene.face(100, 100, 60)).state();
        TrackerState chosen = state.with(state.tracks().get(0).classified(Scene.START, 0.5));

        TrackerState next = new Tracker(TrackerConfig.DEFAULTS)
                .update(chosen, List.of(Scene.face(101, 100, 60)), Scene.time(0.1))
                .state();

        assertThat(next.tracks()).hasSize(1);
        assertThat(next.tracks().get(0).classifiedAt()).contains(Scene.START);
        assertThat(next.tracks().get(0).bestQuality()).isEqualTo(0.5);
    }
}
