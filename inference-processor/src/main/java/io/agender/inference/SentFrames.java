package io.agender.inference;

import io.agender.schemas.CameraEstimates;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SentStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps account of what was sent of a camera in the same way as the aggregator of what it took in
 * ({@code StreamPositions} there): a frame not above what was sent of its run changes nothing, and the run that went on
 * last is the newest. So both can tell whether they speak of the same last frame.
 */
final class SentFrames {

    /** Runs that are remembered per camera, as many as in the aggregator. */
    static final int REMEMBERED = 4;

    private SentFrames() {}

    /** Takes note of a frame that is sent. */
    static void add(CameraEstimates camera, FrameFaces faces) {
        List<SentStream> runs = new ArrayList<>(camera.getSent());
        Optional<SentStream> known = runs.stream()
                .filter(run -> run.getStreamId().equals(faces.getStreamId()))
                .findFirst();
        if (known.isPresent() && faces.getSequence() <= known.get().getLastSequence()) {
            return;
        }
        if (known.isPresent()) {
            runs.remove(known.get());
        } else if (runs.size() == REMEMBERED) {
            runs.remove(0);
        }
        runs.add(new SentStream(faces.getStreamId(), faces.getSequence()));
        camera.setSent(runs);
        camera.setEnded(faces.getEndOfStream());
    }

    /** The newest frame; empty when it was sent by an earlier version, which kept no account. */
    static Optional<SentStream> newest(CameraEstimates camera) {
        List<SentStream> runs = camera.getSent();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }
}
