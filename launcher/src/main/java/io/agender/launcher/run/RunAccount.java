package io.agender.launcher.run;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What became of all frames of a run. Senders, the collector and the progress display meet here; thread-safe. A sender
 * that is too far ahead of the analysis waits in {@link #awaitRoom}, so that neither disk nor memory grows with the
 * length of a video.
 */
final class RunAccount {

    private final Map<String, CameraAccount> cameras = new LinkedHashMap<>();
    private final long maxLead;
    private long exported;
    private final Map<String, Long> late = new LinkedHashMap<>();
    private long unreadable;
    private final boolean exporting;

    /**
     * @param maxLead how many frames may be on their way
     * @param exporting whether a frame is on its way until it is in the annotated video
     */
    RunAccount(List<String> cameraIds, Duration window, long maxLead, boolean exporting) {
        cameraIds.forEach(id -> cameras.put(id, new CameraAccount(id, window)));
        this.maxLead = maxLead;
        this.exporting = exporting;
    }

    /** A snapshot for the progress display. */
    record Totals(long sent, long accounted, long faces, long deadLetters, long late) {}

    synchronized void streamOpened(String camera, String streamId) {
        cameras.get(camera).streamOpened(streamId);
    }

    /** Whether a stream of a camera belongs to this run. */
    synchronized boolean isOurs(String camera, String streamId) {
        CameraAccount account = cameras.get(camera);
        return account != null && account.isStream(streamId);
    }

    synchronized void sent(String camera, long frames) {
        cameras.get(camera).sent(frames);
    }

    /** So many frames of a source can't be read. */
    synchronized void unreadable(long frames) {
        unreadable += frames;
    }

    /** How many frames of a camera fell into windows that were final before. */
    synchronized void late(String camera, long frames) {
        if (frames > 0) {
            late.put(camera, frames);
        }
    }

    /** The cameras with such frames. */
    synchronized Map<String, Long> late() {
        return new LinkedHashMap<>(late);
    }

    synchronized long unreadable() {
        return unreadable;
    }

    synchronized void sendingDone(String camera) {
        cameras.get(camera).sendingDone();
        notifyAll();
    }

    /** Blocks while too many frames are on their way. */
    synchronized void awaitRoom() throws InterruptedException {
        while (sum(CameraAccount::sent) - done() >= maxLead) {
            wait();
        }
    }

    /** Counts an analysed frame; false when it does not belong to this run. */
    synchronized boolean analysed(FrameFaces record) {
        CameraAccount account = cameras.get(record.getCameraId());
        boolean ours = account != null && account.analysed(record);
        notifyAll();
        return ours;
    }

    synchronized void deadLettered(String camera) {
        CameraAccount account = cameras.get(camera);
        if (account != null) {
            account.deadLettered();
            exported++; // it will never be in a video
            notifyAll();
        }
    }

    synchronized void exported() {
        exported++;
        notifyAll();
    }

    synchronized void summarized(DemographicSummary summary) {
        CameraAccount account = cameras.get(summary.getCameraId());
        if (account != null) {
            account.summarized(summary);
        }
    }

    synchronized boolean complete() {
        return cameras.values().stream().allMatch(CameraAccount::allFinal);
    }

    synchronized Totals totals() {
        return new Totals(
                sum(CameraAccount::sent),
                sum(CameraAccount::accounted),
                sum(CameraAccount::faces),
                sum(CameraAccount::deadLetters),
                late.values().stream().mapToLong(Long::longValue).sum());
    }

    /** The final windows, by camera in the order of the command line, then by time. */
    synchronized List<DemographicSummary> finals() {
        return cameras.values().stream()
                .flatMap(account -> account.finals().stream())
                .toList();
    }

    /** One sentence on what is missing. */
    synchronized String missing() {
        StringBuilder text = new StringBuilder();
        for (CameraAccount account : cameras.values()) {
            if (!account.allFinal()) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(account.cameraId())
                        .append(": ")
                        .append(account.accounted())
                        .append(" of ")
                        .append(account.sent())
                        .append(" frames came back")
                        .append(account.allAnalysed() ? ", but not all windows are final" : "");
            }
        }
        return text.toString();
    }

    private long done() {
        return exporting ? Math.min(exported, sum(CameraAccount::accounted)) : sum(CameraAccount::accounted);
    }

    private long sum(ToLongFunction<CameraAccount> value) {
        return cameras.values().stream().mapToLong(value).sum();
    }
}
