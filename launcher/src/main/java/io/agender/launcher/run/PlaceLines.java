package io.agender.launcher.run;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.LineSummary;
import io.agender.schemas.ZoneSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run says of zones and lines at its end: a line of text for each, over all windows. */
final class PlaceLines {

    private static final String WITHHELD = "no counts of people";

    private PlaceLines() {}

    /** The lines; none when no camera has zones or lines. */
    static List<String> of(List<DemographicSummary> windows) {
        Map<String, List<ZoneSummary>> zones = new LinkedHashMap<>();
        Map<String, List<LineSummary>> lines = new LinkedHashMap<>();
        for (DemographicSummary window : windows) {
            String camera = window.getCameraId();
            window.getZones().forEach(zone -> zones.computeIfAbsent(
                            camera + ", zone " + zone.getZone(), none -> new ArrayList<>())
                    .add(zone));
            window.getLines().forEach(line -> lines.computeIfAbsent(
                            camera + ", line " + line.getLine(), none -> new ArrayList<>())
                    .add(line));
        }
        List<String> text = new ArrayList<>();
        zones.forEach((name, all) -> text.add(name + ": " + zone(all)));
        lines.forEach((name, all) -> text.add(name + ": " + line(all)));
        return text;
    }

    private static String zone(List<ZoneSummary> windows) {
        int peak =
                windows.stream().mapToInt(ZoneSummary::getPeakOccupancy).max().orElse(0);
        String most = ", at most " + peak + " at once";
        if (windows.stream().anyMatch(zone -> zone.getPeopleEntered() == null)) {
            return WITHHELD + most;
        }
        long entered = windows.stream().mapToLong(ZoneSummary::getPeopleEntered).sum();
        long ended = windows.stream().mapToLong(ZoneSummary::getStaysEnded).sum();
        long millis =
                windows.stream().mapToLong(ZoneSummary::getDwellTotalMillis).sum();
        String stay = ended == 0 ? "" : String.format(Locale.ROOT, ", mean stay %.1f s", millis / 1000.0 / ended);
        return entered + " came in" + stay + most;
    }

    private static String line(List<LineSummary> windows) {
        return windows.stream().anyMatch(line -> line.getCrossedIn() == null)
                ? WITHHELD
                : windows.stream().mapToLong(LineSummary::getCrossedIn).sum() + " in, "
                        + windows.stream().mapToLong(LineSummary::getCrossedOut).sum() + " out";
    }
}
