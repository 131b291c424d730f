package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;

/** How a frame follows on what is known of its camera. */
enum StreamTurn {
    /** The first frame that was ever seen of the camera, or of a file that is played again from its beginning. */
    FIRST,
    /** A later frame of the same stream. */
    SAME_STREAM,
    /** The camera began a new stream: all tracks are over. */
    NEW_STREAM,
    /** A frame that was seen before, or one of a stream that is over: it must change nothing. */
    STRAGGLER;

    static StreamTurn of(CameraTracks known, Frame frame) {
        if (known == null) {
            return FIRST;
        }
        // A first frame that comes again while a stream is running is a repeated one, not a file that is played again.
        boolean replays = frame.getSequence() == 0 && known.getEnded();
        if (!known.getStreamId().equals(frame.getStreamId())) {
            return replays || !known.getPastStreams().contains(frame.getStreamId()) ? NEW_STREAM : STRAGGLER;
        }
        if (frame.getSequence() > known.getLastSequence()) {
            return SAME_STREAM;
        }
        return replays ? FIRST : STRAGGLER;
    }
}
