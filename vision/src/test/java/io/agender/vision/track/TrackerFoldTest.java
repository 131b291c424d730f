package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.geometry.Nms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of any frames, tried on random ones. */
class TrackerFoldTest {

    private static final int FRAMES = 3000;

    private final Tracker tracker = new Tracker(TrackerConfig.DEFAULTS);

    private record Input(Instant time, List<Detection> faces, boolean skipped) {}

    /** Some faces that wander, some that are somewhere, now and then a long gap, a step back or a wrong time. */
    private static List<Input> frames(long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(6, 0, 640).toArray();
        double[] y = random.doubles(6, 0, 360).toArray();
        List<Input> frames = new ArrayList<>();
        Instant time = Instant.parse("2026-05-01T09:00:00Z");
        for (int frame = 0; frame < FRAMES; frame++) {
            time = time.plusMillis(random.nextInt(50) == 0 ? random.nextInt(5000) - 1000 : random.nextInt(200));
            Instant base = time;
            if (random.nextInt(40) == 0) {
                time = time.plusSeconds(random.nextInt(7200) - 3600);
                base = random.nextInt(5) == 0 ? time : base;
            }
            List<Detection> faces = new ArrayList<>();
            for (int face = 0; face < x.length; face++) {
                x[face] += 15 * random.nextGaussian();
                y[face] += 5 * random.nextGaussian();
                if (random.nextInt(4) > 0) {
                    faces.add(Scene.face(x[face], y[face], 30 + 10 * face, random.nextDouble()));
                }
            }
            if (random.nextInt(3) == 0) {
                faces.add(new Detection(
                        new BoundingBox(
                                1e4 * random.nextGaussian(),
                                1e4 * random.nextGaussian(),
                                Math.exp(8 * random.nextGaussian()),
                                Math.exp(8 * random.nextGaussian())),
                        random.nextDouble(),
                        List.of()));
            }
            faces.sort(Nms.BEST_FIRST);
            frames.add(new Input(time, List.copyOf(faces), random.nextInt(5) == 0));
            time = base;
        }
        return frames;
    }

    private TrackerUpdate next(TrackerState state, Input frame) {
        return frame.skipped()
                ? tracker.predict(state, frame.time())
                : tracker.update(state, frame.faces(), frame.time());
    }

    private List<TrackerUpdate> fold(List<Input> frames, UnaryOperator<TrackerState> store) {
        List<TrackerUpdate> updates = new ArrayList<>();
        TrackerState state = TrackerState.initial();
        for (Input frame : frames) {
            TrackerUpdate update = next(state, frame);
            updates.add(update);
            state = store.apply(update.state());
        }
        return updates;
    }

    @Test
    void should_keep_its_promises_over_random_frames() {
        List<Input> frames = frames(4);
        Set<Integer> gone = new HashSet<>();
        int newest = 0;
        for (TrackerUpdate update : fold(frames, state -> state)) {
            TrackerState state = update.state();
            assertThat(state.lastNumber()).isGreaterThanOrEqualTo(newest);
            newest = state.lastNumber();
            assertThat(state.tracks()).hasSizeLessThanOrEqualTo(TrackerConfig.DEFAULTS.maxTracks());
            assertThat(state.tracks()).extracting(Track::key).isSorted().doesNotHaveDuplicates();
            assertThat(state.tracks().stream().filter(Track::confirmed).map(Track::number))
                    .doesNotHaveDuplicates();
            assertThat(state.tracks()).allSatisfy(track -> {
                assertThat(track.motion().values()).allMatch(Double::isFinite);
                assertThat(Motion.fits(track.motion().box())).isTrue();
                assertThat(gone).doesNotContain(track.key());
            });
            update.ended().forEach(track -> assertThat(gone.add(track.key())).isTrue());
            update.dropped().forEach(key -> assertThat(gone.add(key)).isTrue());
            assertThat(update.faces().stream().map(TrackedFace::key).filter(key -> key > 0))
                    .doesNotHaveDuplicates();
        }
        assertThat(newest).isGreaterThan(6);
    }

    @Test
    void should_number_tracks_without_a_gap() {
        List<TrackerUpdate> updates = fold(frames(5), state -> state);
        TrackerState last = updates.get(updates.size() - 1).state();
        List<Integer> numbers = new ArrayList<>();
        updates.forEach(update -> update.ended().forEach(track -> numbers.add(track.number())));
        tracker.end(last).ended().forEach(track -> numbers.add(track.number()));

        assertThat(numbers.stream().sorted().toList())
                .isEqualTo(IntStream.rangeClosed(1, last.lastNumber()).boxed().toList());
    }

    @Test
    void should_say_the_same_when_the_state_was_kept_in_a_store_meanwhile() {
        List<Input> frames = frames(6);

        assertThat(fold(frames, TrackerFoldTest::stored)).isEqualTo(fold(frames, state -> state));
    }

    @Test
    void should_say_the_same_of_the_same_frames() {
        assertThat(fold(frames(7), state -> state)).isEqualTo(fold(frames(7), state -> state));
    }

    /** The state made again of numbers and times only. */
    private static TrackerState stored(TrackerState state) {
        return new TrackerState(
                micros(state.time()),
                state.lastKey(),
                state.lastNumber(),
                stored(state.tracks()),
                state.aside().map(aside -> new TracksAside(micros(aside.time()), stored(aside.tracks()))));
    }

    private static List<Track> stored(List<Track> tracks) {
        return tracks.stream()
                .map(track -> new Track(
                        track.key(),
                        track.number(),
                        micros(track.startedAt()),
                        micros(track.lastSeenAt()),
                        track.hits(),
                        track.score(),
                        Motion.of(track.motion().values()),
                        track.classifiedAt().map(TrackerFoldTest::micros),
                        track.bestQuality(),
                        track.attention()))
                .toList();
    }

    private static Instant micros(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond(), time.getNano() / 1000 * 1000L);
    }
}
