package io.agender.launcher.run;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.LineSummary;
import io.agender.schemas.ZoneSummary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What zones and lines come to, however many windows there are: a line of text for each at the end. Not thread-safe. */
public final class PlaceTotals {

    private static final String WITHHELD = "no counts of people";

    private final Map<String, ZoneTotal> zones = new LinkedHashMap<>();
    private final Map<String, LineTotal> lines = new LinkedHashMap<>();

    /** What these windows come to. */
    static PlaceTotals of(Collection<DemographicSummary> windows) {
        PlaceTotals totals = new PlaceTotals();
        windows.forEach(totals::add);
        return totals;
    }

    /** Adds a window that is final; each once. */
    public void add(DemographicSummary window) {
        String camera = window.getCameraId();
        window.getZones()
                .forEach(zone -> zones.merge(camera + ", zone " + zone.getZone(), ZoneTotal.of(zone), ZoneTotal::plus));
        window.getLines()
                .forEach(line -> lines.merge(camera + ", line " + line.getLine(), LineTotal.of(line), LineTotal::plus));
    }

    /** A line of text for each zone and line; none when no camera has any. */
    public List<String> text() {
        return Stream.concat(
                        zones.entrySet().stream()
                                .map(zone ->
                                        zone.getKey() + ": " + zone.getValue().text()),
                        lines.entrySet().stream()
                                .map(line ->
                                        line.getKey() + ": " + line.getValue().text()))
                .toList();
    }

    /** @param withheld a window of it told no counts of people, so no sum is known */
    private record ZoneTotal(boolean withheld, long entered, long ended, long millis, int peak) {

        static ZoneTotal of(ZoneSummary zone) {
            return zone.getPeopleEntered() == null
                    ? new ZoneTotal(true, 0, 0, 0, zone.getPeakOccupancy())
                    : new ZoneTotal(
                            false,
                            zone.getPeopleEntered(),
                            zone.getStaysEnded(),
                            zone.getDwellTotalMillis(),
                            zone.getPeakOccupancy());
        }

        ZoneTotal plus(ZoneTotal other) {
            return new ZoneTotal(
                    withheld || other.withheld,
                    entered + other.entered,
                    ended + other.ended,
                    millis + other.millis,
                    Math.max(peak, other.peak));
        }

        String text() {
            String most = ", at most " + peak + " at once";
            if (withheld) {
                return WITHHELD + most;
            }
            String stay = ended == 0 ? "" : String.format(Locale.ROOT, ", mean stay %.1f s", millis / 1000.0 / ended);
            return entered + " came in" + stay + most;
        }
    }

    private record LineTotal(boolean withheld, long in, long out) {

        static LineTotal of(LineSummary line) {
            return line.getCrossedIn() == null
                    ? new LineTotal(true, 0, 0)
                    : new LineTotal(false, line.getCrossedIn(), line.getCrossedOut());
        }

        LineTotal plus(LineTotal other) {
            return new LineTotal(withheld || other.withheld, in + other.in, out + other.out);
        }

        String text() {
            return withheld ? WITHHELD : in + " in, " + out + " out";
        }
    }
}
