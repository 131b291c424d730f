package io.agender.vision.video.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestSceneTest {

    @Test
    void should_be_live_and_endless_unless_told_otherwise() {
        assertThat(TestScene.parse("test:faces"))
                .isEqualTo(new TestScene(3, 10, 640, 360, Optional.empty(), 1, true, false, List.of()));
        assertThat(TestScene.parse("test:faces?people=5&fps=2.5&size=320x240&seconds=4&seed=7&live=false"))
                .isEqualTo(new TestScene(
                        5, 2.5, 320, 240, Optional.of(Duration.ofSeconds(4)), 7, false, false, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "people=7, people",
        "people=many, people",
        "fps=0, fps",
        "size=640, size",
        "size=9x9, size",
        "seconds=-1, seconds",
        "live=maybe, live",
        "walk=maybe, walk",
        "colour=red, colour",
        "people, people",
        "away=1, away",
        "away=0:1-2, away",
        "away=4:1-2, away",
        "away=1:2-2, away",
        "'away=1:2-3,', away",
    })
    void should_say_what_a_scene_cannot_do(String option, String name) {
        assertThatThrownBy(() -> TestScene.parse("test:faces?" + option))
                .isInstanceOf(VisionException.class)
                .hasMessageStartingWith(
                        "the test scene test:faces?" + option + " cannot have this " + name + "; write");
    }

    @Test
    void should_have_walkers_where_they_are_known_to_be() {
        TestScene scene = TestScene.parse("test:faces?people=2&walk=true&size=1000x400");

        assertThat(List.of(0, 2, 4, 6, 8))
                .extracting(second ->
                        Math.round(scene.poses(second * 1_000_000L).get(0).x()))
                .containsExactly(150L, 500L, 850L, 500L, 150L);
        assertThat(scene.poses(0).get(1).x()).isEqualTo(850, within(1e-6));
        assertThat(scene.poses(2_750_000).get(1).x()).isEqualTo(500, within(1e-6));
        assertThat(scene.poses(0)).extracting(TestScene.Pose::y).containsExactly(90.0, 290.0);
    }

    @Test
    void should_turn_whose_head_away_when_it_says_so() {
        TestScene scene = TestScene.parse("test:faces?people=2&away=1:0.3-0.5,2:1-1.25,1:2-4");

        assertThat(turnedAway(scene, 0)).containsExactly(3L, 4L, 20L, 39L);
        assertThat(turnedAway(scene, 1)).containsExactly(10L, 12L);
    }

    /** The first and last tenth of a second of each time in which it is so. */
    private static List<Long> turnedAway(TestScene scene, int person) {
        List<Long> frames = LongStream.range(0, 60)
                .filter(frame -> scene.poses(scene.micros(frame)).get(person).away())
                .boxed()
                .toList();
        return frames.stream()
                .filter(frame -> !frames.contains(frame - 1) || !frames.contains(frame + 1))
                .toList();
    }

    @Test
    void should_know_no_other_scene() {
        assertThatThrownBy(() -> new VideoEngine().open("test:cats", VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessageStartingWith("there is no test scene test:cats; write it like test:faces?people=3");
    }

    @Test
    void should_show_the_same_each_time_and_another_scene_for_another_seed() {
        List<VideoFrame> frames = play("people=2&seconds=1&live=false", VideoOptions.DEFAULTS);

        assertThat(play("people=2&seconds=1&live=false", VideoOptions.DEFAULTS))
                .usingRecursiveComparison()
                .isEqualTo(frames);
        assertThat(play("people=2&seconds=1&live=false&seed=2", VideoOptions.DEFAULTS)
                        .get(0)
                        .image()
                        .bytes())
                .isNotEqualTo(frames.get(0).image().bytes());
        assertThat(frames.get(9).image().bytes())
                .isNotEqualTo(frames.get(0).image().bytes());
    }

    @Test
    void should_give_as_many_frames_as_it_says() {
        String location = "test:faces?people=0&fps=4&seconds=2.5&live=false";
        try (VideoSource source = new VideoEngine().open(location, VideoOptions.DEFAULTS)) {
            assertThat(source.info().live()).isFalse();
            assertThat(source.info().frames()).hasValue(10);
            assertThat(source.info().duration()).contains(Duration.ofMillis(2500));
        }

        assertThat(Frames.millis(Frames.all(location, VideoOptions.DEFAULTS)))
                .containsExactly(0L, 250L, 500L, 750L, 1000L, 1250L, 1500L, 1750L, 2000L, 2250L);
    }

    @Test
    void should_be_sampled_and_scaled_like_any_source() {
        List<VideoFrame> frames = play("people=1&seconds=1&live=false", new VideoOptions(5, 320, 90));

        assertThat(Frames.millis(frames)).containsExactly(0L, 200L, 400L, 600L, 800L);
        assertThat(frames.get(0).image().width()).isEqualTo(320);
        assertThat(frames.get(0).image().height()).isEqualTo(180);
    }

    @Test
    void should_take_its_time_when_it_is_live() {
        long start = System.nanoTime();

        assertThat(play("people=0&fps=10&seconds=0.5", VideoOptions.DEFAULTS)).hasSize(5);

        assertThat(System.nanoTime() - start)
                .as("nanoseconds for frames at 0 to 400 ms")
                .isGreaterThan(400_000_000L);
    }

    @Test
    void should_stop_waiting_when_its_thread_is_interrupted() {
        try (VideoSource source = new VideoEngine().open("test:faces?people=0&fps=0.01", VideoOptions.DEFAULTS)) {
            source.next();
            Thread.currentThread().interrupt();

            assertThatThrownBy(source::next)
                    .isInstanceOf(VisionException.class)
                    .hasMessageStartingWith("reading test:faces")
                    .hasMessageEndingWith("was interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static List<VideoFrame> play(String scene, VideoOptions options) {
        return Frames.all("test:faces?" + scene, options);
    }
}
