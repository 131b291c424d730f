package io.agender.dashboard.view;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import java.time.Instant;
import java.util.List;

/**
 * What was seen in a camera's newest frame.
 *
 * @param people faces in the frame
 * @param faces the first of them, more than anybody can tell apart in a picture
 */
public record LiveView(
        String streamId,
        long sequence,
        Instant capturedAt,
        int frameWidth,
        int frameHeight,
        FrameOutcome outcome,
        boolean tracked,
        int people,
        List<FaceView> faces) {

    /** So that what is kept of a camera is bounded, whatever its records hold. */
    static final int MAX_FACES = 200;

    public static LiveView of(FrameFaces faces) {
        return new LiveView(
                faces.getStreamId(),
                faces.getSequence(),
                faces.getCapturedAt(),
                faces.getFrameWidth(),
                faces.getFrameHeight(),
                faces.getOutcome(),
                faces.getTracked(),
                faces.getFaces().size(),
                faces.getFaces().stream().limit(MAX_FACES).map(FaceView::of).toList());
    }
}
