package io.agender.vision.track;

import io.agender.vision.Detection;
import io.agender.vision.geometry.Nms;
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
 * Immutable and safe to use from several threads. Time is the camera's; where it goes back a little it is taken to stand
 * still, and where it leaps, ahead or back, the next frame tells whether that was right ({@link Leap}).
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
        Leap leap = Leap.before(state, time, config.stride());
        TrackerUpdate update = follow(leap.state(), detections, time);
        return update.after(leap);
    }

    private TrackerUpdate follow(TrackerState state, List<Detection> detections, Instant time) {
        Instant now = clock(state, time);
        FrameTracks frame = new FrameTracks(state, now, config);
        int[] trackOf = assign(detections, pair(frame.tracks(), detections, state), frame);
        frame.confirm(config.confirmHits());
        List<TrackedFace> faces = faces(detections, trackOf, frame.tracks(), now);
        frame.giveUp(config.unconfirmedLostAfter());
        return frame.update(faces);
    }

    private Pairing pair(List<Track> expected, List<Detection> detections, TrackerState before) {
        Pairing pairs = new Pairing(affinity, expected, detections);
        pairs.stage(Track::confirmed, this::isSure, Affinity.LIMIT);
        pairs.stage(track -> track.confirmed() && !before.isLost(track), this::isWeak, WEAK_LIMIT);
        pairs.stage(track -> !track.confirmed(), this::isSure, Affinity.LIMIT);
        return pairs;
    }

    /** Gives each detection its track, an old one or a new one; the answer is the index of the track, or none. */
    private int[] assign(List<Detection> detections, Pairing pairs, FrameTracks frame) {
        int[] trackOf = new int[detections.size()];
        for (int index = 0; index < trackOf.length; index++) {
            Detection detection = detections.get(index);
            trackOf[index] = pairs.trackOf(index);
            if (trackOf[index] != Pairing.NONE) {
                frame.seen(trackOf[index], detection);
            } else if (beginsTrack(detection) && frame.tracks().size() < config.maxTracks()) {
                trackOf[index] = frame.begin(detection, config.speed());
            }
        }
        return trackOf;
    }

    private List<TrackedFace> faces(List<Detection> detections, int[] trackOf, List<Track> tracks, Instant now) {
        List<TrackedFace> faces = new ArrayList<>();
        for (int index = 0; index < trackOf.length; index++) {
            Detection detection = detections.get(index);
            if (trackOf[index] != Pairing.NONE) {
                faces.add(TrackedFace.of(detection, tracks.get(trackOf[index])));
            } else if (isSure(detection)) {
                faces.add(new TrackedFace(detection, 0, 0, now));
            }
        }
        return faces;
    }

    private boolean beginsTrack(Detection detection) {
        return isSure(detection) && Motion.fits(detection.box());
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
        double passed = FrameTracks.seconds(state.time(), now);
        List<TrackedFace> faces = state.tracks().stream()
                .filter(track -> !state.isLost(track) && !FrameTracks.isUnseen(track, now, config.lostAfter()))
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
        List<Track> over = new ArrayList<>(state.tracks());
        state.aside().ifPresent(aside -> over.addAll(aside.tracks()));
        over.sort(Comparator.comparingInt(Track::key));
        return new TrackerUpdate(
                new TrackerState(state.time(), state.lastKey(), state.lastNumber(), List.of()),
                List.of(),
                FrameTracks.confirmed(over),
                FrameTracks.unconfirmed(over));
    }

    private static Instant clock(TrackerState state, Instant time) {
        return state.tracks().isEmpty() || time.isAfter(state.time()) ? time : state.time();
    }
}
