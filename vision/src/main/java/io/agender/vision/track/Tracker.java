package io.agender.vision.track;

import io.agender.vision.Detection;
import io.agender.vision.geometry.Nms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Follows the faces of one stream from frame to frame, in the stages of ByteTrack (Y. Zhang et al., "ByteTrack:
 * Multi-Object Tracking by Associating Every Detection Box", ECCV 2022): sure detections are paired with the confirmed
 * tracks, seen or lost; weak ones with those that were seen in the frame before and found no sure detection; sure ones
 * that are left with tracks that are not confirmed yet; and those that are still left begin tracks.
 *
 * <p>A fold over frames in the order of their capture: the same state, detections and time give the same answer.
 * Immutable and safe to use from several threads. Time is the camera's; where it goes back it is taken to stand still.
 */
public final class Tracker {

    /** Weak detections must overlap the expected box: from here on the distance outweighs the overlap. */
    private static final double WEAK_LIMIT = 1;

    private final TrackerConfig config;
    private final Affinity affinity;

    /** A tracker with these thresholds. */
    public Tracker(TrackerConfig config) {
        this.config = config;
        this.affinity = new Affinity(config);
    }

    /**
     * Takes in a frame that the detector looked at. Sure detections are all reported, weak ones where they continue a
     * track.
     *
     * @param state what is known from the frames before
     * @param detections the faces of the frame, also weak ones; best score first
     * @param time when the frame was captured
     */
    public TrackerUpdate update(TrackerState state, List<Detection> detections, Instant time) {
        Instant now = clock(state, time);
        double passed = seconds(state.time(), now);
        List<Track> over = new ArrayList<>();
        List<Track> expected = new ArrayList<>();
        for (Track track : state.tracks()) {
            if (unseen(track, now, config.lostAfter())) {
                over.add(track);
            } else {
                expected.add(track.moved(track.motion().after(passed, config.speed())));
            }
        }
        Pairing pairs = pair(state, expected, detections);

        List<Track> tracks = new ArrayList<>(expected);
        int[] trackOf = new int[detections.size()];
        int lastKey = state.lastKey();
        for (int index = 0; index < trackOf.length; index++) {
            Detection detection = detections.get(index);
            trackOf[index] = pairs.trackOf(index);
            if (trackOf[index] != Pairing.NONE) {
                tracks.set(trackOf[index], expected.get(trackOf[index]).seen(detection, now));
            } else if (isSure(detection) && Motion.fits(detection.box()) && tracks.size() < config.maxTracks()) {
                trackOf[index] = tracks.size();
                tracks.add(Track.begin(++lastKey, detection, now, config.speed()));
            }
        }
        int lastNumber = state.lastNumber();
        for (int index = 0; index < tracks.size(); index++) {
            Track track = tracks.get(index);
            if (!track.confirmed() && track.hits() >= config.confirmHits()) {
                tracks.set(index, track.confirmedAs(++lastNumber));
            }
        }
        List<TrackedFace> faces = new ArrayList<>();
        for (int index = 0; index < trackOf.length; index++) {
            Detection detection = detections.get(index);
            if (trackOf[index] != Pairing.NONE) {
                faces.add(TrackedFace.of(detection, tracks.get(trackOf[index])));
            } else if (isSure(detection)) {
                faces.add(new TrackedFace(detection, 0, 0, now));
            }
        }
        tracks.removeIf(track -> {
            boolean givenUp = !track.confirmed() && unseen(track, now, config.unconfirmedLostAfter());
            return givenUp && over.add(track);
        });
        over.sort(Comparator.comparingInt(Track::key));
        return new TrackerUpdate(
                new TrackerState(now, lastKey, lastNumber, tracks), faces, confirmed(over), unconfirmed(over));
    }

    private Pairing pair(TrackerState state, List<Track> expected, List<Detection> detections) {
        Pairing pairs = new Pairing(affinity, expected, detections);
        pairs.stage(Track::confirmed, this::isSure, Affinity.LIMIT);
        pairs.stage(track -> track.confirmed() && !state.isLost(track), this::isWeak, WEAK_LIMIT);
        pairs.stage(track -> !track.confirmed(), this::isSure, Affinity.LIMIT);
        return pairs;
    }

    private boolean isSure(Detection detection) {
        return detection.score() >= config.highScore();
    }

    private boolean isWeak(Detection detection) {
        return detection.score() >= config.lowScore() && !isSure(detection);
    }

    /**
     * Tells where faces are expected in a frame that the detector skipped: those that it saw when it last looked. An
     * expectation is no sight, so the state stays as it is and no track ends.
     *
     * @param state what is known from the frames before
     * @param time when the frame was captured
     */
    public TrackerUpdate predict(TrackerState state, Instant time) {
        Instant now = clock(state, time);
        double passed = seconds(state.time(), now);
        List<TrackedFace> faces = state.tracks().stream()
                .filter(track -> !state.isLost(track) && !unseen(track, now, config.lostAfter()))
                .map(track -> TrackedFace.of(
                        new Detection(
                                track.motion().after(passed, config.speed()).box(), track.score(), List.of()),
                        track))
                .sorted(Comparator.comparing(TrackedFace::detection, Nms.BEST_FIRST))
                .toList();
        return new TrackerUpdate(state, faces, List.of(), List.of());
    }

    /** Retires all tracks, because the stream is over. */
    public TrackerUpdate end(TrackerState state) {
        return new TrackerUpdate(
                new TrackerState(state.time(), state.lastKey(), state.lastNumber(), List.of()),
                List.of(),
                confirmed(state.tracks()),
                unconfirmed(state.tracks()));
    }

    private static List<Track> confirmed(List<Track> tracks) {
        return tracks.stream().filter(Track::confirmed).toList();
    }

    private static List<Integer> unconfirmed(List<Track> tracks) {
        return tracks.stream()
                .filter(track -> !track.confirmed())
                .map(Track::key)
                .toList();
    }

    private static boolean unseen(Track track, Instant now, Duration longest) {
        return Duration.between(track.lastSeenAt(), now).compareTo(longest) > 0;
    }

    private static Instant clock(TrackerState state, Instant time) {
        return state.tracks().isEmpty() || time.isAfter(state.time()) ? time : state.time();
    }

    private static double seconds(Instant from, Instant to) {
        Duration passed = Duration.between(from, to);
        return passed.getSeconds() + passed.getNano() * 1e-9;
    }
}
