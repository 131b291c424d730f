package io.agender.aggregator.window;

import io.agender.aggregator.period.Means;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraZone;
import io.agender.schemas.DwellCount;
import io.agender.schemas.LineState;
import io.agender.schemas.LineSummary;
import io.agender.schemas.WindowState;
import io.agender.schemas.YearCount;
import io.agender.schemas.ZoneState;
import io.agender.schemas.ZoneSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes the figures of zones and lines out of what was counted in a window, nothing withheld.
 *
 * @param counts years in age bands
 */
record PlaceMapper(Function<List<YearCount>, List<AgeBandCount>> counts) {

    private static final double TENTHS = 10;

    /** Of a window whose tracks are folded into the sums. */
    List<ZoneSummary> zones(WindowState window) {
        List<ZoneSummary> zones = new ArrayList<>();
        for (int i = 0; i < window.getZones().size(); i++) {
            zones.add(zone(
                    window,
                    window.getSettings().getZones().get(i),
                    window.getZones().get(i)));
        }
        return zones;
    }

    private ZoneSummary zone(WindowState window, CameraZone zone, ZoneState state) {
        ZoneSummary summary = ZoneSummary.newBuilder()
                .setZone(zone.getName())
                .setFramesAnalysed(window.getFramesAnalysed())
                .setFramesImpaired(window.getFramesImpaired())
                .setFacesDetected(state.getFacesDetected())
                .setFacesInImpairedFrames(state.getFacesInImpairedFrames())
                .setAverageOccupancy(Means.occupancy(
                        state.getFacesDetected() - state.getFacesInImpairedFrames(),
                        window.getFramesAnalysed() - window.getFramesImpaired()))
                .setPeakOccupancy(state.getPeakOccupancy())
                .build();
        if (window.getTracked()) {
            summary.setPeoplePresent(state.getTracksOver());
            summary.setPeopleEntered(state.getEntered());
            summary.setStaysEnded(state.getEnded());
            summary.setDwellTotalMillis(state.getDwellMillis());
            summary.setDwellMeanSeconds(Means.seconds(state.getDwellMillis(), state.getEnded()));
            summary.setDwellMedianSeconds(
                    state.getDwells().isEmpty()
                            ? null
                            : SortedCounts.median(state.getDwells(), DwellCount::getTenths, DwellCount::getTracks)
                                    / TENTHS);
            summary.setCounts(counts.apply(state.getYears()));
            summary.setEndedCounts(counts.apply(state.getEndedYears()));
        }
        return summary;
    }

    List<LineSummary> lines(WindowState window) {
        List<LineSummary> lines = new ArrayList<>();
        for (int i = 0; i < window.getLines().size(); i++) {
            lines.add(line(
                    window,
                    window.getSettings().getLines().get(i),
                    window.getLines().get(i)));
        }
        return lines;
    }

    private LineSummary line(WindowState window, CameraLine line, LineState state) {
        LineSummary summary = LineSummary.newBuilder().setLine(line.getName()).build();
        if (window.getTracked()) {
            summary.setCrossedIn(state.getCrossedIn());
            summary.setCrossedOut(state.getCrossedOut());
            summary.setInCounts(counts.apply(state.getInYears()));
            summary.setOutCounts(counts.apply(state.getOutYears()));
        }
        return summary;
    }
}
