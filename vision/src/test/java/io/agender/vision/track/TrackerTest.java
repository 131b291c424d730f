package io.agender.vision.track;

import static io.agender.vision.track.Scene.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerTest {

    private final Scene scene = new Scene();

    /** A face that stands there, from one second to another, at ten frames a second. */
    private void stand(double from, double to, Detection... faces) {
        for (int frame = (int) Math.round(from * 10); frame <= Math.round(to * 10); frame++) {
            scene.frame(frame / 10.0, faces);
        }
    }

    @Nested
    class Life {

        @Test
        void should_number_a_face_once_it_was_seen_three_times() {
            assertThat(scene.numbers(0, face(100, 100, 60))).containsExactly(0);
            assertThat(scene.numbers(0.1, face(100, 100, 60))).containsExactly(0);
            assertThat(scene.numbers(0.2, face(100, 100, 60))).containsExactly(1);
            assertThat(scene.numbers(0.3, face(100, 100, 60))).containsExactly(1);
        }

        @Test
        void should_number_a_face_at_once_when_one_sight_is_enough() {
            Scene eager = new Scene(TrackerConfig.DEFAULTS.withConfirmHits(1));

            assertThat(eager.numbers(0, face(100, 100, 60))).containsExactly(1);
        }

        @Test
        void should_report_faces_in_the_order_of_the_detections() {
            stand(0, 1, face(100, 100, 60), face(400, 100, 60));

            TrackerUpdate update = scene.frame(1.1, face(400, 100, 60, 0.95), face(700, 100, 60), face(100, 100, 60));

            assertThat(update.faces())
                    .extracting(TrackedFace::key, TrackedFace::number, TrackedFace::startedAt)
                    .containsExactly(tuple(2, 2, Scene.START), tuple(3, 0, Scene.time(1.1)), tuple(1, 1, Scene.START));
        }

        @Test
        void should_give_up_what_was_seen_only_once() {
            scene.frame(0, face(100, 100, 60));
            stand(0.1, 0.6);

            assertThat(scene.dropped()).containsExactly(1);
            assertThat(scene.state().tracks()).isEmpty();
            assertThat(scene.ended()).isEmpty();
        }

        @Test
        void should_confirm_a_face_that_the_detector_misses_in_every_second_frame() {
            stand(0, 0, face(100, 100, 60));
            stand(0.1, 0.1);
            stand(0.2, 0.2, face(100, 100, 60));
            stand(0.3, 0.3);

            assertThat(scene.numbers(0.4, face(100, 100, 60))).containsExactly(1);
        }

        @Test
        void should_retire_a_track_once_it_was_out_of_sight_for_longer_than_the_limit() {
            stand(0, 1, face(100, 100, 60));
            stand(1.1, 3);
            assertThat(scene.ended()).isEmpty();

            TrackerUpdate update = scene.frame(3.1);

            assertThat(update.ended())
                    .extracting(Track::number, Track::startedAt, Track::lastSeenAt, Track::hits)
                    .containsExactly(tuple(1, Scene.START, Scene.time(1), 11));
            assertThat(scene.state().tracks()).isEmpty();
        }

        @Test
        void should_end_every_confirmed_track_with_the_stream() {
            stand(0, 1, face(100, 100, 60), face(400, 100, 60));
            scene.frame(1.1, face(700, 100, 60));

            TrackerUpdate update = scene.end();

            assertThat(update.ended()).extracting(Track::number).containsExactly(1, 2);
            assertThat(update.dropped()).containsExactly(3);
            assertThat(update.faces()).isEmpty();
            assertThat(update.state().tracks()).isEmpty();
        }

        @Test
        void should_never_give_a_number_twice() {
            stand(0, 1, face(100, 100, 60));
            scene.end();
            stand(20, 21, face(100, 100, 60));

            assertThat(scene.all()).containsExactly(1, 2);
        }

        @Test
        void should_report_a_face_without_a_track_when_there_is_no_room_for_more() {
            Scene small =
                    new Scene(new TrackerConfig(0.5, 0.3, 1, Duration.ofSeconds(2), Duration.ofSeconds(1), 4, 2, 2, 1));

            assertThat(small.frame(0, face(100, 100, 60), face(400, 100, 60)).faces())
                    .extracting(TrackedFace::key, TrackedFace::number)
                    .containsExactly(tuple(1, 1), tuple(0, 0));
            assertThat(small.state().tracks()).hasSize(1);
        }
    }

    @Nested
    class Occlusion {

        @Test
        void should_keep_the_number_when_a_face_is_hidden_for_one_second() {
            stand(0, 1, face(100, 100, 60));
            stand(1.1, 2);

            assertThat(scene.numbers(2.1, face(105, 98, 62))).containsExactly(1);
        }

        @Test
        void should_find_a_walking_face_again_behind_a_pillar() {
            int frame = 0;
            for (; frame <= 10; frame++) {
                scene.frame(frame / 10.0, face(100 + 20 * frame, 100, 60));
            }
            for (; frame <= 16; frame++) {
                scene.frame(frame / 10.0);
            }

            assertThat(scene.numbers(frame / 10.0, face(100 + 20 * frame, 100, 60)))
                    .containsExactly(1);
        }

        @Test
        void should_take_a_face_elsewhere_for_a_new_one() {
            stand(0, 1, face(100, 100, 60));
            stand(1.1, 2);
            stand(2.1, 2.5, face(400, 100, 60));

            assertThat(scene.all()).containsExactly(1, 2);
        }

        @ParameterizedTest(name = "a gap of {0} s")
        @ValueSource(doubles = {0, 0.5, 1, 1.9})
        void should_keep_the_number_over_a_gap_without_frames(double gap) {
            stand(0, 1, face(100, 100, 60));

            assertThat(scene.numbers(1.1 + gap - 0.1, face(102, 101, 60))).containsExactly(1);
        }

        @ParameterizedTest(name = "a gap of {0} s")
        @ValueSource(doubles = {2.1, 3, 60, 86_400, 1e8})
        void should_begin_anew_after_a_longer_gap(double gap) {
            stand(0, 1, face(100, 100, 60));

            TrackerUpdate update = scene.frame(1 + gap, face(102, 101, 60));
            scene.frame(1.1 + gap, face(102, 101, 60));

            assertThat(update.faces()).extracting(TrackedFace::key).containsExactly(2);
            assertThat(scene.ended()).containsExactly(1);
            assertThat(scene.numbers(1.2 + gap, face(102, 101, 60))).containsExactly(2);
        }
    }

    @Nested
    class Motions {

        @ParameterizedTest(name = "{0} frames a second")
        @CsvSource({"25", "10", "5"})
        void should_follow_a_face_that_walks_past_faster_than_its_boxes_overlap(int framesPerSecond) {
            for (int frame = 0; frame <= framesPerSecond; frame++) {
                double seconds = (double) frame / framesPerSecond;
                scene.frame(seconds, face(60 + 30 * 6 * seconds, 100, 30)); // six times its width each second
            }

            assertThat(scene.all()).containsExactly(1);
            assertThat(scene.state().lastKey()).isEqualTo(1);
        }

        @Test
        void should_keep_the_numbers_of_faces_that_cross() {
            for (int frame = 0; frame <= 20; frame++) {
                double way = 20.0 * frame;
                Detection right = face(100 + way, 100, 60);
                Detection left = face(500 - way, 130, 60);

                List<Integer> numbers = scene.numbers(frame / 10.0, right, left);

                if (frame >= 2) {
                    assertThat(numbers).as("frame " + frame).containsExactly(1, 2);
                }
            }
        }

        @Test
        void should_keep_the_numbers_of_faces_that_cross_while_one_hides_the_other() {
            for (int frame = 0; frame <= 20; frame++) {
                double way = 20.0 * frame;
                Detection near = face(100 + way, 100, 80);
                Detection far = face(500 - way, 95, 60);
                boolean hidden = Math.abs(way - 200) < 50;

                List<Integer> numbers =
                        hidden ? scene.numbers(frame / 10.0, near) : scene.numbers(frame / 10.0, near, far);

                if (frame >= 2) {
                    assertThat(numbers).as("frame " + frame).isEqualTo(hidden ? List.of(1) : List.of(1, 2));
                }
            }
        }

        @Test
        void should_tell_two_faces_apart_that_enter_together() {
            Random random = new Random(1);
            for (int frame = 0; frame <= 30; frame++) {
                double x = 25 * Math.min(frame, 12);
                double shake = random.nextGaussian();
                List<Integer> numbers = scene.numbers(
                        frame / 10.0, face(40 + x + shake, 100 - shake, 50), face(110 + x - shake, 108 + shake, 52));

                if (frame >= 2) {
                    assertThat(numbers).as("frame " + frame).containsExactly(1, 2);
                }
            }
        }

        @Test
        void should_hold_on_to_a_shaking_box() {
            Random random = new Random(2);
            for (int frame = 0; frame < 300; frame++) {
                scene.frame(
                        frame / 10.0,
                        face(
                                100 + 4 * random.nextGaussian(),
                                100 + 4 * random.nextGaussian(),
                                60 * Math.exp(0.08 * random.nextGaussian())));
            }

            assertThat(scene.state().lastKey()).isEqualTo(1);
        }

        @Test
        void should_not_take_a_much_larger_face_for_the_same() {
            stand(0, 1, face(100, 100, 40));

            assertThat(scene.numbers(1.1, face(100, 100, 100))).containsExactly(0);
        }

        @Test
        void should_prefer_the_face_of_the_same_size() {
            stand(0, 1, face(100, 100, 60), face(190, 100, 90));

            assertThat(scene.numbers(1.1, face(190, 100, 60, 0.95), face(100, 100, 90)))
                    .doesNotContain(0);
        }
    }

    @Nested
    class WeakDetections {

        @Test
        void should_continue_a_track() {
            stand(0, 1, face(100, 100, 60));

            assertThat(scene.numbers(1.1, face(102, 100, 60, 0.35))).containsExactly(1);
        }

        @Test
        void should_not_be_reported_without_a_track() {
            assertThat(scene.frame(0, face(100, 100, 60, 0.45)).faces()).isEmpty();
            assertThat(scene.state().tracks()).isEmpty();
        }

        @Test
        void should_not_bring_a_lost_track_back() {
            stand(0, 1, face(100, 100, 60));
            scene.frame(1.1);

            assertThat(scene.frame(1.2, face(100, 100, 60, 0.45)).faces()).isEmpty();
        }

        @Test
        void should_leave_a_track_to_a_sure_detection() {
            stand(0, 1, face(100, 100, 60));

            TrackerUpdate update = scene.frame(1.1, face(106, 100, 60, 0.8), face(100, 100, 60, 0.45));

            assertThat(update.faces())
                    .extracting(face -> face.detection().score())
                    .containsExactly(0.8);
            assertThat(update.faces()).extracting(TrackedFace::number).containsExactly(1);
        }

        @Test
        void should_be_ignored_below_the_lower_threshold() {
            stand(0, 1, face(100, 100, 60));

            assertThat(scene.frame(1.1, face(100, 100, 60, 0.2)).faces()).isEmpty();
        }
    }

    @Nested
    class SkippedFrames {

        @Test
        void should_expect_faces_where_they_were_going() {
            for (int frame = 0; frame <= 10; frame++) {
                scene.frame(frame / 10.0, face(100 + 10 * frame, 100, 60, 0.8));
            }

            TrackerUpdate update = scene.skipped(1.1);

            assertThat(update.faces()).hasSize(1);
            TrackedFace face = update.faces().get(0);
            assertThat(face.number()).isEqualTo(1);
            assertThat(face.startedAt()).isEqualTo(Scene.START);
            assertThat(face.detection().score()).isEqualTo(0.8);
            assertThat(face.detection().landmarks()).isEmpty();
            assertThat(Motion.centerX(face.detection().box())).isCloseTo(210, within(3.0));
            assertThat(Motion.centerY(face.detection().box())).isCloseTo(100, within(1.0));
        }

        @Test
        void should_change_nothing() {
            stand(0, 1, face(100, 100, 60));
            TrackerState before = scene.state();

            assertThat(scene.skipped(1.1).state()).isEqualTo(before);
        }

        @Test
        void should_not_expect_faces_that_were_lost() {
            stand(0, 1, face(100, 100, 60), face(400, 100, 60));
            scene.frame(1.1, face(100, 100, 60));

            assertThat(scene.skipped(1.2).faces())
                    .extracting(TrackedFace::number)
                    .containsExactly(1);
        }

        @Test
        void should_not_expect_faces_for_ever() {
            stand(0, 1, face(100, 100, 60));

            assertThat(scene.skipped(3.1).faces()).isEmpty();
        }

        @Test
        void should_name_the_best_face_first() {
            stand(0, 1, face(400, 100, 60, 0.95), face(100, 100, 60, 0.7));

            assertThat(scene.skipped(1.1).faces())
                    .extracting(face -> face.detection().score())
                    .containsExactly(0.95, 0.7);
        }
    }

    @Nested
    class OddInput {

        @Test
        void should_let_time_stand_still_when_it_goes_back() {
            stand(0, 1, face(100, 100, 60));

            assertThat(scene.numbers(0.5, face(101, 100, 60))).containsExactly(1);
            assertThat(scene.state().time()).isEqualTo(Scene.time(1));
        }

        @ParameterizedTest(name = "one frame {0} s away")
        @ValueSource(doubles = {3540, 86_400, 11, -11, -3600})
        void should_not_mind_a_single_frame_with_a_wrong_time(double wrong) {
            stand(0, 1, face(100, 100, 60));

            scene.frame(1 + wrong, face(100, 100, 60), face(300, 100, 60));

            assertThat(scene.numbers(1.1, face(101, 100, 60))).containsExactly(1);
            assertThat(scene.state().time()).isEqualTo(Scene.time(1.1));
            assertThat(scene.ended()).isEmpty();
            assertThat(scene.dropped()).containsExactly(2, 3);
            stand(1.2, 3, face(101, 100, 60));
            stand(3.1, 6);
            assertThat(scene.ended()).containsExactly(1);
        }

        @Test
        void should_not_mind_wrong_times_that_agree_neither_with_each_other_nor_with_the_clock() {
            stand(0, 1, face(100, 100, 60));

            for (double wrong : new double[] {3600, -3600, 1800, 900, -7200}) {
                scene.frame(wrong, face(100, 100, 60));
            }

            assertThat(scene.numbers(1.1, face(101, 100, 60))).containsExactly(1);
            assertThat(scene.ended()).isEmpty();
        }

        @ParameterizedTest(name = "a clock set by {0} s")
        @ValueSource(doubles = {3600, -3600})
        void should_follow_a_clock_that_was_set(double by) {
            stand(0, 1, face(100, 100, 60));
            stand(1 + by, 2 + by, face(100, 100, 60));

            assertThat(scene.ended()).containsExactly(1);
            assertThat(scene.numbers(2 + by, face(100, 100, 60))).containsExactly(2);
            stand(2.1 + by, 5 + by);
            assertThat(scene.ended()).as("also behind the time before").containsExactly(1, 2);
        }

        @Test
        void should_begin_anew_with_each_picture_of_a_camera_that_takes_one_a_minute() {
            for (int minute = 0; minute < 5; minute++) {
                assertThat(scene.numbers(60 * minute, face(100, 100, 60))).containsExactly(0);
            }

            scene.end();
            assertThat(scene.dropped()).containsExactly(1, 2, 3, 4, 5);
        }

        @Test
        void should_end_with_the_stream_also_what_it_had_set_aside() {
            stand(0, 1, face(100, 100, 60));
            scene.frame(3600, face(100, 100, 60));

            scene.end();

            assertThat(scene.ended()).containsExactly(1);
            assertThat(scene.dropped()).containsExactly(2);
        }

        @Test
        void should_take_two_frames_of_the_same_time() {
            stand(0, 1, face(100, 100, 60));

            assertThat(scene.numbers(1, face(101, 100, 60))).containsExactly(1);
            assertThat(scene.numbers(1, face(101, 100, 60))).containsExactly(1);
        }

        @Test
        void should_start_at_any_time() {
            assertThat(scene.frame(-3e9, face(100, 100, 60)).state().time()).isEqualTo(Scene.time(-3e9));
        }

        @ParameterizedTest(name = "{0} x {1}")
        @CsvSource({"0, 10", "10, 0", "-5, 10", "NaN, 10", "Infinity, 10", "1e300, 1e300"})
        void should_report_a_box_without_a_size_and_not_follow_it(double width, double height) {
            stand(0, 1, face(100, 100, 60));

            TrackerUpdate update =
                    scene.frame(1.1, new Detection(new BoundingBox(100, 100, width, height), 0.9, List.of()));

            assertThat(update.faces()).extracting(TrackedFace::key).containsExactly(0);
            assertThat(update.state().lastKey()).isEqualTo(1);
        }
    }
}
