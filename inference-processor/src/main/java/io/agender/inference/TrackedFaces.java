package io.agender.inference;

import io.agender.inference.FrameFindings.EndedStream;
import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.gate.FrameGate;
import io.agender.vision.track.AttentionRules;
import io.agender.vision.track.FaceFollower;
import io.agender.vision.track.FollowerState;
import io.agender.vision.track.Tracker;
import java.util.Optional;

/**
 * Follows the faces of a camera from frame to frame and from stream to stream. What is known of a camera goes in and comes
 * out, nothing is kept here, so a track goes on wherever the camera is analysed next. Only newer frames change anything.
 */
final class TrackedFaces implements FaceFinder {

    private final FrameAnalyzer analyzer;
    private final Optional<AttentionRules> attention;
    private final boolean gated;
    private final FaceFollower follower;

    /** @param gated whether frames in which nothing has changed are not searched */
    TrackedFaces(FrameAnalyzer analyzer, TrackingConfig config, boolean gated) {
        this.analyzer = analyzer;
        this.gated = gated;
        // Poses of some faces only would make looks of what lies between two of them; with none for too long there is
        // no look.
        this.attention = config.attention()
                .filter(rules -> analyzer.posesEveryFace()
                        && AttentionRules.isBridged(config.detectInterval().longest()));
        this.follower = new FaceFollower(
                new Tracker(config.tracker(analyzer.minScore())),
                config.schedule(),
                config.detectInterval(),
                analyzer.minFaceSide(),
                attention);
    }

    @Override
    public FrameFindings find(CameraTracks known, Frame frame, EncodedImage image) {
        FrameGate gate = gated ? GateMapper.gate(known, frame) : FrameGate.open();
        return switch (StreamTurn.of(known, frame)) {
            case FIRST -> follow(FollowerState.INITIAL, frame, image, gate);
            case SAME_STREAM -> follow(CameraTracksMapper.toState(known), frame, image, gate);
            case NEW_STREAM ->
                follow(FollowerState.INITIAL, frame, image, gate)
                        .after(new EndedStream(
                                known.getStreamId(),
                                follower.end(CameraTracksMapper.toState(known)).ended()));
            case STRAGGLER -> look(FollowerState.INITIAL, frame, image, gate).passedBy(frame);
        };
    }

    @Override
    public boolean tracks() {
        return true;
    }

    @Override
    public boolean measuresAttention() {
        return attention.isPresent();
    }

    /** Takes in a frame that is newer than all before. */
    private FrameFindings follow(FollowerState state, Frame frame, EncodedImage image, FrameGate gate) {
        FrameFindings found = look(state, frame, image, gate);
        return frame.getEndOfStream() ? found.with(follower.end(found.state().orElseThrow())) : found;
    }

    private FrameFindings look(FollowerState state, Frame frame, EncodedImage image, FrameGate gate) {
        try (FramePixels pixels = new FramePixels(analyzer, image, gate)) {
            return FrameFindings.of(frame, follower.follow(state, frame.getCapturedAt(), pixels), pixels);
        } catch (RuntimeException error) {
            return FrameFindings.undecodable(frame, Optional.of(state), FrameErrorPolicy.requireUndecodable(error));
        }
    }
}
