package io.agender.dashboard.picture;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;

/** Names a frame of a camera: the capture run and the number in it. */
public record FrameKey(String streamId, long sequence) {

    static FrameKey of(Frame frame) {
        return new FrameKey(frame.getStreamId(), frame.getSequence());
    }

    static FrameKey of(FrameFaces faces) {
        return new FrameKey(faces.getStreamId(), faces.getSequence());
    }
}
