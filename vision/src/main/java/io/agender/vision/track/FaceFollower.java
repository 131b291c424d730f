package io.agender.vision.track;

import io.agender.vision.Detection;
import io.agender.vision.track.FollowedFace.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows the faces of one stream: decides whether the detector looks at a frame or rests while boxes are predicted, takes
 * what it found to the {@link Tracker}, and chooses the faces that are to be classified. A new face is classified at
 * once, a known one when its last estimate is old or a clearly better crop turns up. Landmarks that the detector does not
 * give are asked for only of faces whose crop would be chosen if they looked straight into the camera.
 *
 * <p>A fold over the frames of a stream in their order: the same state, time and faces give the same answer, and nothing
 * is kept here, so a stream goes on wherever its next frame comes. Immutable and safe to use from several threads.
 */
public final class FaceFollower {

    private final Tracker tracker;
    private final ClassifySchedule schedule;
    private final DetectInterval detectInterval;
    private final double minFaceSide;
    private final Optional<AttentionRules> attention;

    /**
     * A follower with these rules.
     *
     * @param detectInterval how long the detector rests after it looked, by the camera's clock
     * @param minFaceSide faces whose longer side is smaller, in pixels of the frame, are never classified; 0 for none
     * @param attention when a face counts as watching; empty where that is not measured. It is measured by the poses of
     *     faces as they are detected
     */
    public FaceFollower(
            Tracker tracker,
            ClassifySchedule schedule,
            DetectInterval detectInterval,
            double minFaceSide,
            Optional<AttentionRules> attention) {
        this.tracker = tracker;
        this.schedule = schedule;
        this.detectInterval = detectInterval;
        this.minFaceSide = minFaceSide;
        this.attention = attention;
    }

    /**
     * Takes in the next frame of a stream.
     *
     * @param known what is known from the frames before
     * @param time when the frame was captured
     * @param faces the frame's faces, which are asked for only when the detector does not rest; what they throw rises
     *     from here, and then the frame has changed nothing
     */
    public FollowedFrame follow(FollowerState known, Instant time, FacesInFrame faces) {
        if (rests(known, time)) {
            TrackerUpdate update = tracker.predict(known.tracks(), time);
            return new FollowedFrame(
                    false,
                    update.faces().stream()
                            .map(face -> predicted(face, known.tracks()))
                            .toList(),
                    known,
                    update.ended(),
                    update.dropped());
        }
        TrackerUpdate update = tracker.update(known.tracks(), faces.detect(), time);
        TrackerState state = update.state();
        List<FollowedFace> followed = new ArrayList<>();
        for (TrackedFace face : update.faces()) {
            Optional<Track> track = watching(state.track(face.key()), face.detection(), state.time());
            state = track.map(state::with).orElse(state);
            Optional<Watched> watched = watched(track, toldBefore(known.tracks(), face.key()));
            if (face.detection().box().longerSide() < minFaceSide) {
                followed.add(new FollowedFace(face, 0, false, watched));
                continue;
            }
            double best = faces.bestQuality(face.detection());
            TrackedFace seen = isDue(track, best, time) ? face.of(faces.landmarked(face.detection())) : face;
            double quality = seen == face ? best : faces.quality(seen.detection());
            boolean due = isDue(track, quality, time);
            if (due && track.isPresent()) {
                state = state.with(track.get().classified(time, quality));
            }
            followed.add(new FollowedFace(seen, quality, due, watched));
        }
        return new FollowedFrame(
                true, followed, new FollowerState(state, Optional.of(time)), update.ended(), update.dropped());
    }

    private FollowedFace predicted(TrackedFace face, TrackerState tracks) {
        Optional<Track> track = tracks.track(face.key());
        return new FollowedFace(
                face,
                0,
                false,
                watched(
                        track,
                        track.map(Track::attention).orElse(Attention.NONE).watched()));
    }

    /** The track after a sight of its face, if it is measured how long it watches. */
    private Optional<Track> watching(Optional<Track> track, Detection seen, Instant time) {
        return attention.isEmpty()
                ? track
                : track.map(one -> one.with(one.attention().seen(seen.pose(), time, attention.get())));
    }

    /** What was told of a track up to the frame before: nothing, where it was not confirmed by then. */
    private static Duration toldBefore(TrackerState tracks, int key) {
        return Stream.concat(
                        tracks.tracks().stream(), tracks.aside().stream().flatMap(aside -> aside.tracks().stream()))
                .filter(track -> track.key() == key && track.confirmed())
                .findFirst()
                .map(track -> track.attention().watched())
                .orElse(Duration.ZERO);
    }

    private Optional<Watched> watched(Optional<Track> track, Duration before) {
        return track.filter(one -> attention.isPresent() && one.confirmed())
                .map(one -> one.attention().watched())
                .map(total -> new Watched(total, total.minus(before)));
    }

    private boolean isDue(Optional<Track> track, double quality, Instant time) {
        return track.map(one -> schedule.isDue(one, quality, time)).orElse(true);
    }

    /** A clock that was set back tells nothing of how long the detector has rested, so then it looks. */
    private boolean rests(FollowerState known, Instant now) {
        return known.detectedAt()
                .map(last -> Duration.between(last, now))
                .filter(rested -> !rested.isNegative() && rested.compareTo(detectInterval.after(known.tracks())) < 0)
                .isPresent();
    }

    /** Retires all tracks, because the stream is over; there are no faces in the answer. */
    public FollowedFrame end(FollowerState known) {
        TrackerUpdate update = tracker.end(known.tracks());
        return new FollowedFrame(
                false,
                List.of(),
                new FollowerState(update.state(), known.detectedAt()),
                update.ended(),
                update.dropped());
    }
}
