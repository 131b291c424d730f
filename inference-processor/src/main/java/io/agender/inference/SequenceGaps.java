package io.agender.inference;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the numbers that are missing between a camera's frames, for the meters only: what it knows ends with its task, and
 * the first frame after that tells of no gap. Belongs to one thread.
 */
final class SequenceGaps {

    private final Map<String, Seen> last = new HashMap<>();

    private record Seen(String streamId, long sequence) {}

    /** How many frames are missing before this one; a stream begins at 0, also when frames were dropped before it. */
    long before(String cameraId, String streamId, long sequence) {
        Seen before = last.get(cameraId);
        if (before == null) {
            last.put(cameraId, new Seen(streamId, sequence));
            return 0;
        }
        long expected = before.streamId().equals(streamId) ? before.sequence() + 1 : 0;
        if (sequence < expected) {
            return 0; // seen before
        }
        last.put(cameraId, new Seen(streamId, sequence));
        return sequence - expected;
    }
}
