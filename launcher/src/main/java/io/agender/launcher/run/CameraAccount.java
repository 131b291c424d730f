package io.agender.launcher.run;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of one camera's frames in a run: every frame sent must come back once, in a record of faces or as a dead
 * letter without one, and every window that a frame fell into must become final. Not thread-safe; {@link RunAccount} guards it.
 */
final class CameraAccount {

    private final String cameraId;
    private final long windowMicros;
    private final TreeSet<Instant> windows = new TreeSet<>();
    private final NavigableMap<Instant, DemographicSummary> finals = new TreeMap<>();
    private String streamId;
    private long sent;
    private boolean sendingDone;
    private long analysed;
    private long undecodable;
    private long deadLettered;
    private long faces;
    private long lastSequence = -1;

    CameraAccount(String cameraId, Duration window) {
        this.cameraId = cameraId;
        this.windowMicros = window.toNanos() / 1000;
    }

    String cameraId() {
        return cameraId;
    }

    void streamOpened(String id) {
        streamId = id;
    }

    boolean isStream(String id) {
        return id.equals(streamId);
    }

    void sent(long frames) {
        sent = frames;
    }

    void sendingDone() {
        sendingDone = true;
    }

    /** Counts a frame that came back; false when it belongs to another run. */
    boolean analysed(FrameFaces record) {
        if (!isStream(record.getStreamId())) {
            return false;
        }
        if (record.getSequence() <= lastSequence) {
            throw new CommandException(
                    ExitCode.FAILURE,
                    "Frame " + record.getSequence() + " of camera " + cameraId + " was analysed twice.");
        }
        lastSequence = record.getSequence();
        if (record.getOutcome() == FrameOutcome.UNDECODABLE) {
            undecodable++;
        } else {
            analysed++;
        }
        faces += record.getFaces().size();
        windows.add(windowStart(record.getCapturedAt()));
        return true;
    }

    void deadLettered() {
        deadLettered++;
    }

    void summarized(DemographicSummary summary) {
        if (summary.getStatus() == SummaryStatus.FINAL) {
            finals.put(summary.getWindowStart(), summary);
        }
    }

    boolean allAnalysed() {
        return sendingDone && accounted() >= sent;
    }

    boolean allFinal() {
        return allAnalysed() && finals.keySet().containsAll(windows);
    }

    /** The final windows of this run's frames. */
    Collection<DemographicSummary> finals() {
        return windows.stream().map(finals::get).toList();
    }

    long sent() {
        return sent;
    }

    long accounted() {
        return analysed + undecodable + deadLettered;
    }

    long analysed() {
        return analysed;
    }

    /** Dead letters, of frames with and without a record. */
    long deadLetters() {
        return undecodable + deadLettered;
    }

    long faces() {
        return faces;
    }

    private Instant windowStart(Instant capturedAt) {
        long micros =
                Math.addExact(Math.multiplyExact(capturedAt.getEpochSecond(), 1_000_000L), capturedAt.getNano() / 1000);
        long start = Math.floorDiv(micros, windowMicros) * windowMicros;
        return Instant.ofEpochSecond(Math.floorDiv(start, 1_000_000L), Math.floorMod(start, 1_000_000L) * 1000);
    }
}
