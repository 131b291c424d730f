package io.agender.audit.look;

import io.agender.audit.FieldDifference;
import io.agender.audit.LookRules;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.HeadPose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long the tracks of a camera have watched, by the poses in its frames. Two things are in no record: which of the
 * faces without a track was one before it had a number, and by which time a frame counts whose clock went back a little.
 * So everything that may have been is kept, until what is told of the track leaves no more than what was.
 */
final class CameraLooks {

    /** Faces of so many frames may be of a track that has no number yet. */
    private static final int REMEMBERED = 300;

    /** A clock that goes back farther is another one, not one that stands still. */
    private static final Duration BACK = Duration.ofMinutes(1);

    /** A track of which more may be is not looked at. */
    private static final int MOST_POSSIBLE = 2000;

    private final LookRules rules;
    private final Deque<Sighting> sightings = new ArrayDeque<>();
    private final Map<String, Known> tracks = new HashMap<>();

    /**
     * A frame that the detector saw.
     *
     * @param times those that may count
     * @param faces poses of those without a track; null where a face has none
     */
    private record Sighting(String streamId, Instant capturedAt, Set<Instant> times, List<Optional<HeadPose>> faces) {}

    /**
     * What is known of a track.
     *
     * @param possible empty when too much is
     * @param told milliseconds that were told last
     */
    private record Known(Set<PossibleLook> possible, long told) {}

    CameraLooks(LookRules rules) {
        this.rules = rules;
    }

    /** Takes in the next frame; the first thing in it that its poses don't give. */
    Optional<FieldDifference> take(FrameFaces frame) {
        Optional<FieldDifference> wrong = Optional.empty();
        boolean seen = frame.getOutcome() != FrameOutcome.PREDICTED
                && frame.getOutcome() != FrameOutcome.UNDECODABLE
                && frame.getAttentionMeasured();
        Set<Instant> times = times(frame);
        for (int i = 0; i < frame.getFaces().size() && wrong.isEmpty(); i++) {
            Face face = frame.getFaces().get(i);
            if (face.getTrackId() != null && face.getTrack() != null) {
                wrong = look(frame, face, seen ? times : Set.of(), "faces[" + i + "]");
            }
        }
        for (int i = 0; i < frame.getEndedTracks().size() && wrong.isEmpty(); i++) {
            wrong = end(frame, frame.getEndedTracks().get(i), "endedTracks[" + i + "]");
        }
        if (seen) {
            remember(frame, times);
        }
        return wrong;
    }

    /** A frame's own time, and those before it at which the clock may stand still. */
    private Set<Instant> times(FrameFaces frame) {
        Instant time = frame.getCapturedAt();
        Set<Instant> times = new LinkedHashSet<>(Set.of(time));
        sightings.stream()
                .filter(before -> before.streamId().equals(frame.getStreamId()))
                .map(Sighting::capturedAt)
                .filter(before -> before.isAfter(time) && !before.isAfter(time.plus(BACK)))
                .forEach(times::add);
        return times;
    }

    private void remember(FrameFaces frame, Set<Instant> times) {
        List<Optional<HeadPose>> nameless = frame.getFaces().stream()
                .filter(face -> face.getTrackId() == null)
                .map(face -> Optional.ofNullable(face.getPose()))
                .distinct()
                .toList();
        sightings.addLast(new Sighting(frame.getStreamId(), frame.getCapturedAt(), times, nameless));
        if (sightings.size() > REMEMBERED) {
            sightings.removeFirst();
        }
    }

    /** @param times those of this sight; none where it is no sight */
    private Optional<FieldDifference> look(FrameFaces frame, Face face, Set<Instant> times, String place) {
        Known known = tracks.get(face.getTrackId());
        Set<PossibleLook> possible = known == null ? beforeItHadANumber(frame, face) : known.possible();
        if (!times.isEmpty()) {
            possible = seen(possible, face.getPose(), times);
        }
        Long told = face.getTrack().getWatchedMillis();
        if (told == null || !frame.getAttentionMeasured()) {
            tracks.put(face.getTrackId(), new Known(possible, known == null ? 0 : known.told()));
            return told == null && !frame.getAttentionMeasured()
                    ? Optional.empty()
                    : Optional.of(new FieldDifference(
                            place + ".track.watchedMillis",
                            frame.getAttentionMeasured() ? "a number" : "null",
                            "" + told));
        }
        Optional<FieldDifference> wrong = wrong(possible, told, place + ".track.watchedMillis");
        if (wrong.isPresent()) {
            return wrong;
        }
        long added = told - (known == null ? 0 : known.told());
        tracks.put(face.getTrackId(), new Known(of(possible, told), told));
        return face.getWatchedMillis() != null && face.getWatchedMillis() == added
                ? Optional.empty()
                : Optional.of(new FieldDifference(place + ".watchedMillis", "" + added, "" + face.getWatchedMillis()));
    }

    private Optional<FieldDifference> end(FrameFaces frame, EndedTrack ended, String place) {
        Known known = tracks.remove(ended.getTrackId());
        Long told = ended.getTrack().getWatchedMillis();
        return known == null || told == null || !frame.getAttentionMeasured()
                ? Optional.empty()
                : wrong(known.possible(), told, place + ".track.watchedMillis");
    }

    private static Optional<FieldDifference> wrong(Set<PossibleLook> possible, long told, String field) {
        return possible.isEmpty() || !of(possible, told).isEmpty()
                ? Optional.empty()
                : Optional.of(new FieldDifference(
                        field,
                        possible.stream()
                                .map(PossibleLook::millis)
                                .distinct()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" or ")),
                        "" + told));
    }

    private static Set<PossibleLook> of(Set<PossibleLook> possible, long told) {
        return possible.stream().filter(look -> look.millis() == told).collect(Collectors.toSet());
    }

    /** From its first sight on it was one of the faces without a track, or of none; empty where that is too long ago. */
    private Set<PossibleLook> beforeItHadANumber(FrameFaces frame, Face face) {
        Instant began = face.getTrack().getStartedAt();
        List<Sighting> since = sightings.stream()
                .filter(before -> before.streamId().equals(frame.getStreamId()))
                .dropWhile(before -> !before.times().contains(began))
                .toList();
        if (since.isEmpty() && !times(frame).contains(began) && frame.getAttentionMeasured()) {
            return Set.of();
        }
        Set<PossibleLook> possible = Set.of(PossibleLook.NONE);
        for (Sighting before : since) {
            Set<PossibleLook> next = new LinkedHashSet<>(possible);
            for (Optional<HeadPose> pose : before.faces()) {
                next.addAll(seen(possible, pose.orElse(null), before.times()));
            }
            possible = bounded(next);
        }
        return possible;
    }

    private Set<PossibleLook> seen(Set<PossibleLook> possible, HeadPose pose, Set<Instant> times) {
        Set<PossibleLook> next = new LinkedHashSet<>();
        for (PossibleLook look : possible) {
            times.forEach(time -> next.addAll(look.after(pose, time, rules)));
            if (next.size() > MOST_POSSIBLE) {
                return Set.of();
            }
        }
        return next;
    }

    private static Set<PossibleLook> bounded(Set<PossibleLook> possible) {
        return possible.size() > MOST_POSSIBLE ? Set.of() : possible;
    }
}
