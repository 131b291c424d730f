package io.agender.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The gaps in the sequence numbers of a camera's streams, of which the four that went on last are remembered. */
final class StreamGaps {

    private static final int REMEMBERED = 4;

    private final Map<String, Long> lastSequences = new LinkedHashMap<>();

    /** How many frames are missing just before this one; empty when the frame is not newer than those seen before. */
    OptionalLong before(String streamId, long sequence) {
        long last = lastSequences.getOrDefault(streamId, -1L);
        if (sequence <= last) {
            return OptionalLong.empty();
        }
        lastSequences.remove(streamId);
        lastSequences.put(streamId, sequence);
        if (lastSequences.size() > REMEMBERED) {
            lastSequences.remove(lastSequences.keySet().iterator().next());
        }
        return OptionalLong.of(sequence - last - 1);
    }
}
