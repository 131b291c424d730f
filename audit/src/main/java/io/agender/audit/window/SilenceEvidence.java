package io.agender.audit.window;

import io.agender.schemas.CameraProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the marks in agender.progress say of a camera: after which of its frames it was silent, and how long. */
public final class SilenceEvidence {

    /** That a camera was never silent. */
    public static final SilenceEvidence NONE = new SilenceEvidence(Duration.ZERO);

    private record Frame(String streamId, long sequence) {}

    private final Duration idle;
    private final Map<Frame, List<Duration>> silences = new HashMap<>();

    /** @param idle shorter silences close nothing */
    public SilenceEvidence(Duration idle) {
        this.idle = idle;
    }

    /** Takes in the next mark of the camera. */
    public void add(CameraProgress mark) {
        Duration silence = Duration.between(mark.getSilentSince(), mark.getUpTo());
        if (silence.compareTo(idle) >= 0) {
            silences.computeIfAbsent(new Frame(mark.getStreamId(), mark.getLastSequence()), none -> new ArrayList<>())
                    .add(silence);
        }
    }

    /** The silences that were told of after a frame, shortest first. */
    List<Duration> after(String streamId, long sequence) {
        return silences.getOrDefault(new Frame(streamId, sequence), List.of()).stream()
                .sorted()
                .toList();
    }
}
