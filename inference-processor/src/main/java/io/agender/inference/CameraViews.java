package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.CameraView;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameOutcome;
import io.agender.vision.view.ViewJudge;
import io.agender.vision.view.ViewJudgement;
import java.util.Optional;

/**
 * Judges a camera's view with each frame that somebody looked at, over all its streams. What is known goes in and comes
 * out, nothing is kept here. Frames that are not newer than those before change nothing. A file that is played again begins
 * with nothing known, and so does a stream that begins in the past: whatever was played before, it gives the same records.
 * Immutable.
 */
final class CameraViews {

    private final ViewJudge judge;

    CameraViews(ViewJudge judge) {
        this.judge = judge;
    }

    /** @param tracks what is known of the camera; null for nothing */
    SeenView look(CameraTracks tracks, Frame frame, FrameFindings found) {
        StreamTurn turn = StreamTurn.of(tracks, frame);
        boolean straggler = turn == StreamTurn.STRAGGLER;
        Optional<CameraView> known = turn == StreamTurn.FIRST
                ? Optional.empty()
                : Optional.ofNullable(tracks)
                        .map(CameraTracks::getView)
                        .filter(view ->
                                turn != StreamTurn.NEW_STREAM || view.getTime().isBefore(frame.getCapturedAt()));
        if (straggler || found.grey().isEmpty()) {
            return new SeenView(
                    straggler ? Optional.empty() : known,
                    found.outcome() == FrameOutcome.UNDECODABLE ? Optional.empty() : known.map(ViewMapper::told));
        }
        ViewJudgement judged = judge.judge(
                known.map(ViewMapper::toState),
                frame.getCapturedAt(),
                (double) found.width() / found.height(),
                found.grey().get());
        return new SeenView(Optional.of(ViewMapper.toView(judged.state())), Optional.of(ViewMapper.told(judged)));
    }
}
