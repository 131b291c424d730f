package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.PendingCrop;
import io.agender.schemas.PendingFrame;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.geometry.Sharpness;
import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.FaceQuality;
import io.agender.vision.track.Track;
import io.agender.vision.track.TrackedFace;
import io.agender.vision.track.Tracker;
import io.agender.vision.track.TrackerState;
import io.agender.vision.track.TrackerUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the faces of a camera from frame to frame. A new face is classified at once, a known one when its last estimate
 * is old or a clearly better crop turns up. What is known of a camera goes in and comes out, nothing is kept here, so a
 * track goes on wherever the camera is analysed next. Only newer frames change anything.
 */
final class TrackedFaces implements FaceFinder {

    private final FrameAnalyzer analyzer;
    private final Tracker tracker;
    private final ClassifySchedule schedule;
    private final Duration detectInterval;
    private final PendingMapper mapper;

    TrackedFaces(FrameAnalyzer analyzer, TrackingConfig config) {
        this.analyzer = analyzer;
        this.tracker = new Tracker(config.tracker(analyzer.minScore()));
        this.schedule = config.schedule();
        this.detectInterval = config.detectInterval();
        this.mapper = new PendingMapper(analyzer.models(), true);
    }

    @Override
    public FoundFaces find(CameraTracks known, Frame frame, EncodedImage image) {
        return switch (StreamTurn.of(known, frame)) {
            case FIRST -> follow(known, TrackerState.initial(), Optional.empty(), List.of(), frame, image);
            case SAME_STREAM ->
                follow(
                        known,
                        CameraTracksMapper.toState(known),
                        Optional.ofNullable(known.getDetectedAt()),
                        List.of(),
                        frame,
                        image);
            case NEW_STREAM -> {
                List<Track> over =
                        tracker.end(CameraTracksMapper.toState(known)).ended();
                yield follow(known, TrackerState.initial(), Optional.empty(), over, frame, image);
            }
            case STRAGGLER -> passBy(frame, image);
        };
    }

    /**
     * Takes in a frame that is newer than all before.
     *
     * @param state the tracks of the frame's stream
     * @param detectedAt when the detector last looked at this stream
     * @param over tracks of the stream before, which this frame ends
     */
    private FoundFaces follow(
            CameraTracks known,
            TrackerState state,
            Optional<Instant> detectedAt,
            List<Track> over,
            Frame frame,
            EncodedImage image) {
        Instant time = frame.getCapturedAt();
        Look look = rests(detectedAt, time) ? predict(state, frame) : look(state, frame, image);
        TrackerUpdate end = frame.getEndOfStream() ? tracker.end(look.state()) : unchanged(look.state());
        PendingFrame pending = mapper.toPending(frame, look.sight());
        if (!over.isEmpty()) {
            PendingMapper.addEnded(pending, known.getStreamId(), over);
            pending.setEndedBefore(over.size());
        }
        PendingMapper.addEnded(pending, frame.getStreamId(), look.update().ended());
        PendingMapper.addEnded(pending, frame.getStreamId(), end.ended());
        pending.getDroppedKeys().addAll(look.update().dropped());
        pending.getDroppedKeys().addAll(end.dropped());
        Optional<Instant> looked = look.sight().outcome() == FrameOutcome.ANALYSED ? Optional.of(time) : detectedAt;
        return new FoundFaces(
                pending,
                Optional.of(CameraTracksMapper.toTracks(known, frame, end.state(), looked)),
                look.undecodable());
    }

    /** A clock that was set back tells nothing of how long the detector has rested, so then it looks. */
    private boolean rests(Optional<Instant> detectedAt, Instant now) {
        return detectedAt
                .map(last -> Duration.between(last, now))
                .filter(rested -> !rested.isNegative() && rested.compareTo(detectInterval) < 0)
                .isPresent();
    }

    private Look predict(TrackerState state, Frame frame) {
        TrackerUpdate update = tracker.predict(state, frame.getCapturedAt());
        return new Look(Sight.predicted(frame, update.faces()), update, update.state(), Optional.empty());
    }

    private Look look(TrackerState state, Frame frame, EncodedImage image) {
        long start = System.nanoTime();
        try (DecodedFrame pixels = analyzer.decode(image)) {
            long decoded = System.nanoTime();
            TrackerUpdate update = tracker.update(state, pixels.detect(), frame.getCapturedAt());
            List<PendingCrop> crops = new ArrayList<>();
            TrackerState chosen = choose(update, pixels, frame.getCapturedAt(), crops);
            Sight sight = new Sight(
                    FrameOutcome.ANALYSED,
                    pixels.width(),
                    pixels.height(),
                    update.faces(),
                    crops,
                    decoded - start,
                    System.nanoTime() - decoded);
            return new Look(sight, update, chosen, Optional.empty());
        } catch (RuntimeException error) {
            return new Look(
                    Sight.undecodable(frame),
                    unchanged(state),
                    state,
                    Optional.of(FrameErrorPolicy.requireUndecodable(error)));
        }
    }

    /** Cuts out the faces whose turn it is, and notes in the state that it was. */
    private TrackerState choose(TrackerUpdate update, DecodedFrame pixels, Instant time, List<PendingCrop> crops) {
        TrackerState state = update.state();
        for (int i = 0; i < update.faces().size(); i++) {
            TrackedFace face = update.faces().get(i);
            Detection detection = face.detection();
            FaceCrop crop = pixels.crop(detection);
            double quality = FaceQuality.of(detection.box(), detection.landmarks(), Sharpness.of(crop));
            Optional<Track> track = track(state, face.key());
            if (track.isEmpty() || schedule.isDue(track.get(), quality, time)) {
                crops.add(PendingMapper.toCrop(i, quality, crop));
                state = track.isEmpty() ? state : state.with(track.get().classified(time, quality));
            }
        }
        return state;
    }

    private static Optional<Track> track(TrackerState state, int key) {
        return state.tracks().stream().filter(track -> track.key() == key).findFirst();
    }

    private static TrackerUpdate unchanged(TrackerState state) {
        return new TrackerUpdate(state, List.of(), List.of(), List.of());
    }

    /** Reports the faces of a frame that must not change the tracks. */
    private FoundFaces passBy(Frame frame, EncodedImage image) {
        Look look = look(TrackerState.initial(), frame, image);
        List<TrackedFace> faces = look.sight().faces().stream()
                .map(face -> new TrackedFace(face.detection(), 0, 0, frame.getCapturedAt()))
                .toList();
        Sight sight = look.sight();
        PendingFrame pending = mapper.toPending(
                frame,
                new Sight(
                        sight.outcome(),
                        sight.width(),
                        sight.height(),
                        faces,
                        List.of(),
                        sight.decodeNanos(),
                        sight.detectNanos()));
        pending.setTracked(false); // or its stream would take the place of the one whose means are kept
        return new FoundFaces(pending, Optional.empty(), look.undecodable());
    }

    /** What was seen, what the tracker made of it, and its state after faces were chosen for classification. */
    private record Look(
            Sight sight, TrackerUpdate update, TrackerState state, Optional<RuntimeException> undecodable) {}
}
