package io.agender.vision.track;

import io.agender.vision.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tracks while one frame is taken in: first where they are expected, then as they were seen. Belongs to one call. */
final class FrameTracks {

    private final Instant time;
    private final List<Track> tracks = new ArrayList<>();
    private final List<Track> over = new ArrayList<>();
    private final Optional<TracksAside> aside;
    private int lastKey;
    private int lastNumber;

    /** The tracks of a state, expected at a later time; those that were out of sight for too long are over. */
    FrameTracks(TrackerState state, Instant time, TrackerConfig config) {
        this.time = time;
        aside = state.aside();
        lastKey = state.lastKey();
        lastNumber = state.lastNumber();
        double passed = seconds(state.time(), time);
        for (Track track : state.tracks()) {
            if (isUnseen(track, time, config.lostAfter())) {
                over.add(track);
            } else {
                tracks.add(track.moved(track.motion().after(passed, config.speed())));
            }
        }
    }

    /** Whether a track was out of sight for longer than this. */
    static boolean isUnseen(Track track, Instant time, Duration longest) {
        return Duration.between(track.lastSeenAt(), time).compareTo(longest) > 0;
    }

    static double seconds(Instant from, Instant to) {
        Duration passed = Duration.between(from, to);
        return passed.getSeconds() + passed.getNano() * 1e-9;
    }

    /** The tracks as they are now; an index stays good until {@link #giveUp}. */
    List<Track> tracks() {
        return tracks;
    }

    /** Gives a track the detection that was taken for it. */
    void seen(int index, Detection detection) {
        tracks.set(index, tracks.get(index).seen(detection, time));
    }

    /** Begins a track; the answer is its index. */
    int begin(Detection detection, double speed) {
        lastKey++;
        tracks.add(Track.begin(lastKey, detection, time, speed));
        return tracks.size() - 1;
    }

    /** Numbers the tracks that were seen often enough by now, in the order of their birth. */
    void confirm(int hits) {
        tracks.replaceAll(track -> {
            if (track.confirmed() || track.hits() < hits) {
                return track;
            }
            lastNumber++;
            return track.confirmedAs(lastNumber);
        });
    }

    /** Drops tracks that are not confirmed and were out of sight for longer than this. */
    void giveUp(Duration longest) {
        Predicate<Track> hopeless = track -> !track.confirmed() && isUnseen(track, time, longest);
        tracks.stream().filter(hopeless).forEach(over::add);
        tracks.removeIf(hopeless);
    }

    TrackerUpdate update(List<TrackedFace> faces) {
        over.sort(Comparator.comparingInt(Track::key));
        return new TrackerUpdate(
                new TrackerState(time, lastKey, lastNumber, tracks, aside), faces, confirmed(over), unconfirmed(over));
    }

    static List<Track> confirmed(List<Track> tracks) {
        return tracks.stream().filter(Track::confirmed).toList();
    }

    /** Keys of the tracks that are not confirmed. */
    static List<Integer> unconfirmed(List<Track> tracks) {
        return tracks.stream()
                .filter(track -> !track.confirmed())
                .map(Track::key)
                .toList();
    }
}
