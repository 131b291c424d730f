package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.input.InputPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Time is in milliseconds; the brokers are asked once a second and answer at once unless a test says otherwise. */
class SilenceWatchTest {

    private static final long START = 1_800_000_000_000L;
    private static final long SECOND = 1_000;

    private final SilenceWatch watch = new SilenceWatch(START);
    private long answeredSince = START;
    private long now = START;

    @Test
    void should_tell_of_a_camera_that_is_silent_from_the_first_look_after_its_last_frame() {
        frame("lobby");

        List<Silence> told = look(40);

        assertThat(silences(told))
                .first()
                .isEqualTo(new Silence("lobby", START + SECOND, START + SECOND + SilenceWatch.MIN_SILENCE.toMillis()));
        assertThat(silences(told)).allMatch(silence -> silence.since() == START + SECOND);
        assertThat(silences(told)).last().isEqualTo(new Silence("lobby", START + SECOND, now));
        assertThat(silences(told)).as("at each look").hasSize(37);
    }

    @Test
    void should_tell_ever_less_of_a_camera_that_is_gone_but_never_stop() {
        frame("lobby");

        assertThat(silences(look(3_600))).as("in the first hour").hasSizeBetween(250, 320);
        assertThat(silences(look(23 * 3_600))).as("in the rest of the day").hasSizeBetween(200, 240);
        assertThat(silences(look(24 * 3_600))).as("in the next day").hasSizeBetween(140, 146);
        assertThat(watch.tell(position(now + 700 * SECOND)))
                .extracting(Silence::since)
                .containsExactly(START + SECOND);
    }

    @Test
    void should_begin_anew_with_each_frame() {
        frame("lobby");
        look(10);
        frame("lobby");
        long heard = now;

        assertThat(silences(look(10))).isNotEmpty().allMatch(silence -> silence.since() == heard + SECOND);
    }

    @Test
    void should_not_call_a_camera_silent_that_was_heard_after_the_brokers_were_asked() {
        frame("lobby");
        look(10);
        watch.heard("lobby", now + 700);
        watch.sent("lobby", false, now + 700);

        assertThat(watch.tell(position(now + 600)))
                .as("whose frame may have been written before or after that")
                .noneMatch(silence -> silence.upTo() > silence.since());
    }

    /** The case of an outage: for its whole length nobody could have been heard. */
    @Test
    void should_not_count_the_time_in_which_the_brokers_did_not_answer() {
        frame("lobby");
        look(20);
        now += 120 * SECOND;
        watch.tick(now);
        answeredSince = now;
        long back = now;

        assertThat(silences(look(10))).isNotEmpty().allMatch(silence -> silence.since() >= back);
    }

    @Test
    void should_not_count_the_time_in_which_the_task_was_not_awake() {
        frame("lobby");
        look(20);
        now += 6 * SECOND; // others looked, and the brokers answered them
        long back = now;

        assertThat(silences(look(10))).isNotEmpty().allMatch(silence -> silence.since() >= back);
    }

    @Test
    void should_not_count_what_was_measured_before_the_clock_was_set_back() {
        frame("lobby");
        look(20);
        now -= 3_600 * SECOND;
        answeredSince = now;
        long back = now;

        assertThat(silences(look(10))).isNotEmpty().allMatch(silence -> silence.since() > back);
    }

    @Test
    void should_say_nothing_while_what_is_read_up_to_stands_still() {
        frame("lobby");
        look(10);
        InputPosition position = position(now);

        assertThat(watch.isNews(position)).isFalse();
        assertThat(watch.isNews(position(now + 1))).isTrue();
        assertThat(watch.isNews(new InputPosition(now, START, OptionalLong.of(1), 0, 2, OptionalLong.empty())))
                .isFalse();
    }

    @Test
    void should_give_a_sign_of_life_while_all_cameras_are_busy_and_not_call_any_silent() {
        List<Silence> told = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            frame("lobby");
            frame("door");
            told.addAll(look(1));
        }

        assertThat(silences(told)).isEmpty();
        assertThat(told).as("every five seconds").hasSize(12);
    }

    @Test
    void should_give_no_other_sign_while_it_tells_of_a_silence() {
        frame("lobby");
        frame("door");
        look(10);
        List<Silence> told = new ArrayList<>();
        for (int second = 0; second < 20; second++) {
            frame("door");
            told.addAll(look(1));
        }

        assertThat(told).hasSize(20).extracting(Silence::cameraId).containsOnly("lobby");
    }

    @Test
    void should_tell_rarely_of_a_camera_whose_stream_has_ended_and_no_longer_than_a_week_may_last() {
        watch.heard("lobby", now);
        watch.sent("lobby", true, now);

        List<Silence> soon = look(30);
        assertThat(silences(soon)).isEmpty();
        assertThat(soon).as("but give signs of life").hasSize(6);
        assertThat(silences(look(3_600))).as("in the first hour").hasSizeBetween(40, 60);
        assertThat(silences(look(24 * 3_600))).as("in a day").hasSizeBetween(140, 160);
        for (int look = 0; look < 6 * 24 * 900; look++) {
            lookOnce(4);
        }
        assertThat(silences(look(600))).as("on the eighth day").hasSize(1);
        for (int look = 0; look < 24 * 900; look++) {
            lookOnce(4);
        }
        assertThat(silences(look(3_600))).as("after it").isEmpty();
    }

    @Test
    void should_say_nothing_where_no_camera_is_known() {
        assertThat(look(20)).isEmpty();
    }

    private void frame(String camera) {
        watch.heard(camera, now);
        watch.sent(camera, false, now);
    }

    private List<Silence> look(int seconds) {
        List<Silence> told = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            told.addAll(lookOnce(1));
        }
        return told;
    }

    /** @param after so many seconds */
    private List<Silence> lookOnce(int after) {
        now += after * SECOND;
        watch.tick(now);
        return watch.tell(position(now));
    }

    private InputPosition position(long readUpTo) {
        return new InputPosition(readUpTo, answeredSince, OptionalLong.of(5), 0, 5, OptionalLong.of(readUpTo));
    }

    private static List<Silence> silences(List<Silence> told) {
        return told.stream().filter(silence -> silence.upTo() > silence.since()).toList();
    }
}
