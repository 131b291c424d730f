package io.agender.verification;

import io.agender.audit.TopicRecord;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ZoneSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What is counted over a whole run, by camera or site and then by the name of the figure: sums over final windows, or over the
 * last words on hours or days. What adds up must be the same in all of them, and nothing of it may be zero in a run that is
 * to prove something of it.
 */
record Figures(Map<String, Map<String, Long>> of) {

    /** Over final windows; those of a camera count for its site, too. */
    static Figures ofWindows(Map<String, List<TopicRecord<DemographicSummary>>> windows) {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        windows.values().stream()
                .flatMap(List::stream)
                .map(TopicRecord::value)
                .filter(window -> window.getStatus() == SummaryStatus.FINAL)
                .forEach(window -> Stream.of(window.getCameraId(), window.getSite())
                        .filter(Objects::nonNull)
                        .forEach(name -> add(sums, name, of(window))));
        return new Figures(sums);
    }

    /** Over hours or days; the last word on each counts. */
    static Figures ofPeriods(Map<String, List<TopicRecord<RollupSummary>>> periods) {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        periods.forEach((name, records) -> {
            Map<Object, RollupSummary> last = new TreeMap<>();
            records.forEach(record -> last.put(record.value().getPeriodStart(), record.value()));
            last.values().forEach(period -> add(sums, name, of(period)));
        });
        return new Figures(sums);
    }

    /** Sums over all cameras and sites. */
    Map<String, Long> all() {
        Map<String, Long> sums = new TreeMap<>();
        of.values().forEach(figures -> figures.forEach((figure, value) -> sums.merge(figure, value, Long::sum)));
        return sums;
    }

    private static void add(Map<String, Map<String, Long>> sums, String name, Map<String, Long> figures) {
        Map<String, Long> sum = sums.computeIfAbsent(name, none -> new TreeMap<>());
        figures.forEach((figure, value) -> sum.merge(figure, value, Long::sum));
    }

    private static Map<String, Long> of(DemographicSummary window) {
        Map<String, Long> figures = places(window.getZones(), window.getLines());
        figures.put("windows", 1L);
        figures.put("frames analysed", window.getFramesAnalysed());
        figures.put("seconds impaired", window.getSecondsImpaired());
        figures.put("seconds blocked", window.getSecondsBlocked());
        figures.put("seconds dark", window.getSecondsDark());
        figures.put("people entered", known(window.getPeopleEntered()));
        figures.put("tracks ended", known(window.getTracksEnded()));
        figures.put("milliseconds watched", known(window.getWatchedMillis()));
        figures.put("watchers ended", known(window.getWatchersEnded()));
        figures.put("watchers ended by age", inBands(window.getEndedWatcherCounts()));
        return figures;
    }

    private static Map<String, Long> of(RollupSummary period) {
        Map<String, Long> figures = places(period.getZones(), period.getLines());
        figures.put("windows", period.getWindows());
        figures.put("frames analysed", period.getFramesAnalysed());
        figures.put("seconds impaired", period.getSecondsImpaired());
        figures.put("seconds blocked", period.getSecondsBlocked());
        figures.put("seconds dark", period.getSecondsDark());
        figures.put("people entered", known(period.getPeopleEntered()));
        figures.put("tracks ended", known(period.getTracksEnded()));
        figures.put("milliseconds watched", known(period.getWatchedMillis()));
        figures.put("watchers ended", known(period.getWatchersEnded()));
        figures.put("watchers ended by age", inBands(period.getEndedWatcherCounts()));
        return figures;
    }

    private static Map<String, Long> places(List<ZoneSummary> zones, List<LineSummary> lines) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("faces in zones", sum(zones, ZoneSummary::getFacesDetected));
        figures.put("stays begun", sum(zones, zone -> known(zone.getPeopleEntered())));
        figures.put("stays ended", sum(zones, zone -> known(zone.getStaysEnded())));
        figures.put("stays ended by age", sum(zones, zone -> inBands(zone.getEndedCounts())));
        figures.put("milliseconds in zones", sum(zones, zone -> known(zone.getDwellTotalMillis())));
        figures.put("crossings in", sum(lines, line -> known(line.getCrossedIn())));
        figures.put("crossings out", sum(lines, line -> known(line.getCrossedOut())));
        figures.put("crossings in by age", sum(lines, line -> inBands(line.getInCounts())));
        figures.put("crossings out by age", sum(lines, line -> inBands(line.getOutCounts())));
        return figures;
    }

    private static <T> long sum(List<T> places, ToLongFunction<T> figure) {
        return places.stream().mapToLong(figure).sum();
    }

    private static long inBands(List<AgeBandCount> bands) {
        return sum(bands, band -> known(band.getFemale()) + known(band.getMale()) + known(band.getUnknown()));
    }

    private static long known(Long count) {
        return count == null ? 0 : count;
    }
}
