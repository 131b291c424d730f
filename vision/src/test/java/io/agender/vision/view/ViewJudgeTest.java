package io.agender.vision.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.GreyPicture;
import io.agender.vision.view.ViewTrial.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewJudgeTest {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration MINUTES = Duration.ofMinutes(2);

    private final ViewTrial trial = new ViewTrial();
    private final DrawnView room = DrawnView.room(1);

    static Stream<Arguments> impairments() {
        DrawnView room = DrawnView.room(1);
        return Stream.of(
                Arguments.of(ViewKind.BLOCKED, DrawnView.plain(120, 5), 10),
                Arguments.of(ViewKind.DARK, room.lit(0.02), 10),
                Arguments.of(ViewKind.OVEREXPOSED, room.lit(12), 10),
                Arguments.of(ViewKind.BLURRED, room.defocused(4), 10),
                Arguments.of(ViewKind.MOVED, DrawnView.room(2), 30));
    }

    @ParameterizedTest(name = "{0} after {2} s")
    @MethodSource("impairments")
    void should_tell_after_stated_seconds_and_take_it_back_after_three(ViewKind kind, DrawnView view, int seconds) {
        assertThat(ViewTrial.kinds(play(room, MINUTES))).isEmpty();
        Instant covered = trial.time().plus(STEP);

        List<Told> during = play(view, Duration.ofSeconds(60));
        Instant uncovered = trial.time().plus(STEP);
        List<Told> after = play(room, Duration.ofSeconds(60));

        assertThat(ViewTrial.kinds(during)).containsExactly(kind);
        Told first = during.stream()
                .filter(told -> told.impaired().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(covered, first.time()))
                .isBetween(
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(kind == ViewKind.MOVED ? seconds + 12 : seconds));
        assertThat(first.impaired().orElseThrow().since())
                .isBetween(covered, first.time().minusSeconds(seconds));
        assertThat(after.stream().filter(told -> told.impaired().isPresent()).map(Told::time))
                .allMatch(time -> time.isBefore(uncovered.plusSeconds(3)))
                .hasSize(6);
    }

    @ParameterizedTest(name = "a frame each {0} s")
    @ValueSource(ints = {1, 5, 10, 60, 3600})
    void should_tell_by_time_and_not_by_frames(int seconds) {
        Duration step = Duration.ofSeconds(seconds);
        for (int i = 0; i < 200; i++) {
            assertThat(trial.look(room.picture(), step).impaired()).isEmpty();
        }
        List<Told> told = IntStream.range(0, 20)
                .mapToObj(i -> trial.look(DrawnView.plain(90, i).picture(), step))
                .toList();

        int needed = 1 + Math.max(1, (int) Math.ceil(10.0 / seconds));
        assertThat(told.subList(0, needed - 1)).allMatch(one -> one.impaired().isEmpty());
        assertThat(told.subList(needed - 1, 20)).allMatch(one -> one.impaired().isPresent());
    }

    @Test
    void should_take_no_odd_frame_for_anything_however_long_the_pause_before_it() {
        play(room, MINUTES);
        for (int i = 0; i < 50; i++) {
            assertThat(trial.look(DrawnView.plain(100, i).picture(), Duration.ofHours(1))
                            .impaired())
                    .isEmpty();
            assertThat(trial.look(room.picture(), STEP).impaired()).isEmpty();
        }
    }

    @Test
    void should_go_on_when_one_frame_shines_through_a_cover() {
        play(room, MINUTES);
        play(DrawnView.plain(100, 1), Duration.ofSeconds(15));

        assertThat(trial.look(room.picture(), STEP).impaired()).isPresent();
        assertThat(ViewTrial.seconds(play(DrawnView.plain(100, 2), Duration.ofSeconds(10)), STEP))
                .isEqualTo(10);
    }

    /** Told is what lasted for ten seconds in all; what was seen clear for three seconds before was not impaired. */
    @Test
    void should_tell_of_a_cover_since_it_was_last_away_for_three_seconds() {
        play(room, MINUTES);
        for (int i = 0; i < 4; i++) {
            assertThat(ViewTrial.kinds(play(DrawnView.plain(100, i), Duration.ofSeconds(6))))
                    .isEmpty();
            assertThat(ViewTrial.kinds(play(room, Duration.ofSeconds(5)))).isEmpty();
        }
        Instant covered = trial.time().plus(STEP);
        play(DrawnView.plain(100, 9), Duration.ofSeconds(15));

        assertThat(trial.state().orElseThrow().impaired().map(ViewDoubt::since)).contains(covered);
    }

    @Test
    void should_tell_of_a_cover_from_its_beginning_though_something_shone_through_for_two_seconds() {
        play(room, MINUTES);
        Instant covered = trial.time().plus(STEP);
        for (int i = 0; i < 3; i++) {
            play(DrawnView.plain(100, i), Duration.ofSeconds(6));
            play(room, Duration.ofSeconds(2));
        }

        assertThat(trial.state().orElseThrow().impaired().map(ViewDoubt::since)).contains(covered);
    }

    @Test
    void should_tell_of_a_camera_that_starts_covered_and_learn_its_view_when_it_is_uncovered() {
        List<Told> covered = play(DrawnView.plain(120, 3), Duration.ofSeconds(30));
        List<Told> open = play(room, MINUTES);
        List<Told> again = play(DrawnView.plain(120, 4), Duration.ofSeconds(30));

        assertThat(ViewTrial.seconds(covered, STEP)).isEqualTo(20);
        assertThat(ViewTrial.seconds(open, STEP)).isLessThanOrEqualTo(3);
        assertThat(ViewTrial.seconds(again, STEP)).isEqualTo(20);
    }

    @Test
    void should_believe_a_plain_wall_once_people_were_seen_before_it() {
        DrawnView wall = DrawnView.plain(215, 6);
        play(wall, Duration.ofSeconds(20));
        assertThat(trial.state().orElseThrow().impaired()).isPresent();
        for (int i = 0; i < 3; i++) {
            play(wall.with(40 + 20 * i, 10, 60, 80, 90), Duration.ofSeconds(8));
            play(wall, Duration.ofSeconds(5));
        }

        assertThat(ViewTrial.kinds(play(wall, Duration.ofHours(1), Duration.ofSeconds(2))))
                .isEmpty();
    }

    /** For a quarter of an hour the remembered view is one of people; in some of these drawings the empty one was new to it. */
    @ParameterizedTest(name = "wall {0}")
    @ValueSource(ints = {15, 16, 17, 25, 45})
    void should_know_a_plain_wall_again_after_people_hid_what_little_stands_before_it(int number) {
        Random random = new Random(number);
        DrawnView wall = DrawnView.plain(180 + random.nextInt(40), number);
        List<int[]> pieces = new ArrayList<>();
        for (int piece = 2 + random.nextInt(3); piece > 0; piece--) {
            int[] place = {
                random.nextInt(120), 40 + random.nextInt(30), 25 + random.nextInt(25), 15 + random.nextInt(25)
            };
            pieces.add(place);
            wall = wall.with(place[0], place[1], place[2], place[3], 50 + random.nextInt(90));
        }
        play(wall, MINUTES);
        double share = 0.5 + 0.5 * random.nextDouble();
        for (int i = 0; i < 180; i++) {
            DrawnView crowded = wall;
            for (int[] place : pieces) {
                if (random.nextDouble() < share) {
                    crowded = crowded.with(
                            place[0] - 8 + random.nextInt(9),
                            place[1] - 30 + random.nextInt(9),
                            place[2] + 12,
                            96,
                            60 + random.nextInt(100));
                }
            }
            play(crowded, Duration.ofSeconds(5));
        }
        play(wall, Duration.ofSeconds(4));

        assertThat(ViewTrial.kinds(play(wall, Duration.ofMinutes(10)))).isEmpty();
        assertThat(ViewTrial.kinds(play(DrawnView.room(number + 100), MINUTES))).containsExactly(ViewKind.MOVED);
    }

    @Test
    void should_tell_nothing_of_a_wall_that_fills_most_of_the_view() {
        DrawnView wall = DrawnView.plain(215, 6).with(0, 60, 50, 36, 100);

        assertThat(ViewTrial.kinds(play(wall, Duration.ofHours(1), Duration.ofSeconds(2))))
                .isEmpty();
    }

    @Test
    void should_tell_nothing_of_an_empty_room_for_a_day() {
        GreyPicture still = room.picture();
        for (int i = 0; i < 24 * 3600; i += 20) {
            assertThat(trial.look(still, Duration.ofSeconds(20)).impaired()).isEmpty();
        }
    }

    @Test
    void should_tell_nothing_of_daylight_that_comes_and_goes_but_of_a_night_without_lamps() {
        for (int minute = 0; minute < 24 * 60; minute += 20) {
            double light = 0.6 - 0.4 * Math.cos(2 * Math.PI * minute / (24 * 60.0));
            assertThat(ViewTrial.kinds(play(room.lit(light), Duration.ofMinutes(20), Duration.ofSeconds(20))))
                    .as("minute " + minute)
                    .isEmpty();
        }
        play(room.lit(0.02), Duration.ofHours(2), Duration.ofSeconds(10));
        assertThat(trial.state().orElseThrow().impaired().map(ViewDoubt::kind)).contains(ViewKind.DARK);

        List<Told> morning = play(room, Duration.ofMinutes(5));
        assertThat(ViewTrial.seconds(morning, STEP)).isLessThanOrEqualTo(3);
    }

    @Test
    void should_tell_nothing_of_a_lamp_that_is_switched_on() {
        play(room.lit(0.3), MINUTES);
        assertThat(ViewTrial.kinds(play(room.lit(1.1), MINUTES))).isEmpty();
    }

    @Test
    void should_tell_nothing_of_somebody_who_fills_the_frame_for_a_while() {
        play(room, MINUTES);
        List<Told> close = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            close.add(trial.look(
                    room.with(-10 + 4 * (i % 7), -20 + 3 * (i % 5), 170, 130, 140)
                            .picture(),
                    STEP));
        }
        assertThat(ViewTrial.kinds(close)).isEmpty();
        assertThat(ViewTrial.kinds(play(room, MINUTES))).isEmpty();
    }

    @Test
    void should_take_a_view_that_was_moved_for_the_cameras_own_after_the_stated_time() {
        ViewTrial trial = new ViewTrial(new ViewConfig(Duration.ofSeconds(10), Duration.ofMinutes(20)));
        trial.play(pictures(room), MINUTES, STEP);
        DrawnView other = DrawnView.room(2);

        List<Told> moved = trial.play(pictures(other), Duration.ofMinutes(30), Duration.ofSeconds(1));
        assertThat(ViewTrial.kinds(moved)).containsExactly(ViewKind.MOVED);
        assertThat(ViewTrial.seconds(moved, Duration.ofSeconds(1))).isBetween(1190.0, 1215.0);
        assertThat(moved.get(moved.size() - 1).impaired()).isEmpty();

        assertThat(ViewTrial.kinds(trial.play(pictures(other), Duration.ofHours(1), Duration.ofSeconds(1))))
                .isEmpty();
        assertThat(ViewTrial.kinds(trial.play(pictures(room), MINUTES, STEP))).containsExactly(ViewKind.MOVED);
    }

    @Test
    void should_never_take_a_cover_for_a_view() {
        play(room, MINUTES);
        play(DrawnView.plain(120, 3), Duration.ofHours(5), Duration.ofSeconds(10));

        assertThat(trial.state().orElseThrow().impaired().map(ViewDoubt::kind)).contains(ViewKind.BLOCKED);
    }

    @Test
    void should_wait_while_the_clock_goes_back() {
        play(room, MINUTES);
        GreyPicture cover = DrawnView.plain(100, 1).picture();
        for (int i = 0; i < 100; i++) {
            assertThat(trial.look(cover, Duration.ofSeconds(-30)).impaired()).isEmpty();
        }
        assertThat(ViewTrial.kinds(play(DrawnView.plain(100, 2), Duration.ofSeconds(12))))
                .containsExactly(ViewKind.BLOCKED);
    }

    @Test
    void should_begin_another_memory_with_another_shape_of_picture_and_go_on_telling_of_a_cover() {
        play(room, MINUTES);
        play(DrawnView.plain(100, 1), Duration.ofSeconds(20));
        trial.reshape(4.0 / 3);

        assertThat(trial.look(DrawnView.plain(100, 2).picture(), STEP).impaired())
                .isPresent();
        assertThat(ViewTrial.kinds(play(DrawnView.room(2), MINUTES).subList(10, 200)))
                .isEmpty();
    }

    @Test
    void should_give_the_same_state_for_the_same_frames_wherever_it_goes_on() {
        List<GreyPicture> pictures = Stream.of(
                        pictures(room), pictures(DrawnView.plain(90, 1)), pictures(DrawnView.room(2)), pictures(room))
                .flatMap(List::stream)
                .toList();
        Optional<ViewState> one = Optional.empty();
        Optional<ViewState> other = Optional.empty();
        Instant time = trial.time();
        for (GreyPicture picture : pictures) {
            time = time.plusMillis(700);
            one = Optional.of(new ViewJudge(ViewConfig.DEFAULTS)
                    .judge(one, time, 1.5, picture)
                    .state());
            other = Optional.of(new ViewJudge(ViewConfig.DEFAULTS)
                    .judge(other, time, 1.5, new GreyPicture(picture.pixels().clone()))
                    .state());
            assertThat(one).isEqualTo(other);
        }
    }

    private List<Told> play(DrawnView view, Duration length) {
        return play(view, length, STEP);
    }

    private List<Told> play(DrawnView view, Duration length, Duration step) {
        return trial.play(pictures(view), length, step);
    }

    private static List<GreyPicture> pictures(DrawnView view) {
        return IntStream.range(0, 8).mapToObj(i -> view.picture()).toList();
    }
}
