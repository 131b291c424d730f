package io.agender.launcher.live;

import io.agender.launcher.run.NewestRollups;
import io.agender.launcher.run.PlaceTotals;
import io.agender.launcher.run.WindowTotals;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What has come of a live run, however often its services were started meanwhile. All that happened is added up, the newest
 * of it is kept: nothing here grows with time. Not thread-safe; {@link LiveAccount} guards it.
 */
final class LiveOutcome {

    /** What the table at the end may show; all windows are in the file. */
    private static final int NEWEST = 500;

    private final List<String> cameraIds;
    private final Deque<DemographicSummary> newest = new ArrayDeque<>();
    private final NewestRollups rollups = new NewestRollups(NEWEST);
    private final WindowTotals windows = new WindowTotals();
    private final PlaceTotals places = new PlaceTotals();
    private long finals;
    private long frames;
    private long faces;
    private long deadLetters;

    /** @param cameraIds in the order of the table */
    LiveOutcome(List<String> cameraIds) {
        this.cameraIds = List.copyOf(cameraIds);
    }

    void analysed(FrameFaces record) {
        frames++;
        faces += record.getFaces().size();
    }

    void deadLettered() {
        deadLetters++;
    }

    /** Takes a window that became final in this run. */
    void finished(DemographicSummary window) {
        finals++;
        windows.add(window);
        places.add(window);
        newest.add(window);
        if (newest.size() > NEWEST) {
            newest.remove();
        }
    }

    /** Takes a revision of an hour or a day. */
    void summedUp(RollupSummary rollup) {
        rollups.add(rollup);
    }

    /** The newest windows that became final in this run, by camera, then by time. */
    List<DemographicSummary> newest() {
        List<DemographicSummary> sorted = new ArrayList<>(newest);
        sorted.sort((one, other) -> {
            int camera = Integer.compare(cameraIds.indexOf(one.getCameraId()), cameraIds.indexOf(other.getCameraId()));
            return camera != 0 ? camera : one.getWindowStart().compareTo(other.getWindowStart());
        });
        return sorted;
    }

    /** The newest hours and days of which something was told in this run. */
    List<RollupSummary> rollups() {
        return rollups.sorted();
    }

    /**
     * What a run has done.
     *
     * @param finals windows that became final
     * @param windows what these come to
     * @param places what their zones and lines come to
     */
    record Totals(long frames, long faces, long deadLetters, long finals, WindowTotals windows, PlaceTotals places) {}

    Totals totals() {
        return new Totals(frames, faces, deadLetters, finals, windows, places);
    }
}
