package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameClockTest {

    private static final long NONE = Long.MIN_VALUE;

    static Stream<Arguments> timestamps() {
        return Stream.of(
                Arguments.of("from zero", micros(0, 40, 80), micros(0, 40, 80)),
                Arguments.of("from a late start", micros(5000, 5040, 5080), micros(0, 40, 80)),
                Arguments.of("from a negative start", micros(-80, -40, 0), micros(0, 40, 80)),
                Arguments.of("varying", micros(0, 10, 500, 510), micros(0, 10, 500, 510)),
                Arguments.of("twice the same", micros(0, 40, 40, 80), micros(0, 40, 40, 80)),
                Arguments.of("a small step back", micros(0, 40, 30, 80), micros(0, 40, 40, 80)),
                Arguments.of("joined recordings", micros(0, 40, 9000, 0, 40), micros(0, 40, 9000, 9040, 9080)),
                Arguments.of(
                        "segments of three frames, each from zero",
                        micros(0, 40, 80, 0, 40, 80, 0, 40, 80),
                        micros(0, 40, 80, 120, 160, 200, 240, 280, 320)),
                Arguments.of(
                        "segments of two frames, each from zero",
                        micros(0, 40, 0, 40, 0, 40, 0, 40),
                        micros(0, 40, 40, 40, 80, 120, 120, 120)),
                Arguments.of("two frames in the wrong order", micros(0, 80, 40, 120), micros(0, 80, 80, 120)),
                Arguments.of("a stopped clock", micros(0, 40, 40, 40, 40, 40, 40), micros(0, 40, 40, 40, 80, 80, 80)),
                Arguments.of("none at all", new long[] {NONE, NONE, NONE}, micros(0, 40, 80)),
                Arguments.of("one missing", new long[] {0, NONE, 80_000}, micros(0, 40, 80)),
                Arguments.of("the first missing", new long[] {NONE, 40_000, 80_000}, micros(0, 40, 80)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("timestamps")
    void should_give_positions_that_never_decrease(String what, long[] timestamps, long[] positions) {
        assertThat(positions(new FrameClock(25, false), timestamps)).containsExactly(positions);
    }

    static Stream<Arguments> jumps() {
        return Stream.of(
                Arguments.of("ten seconds", micros(0, 40, 10_080), micros(0, 40, 10_080)),
                Arguments.of("more than ten", micros(0, 40, 10_100, 10_140), micros(0, 40, 80, 120)),
                Arguments.of("a day", micros(0, 40, 90_000_000, 90_000_040), micros(0, 40, 80, 120)),
                Arguments.of(
                        "there and back", micros(0, 40, 80_000, 80_040, 80, 120), micros(0, 40, 80, 120, 160, 200)),
                Arguments.of(
                        "at the step of the frames before, not the stated one",
                        micros(0, 100, 200, 300, 50_000, 50_100),
                        micros(0, 100, 200, 300, 400, 500)),
                Arguments.of(
                        "a counter of 33 bits that begins again",
                        micros(95_443_677, 95_443_717, 40, 80),
                        micros(0, 40, 80, 120)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jumps")
    void should_go_on_where_the_clock_of_a_recording_jumps(String what, long[] timestamps, long[] positions) {
        assertThat(positions(new FrameClock(25, true), timestamps)).containsExactly(positions);
    }

    @Test
    void should_keep_the_gaps_of_what_does_not_jump() {
        assertThat(positions(new FrameClock(25, false), micros(0, 40, 60_040, 60_080)))
                .containsExactly(micros(0, 40, 60_040, 60_080));
    }

    @Test
    void should_add_up_no_roundings_where_frames_have_no_times() {
        FrameClock clock = new FrameClock(30_000.0 / 1_001, false);
        long last = 0;
        for (int i = 0; i <= 300_000; i++) {
            last = clock.position(OptionalLong.empty());
        }
        assertThat(last).isEqualTo(10_010_000_000L);
    }

    private static long[] positions(FrameClock clock, long[] timestamps) {
        return Arrays.stream(timestamps)
                .map(t -> clock.position(t == NONE ? OptionalLong.empty() : OptionalLong.of(t)))
                .toArray();
    }

    private static long[] micros(long... millis) {
        return Arrays.stream(millis).map(m -> m * 1000).toArray();
    }
}
