package io.agender.audit.period;

import io.agender.audit.window.ClosedWindow;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.LineSummary;
import io.agender.schemas.ModelUse;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ZoneSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What hours and days are the sum of, all at once and figure by figure. A figure that one part withholds is unknown of
 * the whole; one that a part does not have, because its faces are not tracked, adds nothing.
 */
final class NaiveSum {

    private static final double MILLIS = 1000;

    private final List<RollupSummary> parts;

    private NaiveSum(List<RollupSummary> parts) {
        this.parts = parts;
    }

    /** A figure, or a table, of a part and whether that part withholds. */
    private record Held<T>(T value, boolean withheld) {}

    private record Ages(int from, Integer to) {}

    /** The figures of a camera's windows; of when they are, and of seconds without a window, nothing is said. */
    static RollupSummary ofWindows(List<ClosedWindow> windows) {
        RollupSummary sum = new NaiveSum(windows.stream().map(NaiveSum::part).toList()).sum();
        DemographicSummary last = windows.get(windows.size() - 1).summary();
        sum.setScope(RollupScope.CAMERA);
        sum.setCameraId(last.getCameraId());
        sum.setSite(last.getSite());
        sum.setCameras(1);
        return sum;
    }

    /** The figures of a site, of what its cameras publish, by camera id. */
    static RollupSummary ofCameras(List<RollupSummary> cameras) {
        RollupSummary sum = new NaiveSum(cameras).sum();
        RollupSummary first = cameras.get(0);
        sum.setScope(RollupScope.SITE);
        sum.setSite(first.getSite());
        sum.setCameras(cameras.stream().mapToInt(RollupSummary::getCameras).sum());
        sum.setPeriod(first.getPeriod());
        sum.setPeriodStart(first.getPeriodStart());
        sum.setPeriodEnd(cameras.stream()
                .map(RollupSummary::getPeriodEnd)
                .max(Comparator.naturalOrder())
                .orElseThrow());
        sum.setHours(first.getHours());
        sum.setTimeZone(first.getTimeZone());
        return sum;
    }

    private static RollupSummary part(ClosedWindow closed) {
        DemographicSummary window = closed.summary();
        boolean tracked = window.getCountedUnit() == CountedUnit.TRACKS;
        return blank().setWindows(1)
                .setFramesAnalysed(window.getFramesAnalysed())
                .setFramesUnchanged(window.getFramesUnchanged())
                .setFramesPredicted(window.getFramesPredicted())
                .setFramesMissing(window.getFramesMissing())
                .setFramesUndecodable(window.getFramesUndecodable())
                .setFramesLate(window.getFramesLate())
                .setFramesImpaired(window.getFramesImpaired())
                .setSecondsWithoutFrames(window.getSecondsWithoutFrames())
                .setSecondsImpaired(window.getSecondsImpaired())
                .setSecondsDark(window.getSecondsDark())
                .setSecondsOverexposed(window.getSecondsOverexposed())
                .setSecondsBlocked(window.getSecondsBlocked())
                .setSecondsBlurred(window.getSecondsBlurred())
                .setSecondsMoved(window.getSecondsMoved())
                .setFacesDetected(window.getFacesDetected())
                .setFacesInImpairedFrames(window.getFacesInImpairedFrames())
                .setPeakOccupancy(window.getPeakOccupancy())
                .setPeopleEntered(window.getPeopleEntered())
                .setTracksEnded(window.getTracksEnded())
                .setDwellTotalMillis(tracked ? closed.dwellMillis() : null)
                .setWatchedMillis(window.getWatchedMillis())
                .setWatchersEnded(window.getWatchersEnded())
                .setAttentionTotalMillis(window.getWatchersEnded() == null ? null : closed.attentionMillis())
                .setEndedCounts(window.getEndedCounts())
                .setEndedWatcherCounts(window.getEndedWatcherCounts())
                .setZones(window.getZones())
                .setLines(window.getLines())
                .setModels(window.getModels())
                .build();
    }

    private static RollupSummary.Builder blank() {
        return RollupSummary.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setPeriod(RollupPeriod.UNKNOWN)
                .setPeriodStart(Instant.EPOCH)
                .setPeriodEnd(Instant.EPOCH)
                .setStatus(SummaryStatus.PARTIAL)
                .setRevision(0);
    }

    private RollupSummary sum() {
        RollupSummary sum = blank().build();
        sum.setWindows(of(RollupSummary::getWindows));
        sum.setFramesAnalysed(of(RollupSummary::getFramesAnalysed));
        sum.setFramesUnchanged(of(RollupSummary::getFramesUnchanged));
        sum.setFramesPredicted(of(RollupSummary::getFramesPredicted));
        sum.setFramesMissing(of(RollupSummary::getFramesMissing));
        sum.setFramesUndecodable(of(RollupSummary::getFramesUndecodable));
        sum.setFramesLate(of(RollupSummary::getFramesLate));
        sum.setFramesImpaired(of(RollupSummary::getFramesImpaired));
        sum.setSecondsWithoutFrames(of(RollupSummary::getSecondsWithoutFrames));
        sum.setSecondsImpaired(of(RollupSummary::getSecondsImpaired));
        sum.setSecondsDark(of(RollupSummary::getSecondsDark));
        sum.setSecondsOverexposed(of(RollupSummary::getSecondsOverexposed));
        sum.setSecondsBlocked(of(RollupSummary::getSecondsBlocked));
        sum.setSecondsBlurred(of(RollupSummary::getSecondsBlurred));
        sum.setSecondsMoved(of(RollupSummary::getSecondsMoved));
        sum.setFacesDetected(of(RollupSummary::getFacesDetected));
        sum.setFacesInImpairedFrames(of(RollupSummary::getFacesInImpairedFrames));
        sum.setAverageOccupancy(mean(
                sum.getFacesDetected() - sum.getFacesInImpairedFrames(),
                sum.getFramesAnalysed() - sum.getFramesImpaired()));
        sum.setPeakOccupancy(
                parts.stream().mapToInt(RollupSummary::getPeakOccupancy).max().orElse(0));
        sum.setPeopleEntered(known(RollupSummary::getPeopleEntered));
        sum.setTracksEnded(known(RollupSummary::getTracksEnded));
        sum.setDwellTotalMillis(known(RollupSummary::getDwellTotalMillis));
        sum.setDwellMeanSeconds(meanSeconds(sum.getDwellTotalMillis(), sum.getTracksEnded()));
        sum.setWatchedMillis(known(RollupSummary::getWatchedMillis));
        sum.setWatchersEnded(known(RollupSummary::getWatchersEnded));
        sum.setAttentionTotalMillis(known(RollupSummary::getAttentionTotalMillis));
        sum.setAttentionMeanSeconds(meanSeconds(sum.getAttentionTotalMillis(), sum.getWatchersEnded()));
        sum.setEndedCounts(
                table(parts.stream().map(RollupSummary::getEndedCounts).toList()));
        sum.setEndedWatcherCounts(
                table(parts.stream().map(RollupSummary::getEndedWatcherCounts).toList()));
        sum.setZones(zones());
        sum.setLines(lines());
        sum.setWithheld(parts.stream().anyMatch(RollupSummary::getWithheld));
        sum.setModels(models());
        return sum;
    }

    private long of(ToLongFunction<RollupSummary> figure) {
        return parts.stream().mapToLong(figure).sum();
    }

    private Long known(Function<RollupSummary, Long> figure) {
        return known(parts.stream()
                .map(part -> new Held<>(figure.apply(part), part.getWithheld()))
                .toList());
    }

    private static Long known(List<Held<Long>> all) {
        List<Long> told = all.stream().map(Held::value).filter(Objects::nonNull).toList();
        boolean unknown = all.stream().anyMatch(one -> one.value() == null && one.withheld());
        return unknown || told.isEmpty()
                ? null
                : (Long) told.stream().mapToLong(Long::longValue).sum();
    }

    private static Double mean(long sum, long number) {
        return number == 0 ? null : (Double) ((double) sum / number);
    }

    private static Double meanSeconds(Long millis, Long number) {
        return millis == null || number == null || number == 0 ? null : (Double) (millis / MILLIS / number);
    }

    private static List<AgeBandCount> table(List<List<AgeBandCount>> tables) {
        Map<Ages, List<AgeBandCount>> bands = new LinkedHashMap<>();
        tables.forEach(table -> table.forEach(
                band -> bands.computeIfAbsent(new Ages(band.getFromAge(), band.getToAge()), none -> new ArrayList<>())
                        .add(band)));
        List<AgeBandCount> sums = new ArrayList<>();
        bands.forEach((ages, counts) -> sums.add(new AgeBandCount(
                ages.from(),
                ages.to(),
                cell(counts, AgeBandCount::getFemale),
                cell(counts, AgeBandCount::getMale),
                cell(counts, AgeBandCount::getUnknown))));
        return sums;
    }

    private static Long cell(List<AgeBandCount> bands, Function<AgeBandCount, Long> cell) {
        return bands.stream().map(cell).anyMatch(Objects::isNull)
                ? null
                : (Long) bands.stream().mapToLong(cell::apply).sum();
    }

    private List<ZoneSummary> zones() {
        Map<String, List<Held<ZoneSummary>>> named = new LinkedHashMap<>();
        parts.forEach(
                part -> part.getZones().forEach(zone -> named.computeIfAbsent(zone.getZone(), none -> new ArrayList<>())
                        .add(new Held<>(zone, part.getWithheld()))));
        List<ZoneSummary> zones = new ArrayList<>();
        named.forEach((name, all) -> zones.add(zone(name, all)));
        return zones;
    }

    private static ZoneSummary zone(String name, List<Held<ZoneSummary>> all) {
        List<ZoneSummary> each = all.stream().map(Held::value).toList();
        ZoneSummary sum = ZoneSummary.newBuilder().setZone(name).build();
        sum.setFramesAnalysed(
                each.stream().mapToLong(ZoneSummary::getFramesAnalysed).sum());
        sum.setFramesImpaired(
                each.stream().mapToLong(ZoneSummary::getFramesImpaired).sum());
        sum.setFacesDetected(
                each.stream().mapToLong(ZoneSummary::getFacesDetected).sum());
        sum.setFacesInImpairedFrames(
                each.stream().mapToLong(ZoneSummary::getFacesInImpairedFrames).sum());
        sum.setAverageOccupancy(mean(
                sum.getFacesDetected() - sum.getFacesInImpairedFrames(),
                sum.getFramesAnalysed() - sum.getFramesImpaired()));
        sum.setPeakOccupancy(
                each.stream().mapToInt(ZoneSummary::getPeakOccupancy).max().orElse(0));
        sum.setPeopleEntered(known(all, ZoneSummary::getPeopleEntered));
        sum.setStaysEnded(known(all, ZoneSummary::getStaysEnded));
        sum.setDwellTotalMillis(known(all, ZoneSummary::getDwellTotalMillis));
        sum.setDwellMeanSeconds(meanSeconds(sum.getDwellTotalMillis(), sum.getStaysEnded()));
        sum.setEndedCounts(table(each.stream().map(ZoneSummary::getEndedCounts).toList()));
        return sum;
    }

    private List<LineSummary> lines() {
        Map<String, List<Held<LineSummary>>> named = new LinkedHashMap<>();
        parts.forEach(
                part -> part.getLines().forEach(line -> named.computeIfAbsent(line.getLine(), none -> new ArrayList<>())
                        .add(new Held<>(line, part.getWithheld()))));
        List<LineSummary> lines = new ArrayList<>();
        named.forEach((name, all) -> lines.add(new LineSummary(
                name,
                known(all, LineSummary::getCrossedIn),
                known(all, LineSummary::getCrossedOut),
                table(all.stream().map(line -> line.value().getInCounts()).toList()),
                table(all.stream().map(line -> line.value().getOutCounts()).toList()))));
        return lines;
    }

    private static <T> Long known(List<Held<T>> all, Function<T, Long> figure) {
        return known(all.stream()
                .map(one -> new Held<>(figure.apply(one.value()), one.withheld()))
                .toList());
    }

    /** By name, then by what they were asked for. */
    private List<ModelUse> models() {
        LinkedHashSet<ModelUse> models = new LinkedHashSet<>();
        parts.forEach(part -> models.addAll(part.getModels()));
        return models.stream()
                .sorted(Comparator.comparing(ModelUse::getName)
                        .thenComparing(ModelUse::getTask)
                        .thenComparing(ModelUse::getSha256))
                .toList();
    }
}
