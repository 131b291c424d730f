package io.agender.dashboard.state;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.faces;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.Records;
import io.agender.dashboard.view.FaceView;
import io.agender.dashboard.view.ImpairedView;
import io.agender.dashboard.view.Liveness;
import io.agender.dashboard.view.ModelView;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.FrameView;
import io.agender.schemas.Gender;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservedCameraTest {

    private final ObservedCamera camera = new ObservedCamera(Duration.ofSeconds(10));

    @Test
    void should_tell_of_a_camera_that_sends_pictures_and_cant_see_until_it_sees_or_nothing_comes() {
        camera.take(faces("lobby", 1, NOON).build(), NOON);
        assertThat(camera.impaired(Liveness.LIVE)).as("nobody knows").isNull();

        FrameView dark = new FrameView(ViewKind.DARK, NOON.minusSeconds(10), null);
        camera.take(faces("lobby", 2, NOON).setView(dark).build(), NOON);
        camera.take(faces("lobby", 3, NOON).setOutcome(FrameOutcome.UNDECODABLE).build(), NOON);
        assertThat(camera.impaired(Liveness.LIVE)).isEqualTo(new ImpairedView(ViewKind.DARK, NOON.minusSeconds(10)));
        assertThat(camera.impaired(Liveness.LATE)).isNotNull();
        assertThat(camera.impaired(Liveness.DARK)).as("of the past").isNull();
        assertThat(camera.impaired(Liveness.ENDED)).isNull();

        FrameView clear = new FrameView(ViewKind.CLEAR, null, null);
        camera.take(faces("lobby", 4, NOON).setView(clear).build(), NOON);
        assertThat(camera.impaired(Liveness.LIVE)).isNull();
    }

    /** Letters: A analysed, P predicted, U undecodable, L late, E the last frame; one a second; then the silence. */
    @ParameterizedTest
    @CsvSource({
        "A,            0,  LIVE,        ",
        "AAA,          10, LIVE,        ",
        "AAA,          11, DARK,        2",
        "AP,           5,  LIVE,        ",
        "AU,           0,  LIVE,        ",
        "AUUUUUUUUUUU, 0,  UNREADABLE,  0",
        "AUUUUUUUUUUA, 0,  LIVE,        ",
        "UUUUUUUUUUUU, 0,  UNREADABLE,  ",
        "AUUU,         11, DARK,        3",
        "ALLLLLLLLLLL, 0,  LATE,        0",
        "LLLLLLLLLLL,  0,  LATE,        ",
        "ALLLLLLLLLL,  0,  LIVE,        ",
        "ALLLLLLLLLLA, 0,  LIVE,        ",
        "ALLLLLLLLLLL, 11, DARK,        11",
        "AAE,          0,  ENDED,       2",
        "AAE,          60, ENDED,       2",
        "AEA,          0,  LIVE,        ",
    })
    void should_tell_how_a_camera_is(String frames, int silence, Liveness status, Integer since) {
        Instant at = NOON;
        for (int second = 0; second < frames.length(); second++) {
            at = NOON.plusSeconds(second);
            char kind = frames.charAt(second);
            camera.take(
                    faces("lobby", second, at)
                            .setOutcome(
                                    kind == 'U'
                                            ? FrameOutcome.UNDECODABLE
                                            : kind == 'P' ? FrameOutcome.PREDICTED : FrameOutcome.ANALYSED)
                            .setEndOfStream(kind == 'E')
                            .build(),
                    at);
            camera.takeLate(kind == 'L');
        }
        assertThat(camera.status(at.plusSeconds(silence), Told.NO_MARKS)).isEqualTo(status);
        assertThat(camera.since(status)).isEqualTo(since == null ? null : NOON.plusSeconds(since));
    }

    /** A camera of which nothing came for 60 s: who is to blame depends on who would have told of it, and until when. */
    @ParameterizedTest
    @CsvSource({
        "no marks,        brokers answer,    DARK",
        "no marks,        brokers silent,    UNKNOWN",
        "analysed to 58,  brokers answer,    DARK",
        "analysed to 58,  brokers silent,    DARK",
        "analysed to 8,   brokers answer,    UNKNOWN",
        "analysed to 8,   brokers silent,    UNKNOWN",
    })
    void should_not_be_blamed_for_those_who_would_have_told(String marks, String brokers, Liveness status) {
        camera.take(faces("lobby", 0, NOON).build(), NOON);
        Optional<Instant> upTo = marks.equals("no marks")
                ? Optional.empty()
                : Optional.of(NOON.plusSeconds(Integer.parseInt(marks.replace("analysed to ", ""))));
        boolean recent = upTo.map(time -> time.isAfter(NOON.plusSeconds(45))).orElse(true);
        Told told = new Told(upTo, recent, brokers.equals("brokers answer"));
        assertThat(camera.status(NOON.plusSeconds(60), told)).isEqualTo(status);
    }

    @Test
    void should_not_be_called_dark_before_anybody_knows() {
        camera.take(faces("lobby", 0, NOON).build(), NOON);
        Told told = new Told(Optional.of(NOON.plusSeconds(9)), true, true);
        assertThat(camera.status(NOON.plusSeconds(12), told)).isEqualTo(Liveness.LIVE);
    }

    @Test
    void should_be_dark_since_its_last_window_when_no_frame_of_it_is_known() {
        camera.takeWindow(NOON, "Bremen", List.of(Records.MODEL));
        assertThat(camera.status(NOON.plusSeconds(60), Told.NO_MARKS)).isEqualTo(Liveness.DARK);
        assertThat(camera.since(Liveness.DARK)).isEqualTo(NOON);
        assertThat(camera.live()).isNull();
        assertThat(camera.site()).isEqualTo("Bremen");
    }

    @Test
    void should_judge_a_replay_of_old_times_by_when_it_comes() {
        camera.take(faces("lobby", 0, NOON.minus(Duration.ofDays(90))).build(), NOON);
        assertThat(camera.status(NOON.plusSeconds(5), Told.NO_MARKS)).isEqualTo(Liveness.LIVE);
        assertThat(camera.status(NOON.plusSeconds(11), Told.NO_MARKS)).isEqualTo(Liveness.DARK);
        assertThat(camera.since(Liveness.DARK)).isEqualTo(NOON.minus(Duration.ofDays(90)));
    }

    @Test
    void should_show_what_the_track_says_and_keep_unknown_unknown() {
        camera.take(
                faces("lobby", 0, NOON)
                        .setFaces(List.of(
                                Records.face(10, 20, 30, 7, Gender.FEMALE, 31.5f),
                                Records.face(50, 20, 30, 8, Gender.UNKNOWN, null)))
                        .build(),
                NOON);
        assertThat(camera.live().people()).isEqualTo(2);
        assertThat(camera.live().faces())
                .extracting(FaceView::track, FaceView::gender, FaceView::age)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7, Gender.FEMALE, 31.5f),
                        org.assertj.core.groups.Tuple.tuple(8, Gender.UNKNOWN, null));
    }

    @Test
    void should_remember_the_models_over_a_frame_that_could_not_be_read() {
        camera.take(faces("lobby", 0, NOON).build(), NOON);
        camera.take(
                faces("lobby", 1, NOON)
                        .setOutcome(FrameOutcome.UNDECODABLE)
                        .setModels(List.of())
                        .build(),
                NOON);
        assertThat(camera.models()).extracting(ModelView::name).containsExactly("blazeface");
    }
}
