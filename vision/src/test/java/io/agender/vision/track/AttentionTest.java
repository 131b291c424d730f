package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.vision.HeadPose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {

    private static final AttentionRules RULES = new AttentionRules(20, 40, Duration.ofMillis(300));
    private static final Instant START = Instant.parse("2026-05-01T09:00:00Z");

    /** Sights: a time in milliseconds and what is seen then, T towards the camera, A away, ? nobody knows. */
    @ParameterizedTest(name = "{0}: {1} ms, {2}")
    @CsvSource({
        "0T, 0, one sight lasts no time",
        "0T 100T 200T, 0, too short a look",
        "0T 100T 200T 300T, 300, it counts from its beginning as soon as it is long enough",
        "0T 100T 200T 300T 400T 450T, 450, and goes on to count",
        "0A 100T 200A 300T 400A, 0, glances",
        "0T 299T 301A 302T 599T, 0, two short looks are not a long one",
        "0T 400T 500A 600T 1000T, 800, two looks",
        "0T 100? 200? 400T, 400, who can't be told bridges",
        "0? 400? 800?, 0, but is no look",
        "0T 400T 500? 900?, 400, and prolongs none",
        "0T 1000T, 1000, a second is no gap",
        "0T 1001T, 0, more than that is one",
        "0T 400T 2000T 2100T, 400, after a gap a look begins anew",
        "0T 400T 300T 400T 500T 600T, 700, a clock that goes back breaks it",
        "0T 400T 400T, 400, two sights at one time",
        "'', 0, nobody",
    })
    void should_count_looks_that_last(String sights, long millis, String why) {
        Attention attention = Attention.NONE;
        for (String sight : sights.isEmpty() ? new String[0] : sights.split(" ")) {
            attention = attention.seen(pose(sight), time(sight), RULES);
        }

        assertThat(attention.watched()).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"20, 40, true", "-20, -40, true", "20.1, 0, false", "0, 40.1, false", "0, -40.1, false"})
    void should_take_a_face_within_the_angles_for_watching(double yaw, double pitch, boolean watching) {
        assertThat(RULES.watches(new HeadPose(yaw, pitch, 90))).isEqualTo(watching);
    }

    /** As a program without state would have it: every stretch between sights of one look, if the look is long enough. */
    @Test
    void should_count_as_a_program_that_sees_all_sights_at_once() {
        Random random = new Random(36);
        for (int story = 0; story < 500; story++) {
            List<Long> times = new ArrayList<>();
            List<Character> seen = new ArrayList<>();
            Attention attention = Attention.NONE;
            long millis = 0;
            for (int i = 0; i < 60; i++) {
                millis += random.nextInt(10) == 0 ? random.nextInt(2_000) : random.nextInt(120);
                char what = "TTTTTTA?".charAt(random.nextInt(8));
                times.add(millis);
                seen.add(what);
                attention = attention.seen(pose("" + millis + what), START.plusMillis(millis), RULES);
                assertThat(attention.watched().toMillis()).isEqualTo(naive(times, seen));
            }
        }
    }

    private static long naive(List<Long> times, List<Character> seen) {
        long watched = 0;
        int from = 0;
        while (from < times.size()) {
            if (seen.get(from) != 'T') {
                from++;
                continue;
            }
            int last = from;
            int next = from + 1;
            while (next < times.size() && seen.get(next) != 'A') {
                if (seen.get(next) == 'T') {
                    if (times.get(next) - times.get(last) > 1_000) {
                        break;
                    }
                    last = next;
                }
                next++;
            }
            long length = times.get(last) - times.get(from);
            watched += length >= 300 ? length : 0;
            from = last + 1;
        }
        return watched;
    }

    @ParameterizedTest
    @CsvSource({"-1, 10, 0", "91, 10, 0", "10, 91, 0", "10, 10, -1"})
    void should_refuse_rules_that_make_no_sense(double yaw, double pitch, long millis) {
        assertThatThrownBy(() -> new AttentionRules(yaw, pitch, Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant time(String sight) {
        return START.plusMillis(Long.parseLong(sight.substring(0, sight.length() - 1)));
    }

    private static Optional<HeadPose> pose(String sight) {
        return switch (sight.charAt(sight.length() - 1)) {
            case 'T' -> Optional.of(new HeadPose(0, 0, 0));
            case 'A' -> Optional.of(new HeadPose(30, 0, 0));
            default -> Optional.empty();
        };
    }
}
