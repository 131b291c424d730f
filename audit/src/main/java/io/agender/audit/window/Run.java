package io.agender.audit.window;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is remembered of a stream of a camera. */
final class Run {

    private static final int REMEMBERED = 4;

    /** Whether its first frame was older than what was seen of the camera before: a replay. */
    private final boolean rewound;

    private final Set<String> knownTracks = new HashSet<>();
    private long lastSequence = -1;

    private Run(boolean rewound) {
        this.rewound = rewound;
    }

    /**
     * The run of a stream, begun when it is not among the four that went on last. The caller asks only for frames that
     * are {@link #isNews}.
     *
     * @param runs the camera's, by stream id; changed by the call
     */
    static Run going(Map<String, Run> runs, String streamId, boolean goesBack) {
        Run run = runs.containsKey(streamId) ? runs.remove(streamId) : new Run(goesBack);
        runs.put(streamId, run);
        if (runs.size() > REMEMBERED) {
            runs.remove(runs.keySet().iterator().next());
        }
        return run;
    }

    static Map<String, Run> none() {
        return new LinkedHashMap<>();
    }

    /** Whether a frame is newer than those seen of its stream. */
    static boolean isNews(Map<String, Run> runs, String streamId, long sequence) {
        return !runs.containsKey(streamId) || sequence > runs.get(streamId).lastSequence;
    }

    /** How many frames are missing just before this one. */
    long gapBefore(long sequence) {
        long gap = sequence - lastSequence - 1;
        lastSequence = sequence;
        return gap;
    }

    /** The number of its newest frame. */
    long lastSequence() {
        return lastSequence;
    }

    boolean rewound() {
        return rewound;
    }

    /** Whether a track was never seen before. */
    boolean isNew(String trackId) {
        return knownTracks.add(trackId);
    }
}
