package io.agender.aggregator.window;

import io.agender.schemas.StreamPosition;
import java.util.List;
import java.util.OptionalLong;

/**
 * Follows the sequence numbers of a camera's capture runs. Runs follow one another, so a few are remembered: enough to
 * recognise a replay of the last ones. A replay of an older run is not recognised here; its frames are late.
 */
final class StreamPositions {

    /** Runs that are remembered per camera. */
    static final int REMEMBERED = 4;

    private StreamPositions() {}

    /**
     * Takes note of a frame.
     *
     * @param positions the runs seen, newest last; changed by the call
     * @return how many frames are missing just before this one; empty when the frame was seen before, and then nothing
     *     is changed
     */
    static OptionalLong advance(List<StreamPosition> positions, String streamId, long sequence) {
        int known = indexOf(positions, streamId);
        // A run starts at 0, so what lies before its first frame is missing as well.
        long last = known < 0 ? -1 : positions.get(known).getLastSequence();
        if (sequence <= last) {
            return OptionalLong.empty();
        }
        StreamPosition position = known >= 0 ? positions.remove(known) : new StreamPosition(streamId, 0L, 0, false);
        position.setLastSequence(sequence);
        if (positions.size() == REMEMBERED) {
            positions.remove(0);
        }
        positions.add(position);
        return OptionalLong.of(sequence - last - 1);
    }

    /** Whether frames of a run were seen that is still remembered. */
    static boolean knows(List<StreamPosition> positions, String streamId) {
        return indexOf(positions, streamId) >= 0;
    }

    private static int indexOf(List<StreamPosition> positions, String streamId) {
        for (int i = positions.size() - 1; i >= 0; i--) {
            if (positions.get(i).getStreamId().equals(streamId)) {
                return i;
            }
        }
        return -1;
    }
}
