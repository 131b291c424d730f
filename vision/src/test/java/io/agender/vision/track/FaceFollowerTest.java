package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.vision.Detection;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.track.FollowedFace.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceFollowerTest {

    private static final Instant START = Scene.START;
    private static final double MIN_SIDE = 28;

    private final FaceFollower follower = new FaceFollower(
            new Tracker(TrackerConfig.DEFAULTS.withConfirmHits(1)),
            new ClassifySchedule(Duration.ofSeconds(1), 0.15),
            DetectInterval.of(Duration.ofMillis(300)),
            MIN_SIDE,
            Optional.of(AttentionRules.DEFAULTS));
    private final Picture picture = new Picture();

    private static final List<Landmark> NOSE = List.of(new Landmark(Landmark.Point.NOSE_TIP, 125, 130));

    private FollowerState state = FollowerState.INITIAL;

    @Test
    void should_look_rest_and_look_again() {
        List<Boolean> looks = new ArrayList<>();
        for (int millis = 0; millis <= 700; millis += 100) {
            looks.add(frame(millis).detected());
        }

        assertThat(looks).containsExactly(true, false, false, true, false, false, true, false);
        assertThat(picture.looks).isEqualTo(3);
    }

    @Test
    void should_predict_a_face_while_it_rests_and_classify_nothing() {
        frame(0);

        FollowedFrame rested = frame(100);

        assertThat(rested.faces()).singleElement().satisfies(face -> {
            assertThat(face.face().number()).isEqualTo(1);
            assertThat(face.due()).isFalse();
        });
        assertThat(picture.qualities).as("crops that were looked at").isEqualTo(1);
    }

    @Test
    void should_classify_a_face_at_once_then_when_its_estimate_is_old_or_its_crop_clearly_better() {
        assertThat(due(0)).isTrue();
        assertThat(due(400)).isFalse();
        picture.quality = 0.5 + 0.15;
        assertThat(due(800)).as("a clearly better crop").isTrue();
        assertThat(due(1_200)).isFalse();
        assertThat(due(1_800)).as("a second later").isTrue();
    }

    @Test
    void should_ask_for_landmarks_only_of_faces_that_may_be_worth_it() {
        picture.best = 0.6;
        picture.quality = 0.5;

        assertThat(frame(0).faces().get(0).face().detection().landmarks())
                .as("a new face")
                .isEqualTo(NOSE);
        assertThat(frame(400).faces().get(0).face().detection().landmarks())
                .as("0.6 is not better than 0.5 by 0.15")
                .isEmpty();
        picture.best = 0.7;
        assertThat(due(800)).as("it turned out not to look straight").isFalse();
        assertThat(picture.landmarked).isEqualTo(2);
        picture.quality = 0.66;
        assertThat(due(1_200 - 1)).as("it did").isTrue();
        assertThat(frame(1_200 - 1 + 1_000).faces().get(0)).satisfies(face -> {
            assertThat(face.due()).as("a second later").isTrue();
            assertThat(face.quality()).isEqualTo(0.66);
        });
        assertThat(picture.landmarked).isEqualTo(4);
    }

    @Test
    void should_follow_a_face_that_is_too_small_but_never_classify_it() {
        picture.side = MIN_SIDE - 1;
        assertThat(due(0)).isFalse();
        FollowedFrame later = frame(2_000);
        assertThat(later.faces()).singleElement().satisfies(face -> {
            assertThat(face.face().key()).isPositive();
            assertThat(face.due()).isFalse();
        });
        assertThat(picture.qualities).as("crops that were looked at").isZero();

        picture.side = MIN_SIDE;
        assertThat(due(4_000)).as("it came nearer").isTrue();
    }

    @Test
    void should_look_when_the_clock_was_set_back() {
        frame(10_000);

        assertThat(frame(0).detected()).isTrue();
    }

    @Test
    void should_change_nothing_when_the_picture_can_not_be_read() {
        frame(0);
        FollowerState before = state;
        picture.broken = true;

        assertThatThrownBy(() -> frame(1_000)).isInstanceOf(IllegalStateException.class);
        assertThat(state).isEqualTo(before);
    }

    @Test
    void should_give_the_same_answer_for_the_same_input() {
        frame(0);
        FollowerState before = state;

        FollowedFrame once = frame(1_000);
        state = before;

        assertThat(frame(1_000)).isEqualTo(once);
    }

    @Test
    void should_add_up_how_long_a_track_watches_also_over_frames_in_which_the_detector_rests() {
        picture.pose = Optional.of(new HeadPose(0, 0, 0));
        List<Duration> totals = new ArrayList<>();
        Duration added = Duration.ZERO;
        for (int millis = 0; millis <= 900; millis += 100) {
            Watched watched = frame(millis).faces().get(0).watched().orElseThrow();
            totals.add(watched.total());
            added = added.plus(watched.added());
        }

        assertThat(totals)
                .extracting(Duration::toMillis)
                .as("it looks every 300 ms")
                .containsExactly(0L, 0L, 0L, 300L, 300L, 300L, 600L, 600L, 600L, 900L);
        assertThat(added).isEqualTo(totals.get(totals.size() - 1));
        assertThat(follower.end(state).ended())
                .extracting(track -> track.attention().watched())
                .containsExactly(added);
    }

    /** Frames before a track is confirmed name no track that their time could be added to. */
    @Test
    void should_tell_with_the_first_frame_of_a_confirmed_track_all_that_it_watched_before() {
        FaceFollower strict = new FaceFollower(
                new Tracker(TrackerConfig.DEFAULTS.withConfirmHits(3)),
                ClassifySchedule.DEFAULTS,
                DetectInterval.NONE,
                0,
                Optional.of(new AttentionRules(20, 40, Duration.ZERO)));
        picture.pose = Optional.of(new HeadPose(0, 0, 0));
        List<Optional<Watched>> told = new ArrayList<>();
        for (int millis = 0; millis <= 300; millis += 100) {
            FollowedFrame followed = strict.follow(state, START.plusMillis(millis), picture);
            state = followed.state();
            told.add(followed.faces().get(0).watched());
        }

        assertThat(told)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Watched(Duration.ofMillis(200), Duration.ofMillis(200))),
                        Optional.of(new Watched(Duration.ofMillis(300), Duration.ofMillis(100))));
    }

    @Test
    void should_end_all_tracks_with_the_stream() {
        frame(0);

        FollowedFrame end = follower.end(state);

        assertThat(end.ended()).extracting(Track::number).containsExactly(1);
        assertThat(end.state().tracks().tracks()).isEmpty();
    }

    private boolean due(int millis) {
        return frame(millis).faces().get(0).due();
    }

    private FollowedFrame frame(int millis) {
        FollowedFrame followed = follower.follow(state, START.plusMillis(millis), picture);
        state = followed.state();
        return followed;
    }

    /** One face that stands still. */
    private static final class Picture implements FacesInFrame {

        private double quality = 0.5;
        private double side = 50;
        private boolean broken;
        private int looks;
        private int qualities;
        private int landmarked;
        private double best;
        private Optional<HeadPose> pose = Optional.empty();

        @Override
        public List<Detection> detect() {
            if (broken) {
                throw new IllegalStateException("no picture");
            }
            looks++;
            return List.of(Scene.face(100, 100, side).with(pose));
        }

        @Override
        public Detection landmarked(Detection face) {
            landmarked++;
            return best > 0 ? new Detection(face.box(), face.score(), NOSE) : face;
        }

        @Override
        public double bestQuality(Detection face) {
            return best > 0 && face.landmarks().isEmpty() ? best : quality(face);
        }

        @Override
        public double quality(Detection face) {
            qualities++;
            return quality;
        }
    }
}
