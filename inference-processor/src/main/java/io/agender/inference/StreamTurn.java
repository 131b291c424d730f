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
        boolean begins = frame.getSequence() == 0;
        if (!known.getStreamId().equals(frame.getStreamId())) {
            return begins || !known.getPastStreams().contains(frame.getStreamId()) ? NEW_STREAM : STRAGGLER;
        }
        if (frame.getSequence() > known.getLastSequence()) {
            return SAME_STREAM;
        }
        return begins && known.getEnded() ? FIRST : STRAGGLER;
    }
}
