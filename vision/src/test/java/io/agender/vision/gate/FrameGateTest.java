package io.agender.vision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Glance;
import io.agender.vision.Mosaic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera of ten frames a second, of which only the mosaic is drawn. */
class FrameGateTest {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final double MIN_SCORE = 0.5;
    private static final List<Detection> NOBODY = List.of();

    private Instant time = Instant.parse("2026-05-01T09:00:00Z");
    private Optional<GateState> known = Optional.empty();
    private int glances;

    @Test
    void should_search_for_a_second_and_once_a_second_where_nothing_changes() {
        assertThat(watch(40, frame -> room()))
                .isEqualTo("searched".repeat(10) + "---------searched" + "---------searched" + "---------searched");
        assertThat(glances).isEqualTo(31);
    }

    @ParameterizedTest(name = "tiles {0} by {1}: {2}")
    @CsvSource({
        "'', 0, -",
        "500, 4, -",
        "500, 7, -",
        "500, 8, searched",
        "500, -8, searched",
        "500 501, 3, -",
        "500 501, 4, searched",
        "500 540, 4, searched",
        "500 541, 4, -",
        "500 502, 7, -",
        "39 40, 7, -",
        "0, 100, searched",
        "959, 100, searched",
    })
    void should_search_what_changed_in_one_tile_by_far_or_in_two_side_by_side(String tiles, int by, String expected) {
        watch(12, frame -> room());

        assertThat(watch(
                        1,
                        frame -> changed(
                                room(),
                                by,
                                tiles.isEmpty()
                                        ? new int[0]
                                        : IntStream.of(List.of(tiles.split(" ")).stream()
                                                        .mapToInt(Integer::parseInt)
                                                        .toArray())
                                                .toArray())))
                .isEqualTo(expected);
    }

    @Test
    void should_take_a_lamp_that_was_switched_on_for_the_view_after_a_second() {
        watch(30, frame -> room());
        IntFunction<Mosaic> lit = frame -> changed(room(), 60, everywhere());

        assertThat(watch(10, lit)).isEqualTo("searched".repeat(10));
        assertThat(searched(watch(40, lit))).isEqualTo(4);
        assertThat(watch(1, frame -> changed(lit.apply(0), 5, 500, 501)))
                .as("it is not deaf by that")
                .isEqualTo("searched");
    }

    @ParameterizedTest(name = "steps of {0}, a person by {1}")
    @CsvSource({"1, 10", "3, 25", "6, 45"})
    void should_learn_the_noise_of_a_view_and_see_a_person_in_it(double noise, int person) {
        Random random = new Random(7);
        IntFunction<Mosaic> noisy = frame -> noisy(room(), noise, random);
        watch(300, noisy);

        assertThat(searched(watch(100, noisy))).isLessThanOrEqualTo(22);
        assertThat(watch(1, frame -> changed(noisy.apply(0), person, 500, 501, 540, 541)))
                .isEqualTo("searched");
    }

    @Test
    void should_search_every_frame_of_a_view_with_more_noise_than_people_make() {
        Random random = new Random(7);

        assertThat(searched(watch(300, frame -> noisy(room(), 20, random)))).isGreaterThan(290);
    }

    @Test
    void should_learn_leaves_in_the_wind_where_they_are_only() {
        Random random = new Random(7);
        int[] tree = IntStream.range(0, 960).filter(tile -> tile % 40 < 8).toArray();
        IntFunction<Mosaic> windy = frame -> {
            Mosaic room = room();
            for (int tile : tree) {
                room.tiles()[tile] += (byte) (random.nextGaussian() * 3);
            }
            return room;
        };
        watch(300, windy);

        assertThat(searched(watch(100, windy))).isLessThanOrEqualTo(22);
        assertThat(watch(1, frame -> changed(windy.apply(0), 5, 500, 501))).isEqualTo("searched");
    }

    @Test
    void should_search_every_frame_of_a_camera_that_moves_and_compare_once_a_second() {
        IntFunction<Mosaic> moving = frame -> changed(room(), 40 * (frame % 2), everywhere());
        watch(100, moving);
        glances = 0;

        assertThat(watch(100, frame -> noisy(moving.apply(frame), 40, new Random(frame))))
                .isEqualTo("searched".repeat(100));
        assertThat(glances).isEqualTo(10);
    }

    @Test
    void should_search_while_somebody_is_followed_without_a_glance_and_for_a_second_after() {
        watch(15, frame -> room());
        glances = 0;

        assertThat(watch(30, frame -> room(), NOBODY, true)).isEqualTo("searched".repeat(30));
        assertThat(glances).isZero();
        assertThat(known.orElseThrow().searched()).isEmpty();
        assertThat(watch(22, frame -> room())).isEqualTo("searched".repeat(19) + "---");
    }

    @Test
    void should_go_on_searching_after_somebody_was_found_though_nobody_is_followed() {
        watch(15, frame -> room());
        watch(4, frame -> room());
        assertThat(watch(1, frame -> room(), List.of(face(0.6, 100)), false)).isEqualTo("searched");

        assertThat(watch(20, frame -> room())).startsWith("searched".repeat(19));
    }

    @Test
    void should_stay_awake_while_something_weak_is_seen_again_at_one_place() {
        watch(15, frame -> room(), List.of(face(0.4, 100)), false);

        assertThat(watch(30, frame -> room(), List.of(face(0.4, 100)), false)).isEqualTo("searched".repeat(30));
    }

    @Test
    void should_not_be_kept_awake_by_something_weak_here_and_there() {
        List<Detection> here = List.of(face(0.4, 100));
        List<Detection> there = List.of(face(0.4, 300));
        StringBuilder seen = new StringBuilder();
        for (int frame = 0; frame < 50; frame++) {
            boolean even = searched(seen.toString()) % 2 == 0;
            seen.append(watch(1, at -> room(), even ? here : there, false));
        }
        assertThat(searched(seen.toString())).isEqualTo(14);
    }

    @Test
    void should_search_a_frame_whose_clock_leaps_or_goes_back() {
        watch(12, frame -> room());
        time = time.plusSeconds(3600);
        assertThat(watch(2, frame -> room())).isEqualTo("searched-");
        time = time.minusSeconds(7200);
        assertThat(watch(2, frame -> room())).isEqualTo("searched-");
    }

    @Test
    void should_search_every_frame_of_a_camera_slower_than_a_frame_a_second() {
        StringBuilder seen = new StringBuilder();
        for (int frame = 0; frame < 5; frame++) {
            seen.append(watch(1, at -> room()));
            time = time.plusMillis(900);
        }
        assertThat(seen.toString()).isEqualTo("searched".repeat(5));
    }

    @Test
    void should_search_what_can_not_be_glanced_at() {
        for (int frame = 0; frame < 30; frame++) {
            FrameGate gate = FrameGate.of(known, false, time);
            assertThat(gate.still(Optional::empty)).isEmpty();
            gate.searched(NOBODY, MIN_SCORE);
            known = gate.state();
            time = time.plus(STEP);
        }
        assertThat(known).isEmpty();
    }

    @Test
    void should_know_and_spare_nothing_when_it_is_open() {
        FrameGate gate = FrameGate.open();

        assertThat(gate.still(() -> Optional.of(new Glance(640, 360, room())))).isEmpty();
        gate.searched(NOBODY, MIN_SCORE);
        assertThat(gate.state()).isEmpty();
    }

    private String watch(int frames, IntFunction<Mosaic> view) {
        return watch(frames, view, NOBODY, false);
    }

    /** What became of each frame: {@code searched} or {@code -}. */
    private String watch(int frames, IntFunction<Mosaic> view, List<Detection> faces, boolean followed) {
        List<String> seen = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            int at = frame;
            FrameGate gate = FrameGate.of(known, followed, time);
            boolean still = gate.still(() -> {
                        glances++;
                        return Optional.of(new Glance(640, 360, view.apply(at)));
                    })
                    .isPresent();
            if (!still) {
                gate.searched(faces, MIN_SCORE);
            }
            known = gate.state();
            time = time.plus(STEP);
            seen.add(still ? "-" : "searched");
        }
        return String.join("", seen);
    }

    private static long searched(String seen) {
        return seen.split("searched", -1).length - 1L;
    }

    private static Mosaic room() {
        byte[] tiles = new byte[Mosaic.COLUMNS * Mosaic.ROWS];
        for (int tile = 0; tile < tiles.length; tile++) {
            tiles[tile] = (byte) (80 + tile % 40);
        }
        return new Mosaic(tiles);
    }

    private static Mosaic changed(Mosaic view, int by, int... tiles) {
        for (int tile : tiles) {
            view.tiles()[tile] += (byte) by;
        }
        return view;
    }

    private static Mosaic noisy(Mosaic view, double deviation, Random random) {
        for (int tile = 0; tile < view.tiles().length; tile++) {
            int value = (int) Math.round(view.tile(tile) + random.nextGaussian() * deviation);
            view.tiles()[tile] = (byte) Math.max(0, Math.min(255, value));
        }
        return view;
    }

    private static int[] everywhere() {
        return IntStream.range(0, Mosaic.COLUMNS * Mosaic.ROWS).toArray();
    }

    private static Detection face(double score, double x) {
        return new Detection(new BoundingBox(x, 100, 40, 40), score, List.of());
    }
}
