package io.agender.audit.row;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowHours;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.ZoneSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The rows that a summary must have, field by field as people would write it down, and in their order. */
final class NaiveRows {

    private final List<DemographicRow> rows = new ArrayList<>();
    private final Supplier<DemographicRow.Builder> begun;

    private NaiveRows(Supplier<DemographicRow.Builder> begun) {
        this.begun = begun;
    }

    /** A table and where its cells go. */
    private record Table(List<AgeBandCount> bands, BiConsumer<DemographicRow.Builder, Long> column) {}

    private record Ages(int from, Integer to) {}

    static List<DemographicRow> of(DemographicSummary window) {
        NaiveRows naive = new NaiveRows(() -> DemographicRow.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setCameraId(window.getCameraId())
                .setSite(window.getSite())
                .setPeriod(RowPeriod.WINDOW)
                .setPeriodStart(window.getWindowStart())
                .setPeriodEnd(window.getWindowEnd())
                .setStatus(window.getStatus())
                .setRevision(window.getRevision())
                .setWithheld(window.getWithheld()));
        naive.rows.add(naive.begun
                .get()
                .setFramesAnalysed(window.getFramesAnalysed())
                .setFramesPredicted(window.getFramesPredicted())
                .setFramesMissing(window.getFramesMissing())
                .setFramesUndecodable(window.getFramesUndecodable())
                .setFramesLate(window.getFramesLate())
                .setSecondsWithoutFrames(window.getSecondsWithoutFrames())
                .setFramesUnchanged(window.getFramesUnchanged())
                .setFramesImpaired(window.getFramesImpaired())
                .setSecondsImpaired(window.getSecondsImpaired())
                .setSecondsDark(window.getSecondsDark())
                .setSecondsOverexposed(window.getSecondsOverexposed())
                .setSecondsBlocked(window.getSecondsBlocked())
                .setSecondsBlurred(window.getSecondsBlurred())
                .setSecondsMoved(window.getSecondsMoved())
                .setFacesInImpairedFrames(window.getFacesInImpairedFrames())
                .setFacesDetected(window.getFacesDetected())
                .setAverageOccupancy(window.getAverageOccupancy())
                .setPeakOccupancy(window.getPeakOccupancy())
                .setPeoplePresent(window.getPeoplePresent())
                .setPeopleEntered(window.getPeopleEntered())
                .setTracksEnded(window.getTracksEnded())
                .setDwellMeanSeconds(window.getDwellMeanSeconds())
                .setDwellMedianSeconds(window.getDwellMedianSeconds())
                .setWatchers(window.getWatchers())
                .setWatcherShare(window.getWatcherShare())
                .setWatchedMillis(window.getWatchedMillis())
                .setWatchersEnded(window.getWatchersEnded())
                .setAttentionMeanSeconds(window.getAttentionMeanSeconds())
                .setAttentionMedianSeconds(window.getAttentionMedianSeconds())
                .setMeanAge(window.getMeanAge())
                .setMedianAge(window.getMedianAge())
                .build());
        boolean tracks = window.getCountedUnit() == CountedUnit.TRACKS;
        naive.cells(List.of(
                new Table(
                        window.getCounts(),
                        tracks ? DemographicRow.Builder::setPeoplePresent : DemographicRow.Builder::setFacesDetected),
                new Table(window.getEndedCounts(), DemographicRow.Builder::setTracksEnded),
                new Table(window.getWatcherCounts(), DemographicRow.Builder::setWatchers),
                new Table(window.getEndedWatcherCounts(), DemographicRow.Builder::setWatchersEnded)));
        naive.places(window.getZones(), window.getLines());
        return naive.rows;
    }

    static List<DemographicRow> of(RollupSummary rollup) {
        NaiveRows naive = new NaiveRows(() -> DemographicRow.newBuilder()
                .setScope(rollup.getScope())
                .setCameraId(rollup.getCameraId())
                .setSite(rollup.getSite())
                .setPeriod(RowPeriod.valueOf(rollup.getPeriod().name()))
                .setPeriodStart(rollup.getPeriodStart())
                .setPeriodEnd(rollup.getPeriodEnd())
                .setTimeZone(rollup.getTimeZone())
                .setHours(RowHours.valueOf(rollup.getHours().name()))
                .setStatus(rollup.getStatus())
                .setRevision(rollup.getRevision())
                .setWithheld(rollup.getWithheld()));
        naive.rows.add(naive.begun
                .get()
                .setCameras(rollup.getCameras())
                .setWindows(rollup.getWindows())
                .setFramesAnalysed(rollup.getFramesAnalysed())
                .setFramesPredicted(rollup.getFramesPredicted())
                .setFramesMissing(rollup.getFramesMissing())
                .setFramesUndecodable(rollup.getFramesUndecodable())
                .setFramesLate(rollup.getFramesLate())
                .setSecondsWithoutFrames(rollup.getSecondsWithoutFrames())
                .setFramesUnchanged(rollup.getFramesUnchanged())
                .setFramesImpaired(rollup.getFramesImpaired())
                .setSecondsImpaired(rollup.getSecondsImpaired())
                .setSecondsDark(rollup.getSecondsDark())
                .setSecondsOverexposed(rollup.getSecondsOverexposed())
                .setSecondsBlocked(rollup.getSecondsBlocked())
                .setSecondsBlurred(rollup.getSecondsBlurred())
                .setSecondsMoved(rollup.getSecondsMoved())
                .setFacesInImpairedFrames(rollup.getFacesInImpairedFrames())
                .setFacesDetected(rollup.getFacesDetected())
                .setAverageOccupancy(rollup.getAverageOccupancy())
                .setPeakOccupancy(rollup.getPeakOccupancy())
                .setPeopleEntered(rollup.getPeopleEntered())
                .setTracksEnded(rollup.getTracksEnded())
                .setDwellTotalMillis(rollup.getDwellTotalMillis())
                .setDwellMeanSeconds(rollup.getDwellMeanSeconds())
                .setWatchedMillis(rollup.getWatchedMillis())
                .setWatchersEnded(rollup.getWatchersEnded())
                .setAttentionTotalMillis(rollup.getAttentionTotalMillis())
                .setAttentionMeanSeconds(rollup.getAttentionMeanSeconds())
                .build());
        naive.cells(List.of(
                new Table(rollup.getEndedCounts(), DemographicRow.Builder::setTracksEnded),
                new Table(rollup.getEndedWatcherCounts(), DemographicRow.Builder::setWatchersEnded)));
        naive.places(rollup.getZones(), rollup.getLines());
        return naive.rows;
    }

    private void places(List<ZoneSummary> zones, List<LineSummary> lines) {
        for (ZoneSummary zone : zones) {
            NaiveRows place = new NaiveRows(() -> begun.get().setZone(zone.getZone()));
            place.rows.add(place.begun
                    .get()
                    .setFramesAnalysed(zone.getFramesAnalysed())
                    .setFacesDetected(zone.getFacesDetected())
                    .setFramesImpaired(zone.getFramesImpaired())
                    .setFacesInImpairedFrames(zone.getFacesInImpairedFrames())
                    .setAverageOccupancy(zone.getAverageOccupancy())
                    .setPeakOccupancy(zone.getPeakOccupancy())
                    .setPeoplePresent(zone.getPeoplePresent())
                    .setPeopleEntered(zone.getPeopleEntered())
                    .setStaysEnded(zone.getStaysEnded())
                    .setDwellTotalMillis(zone.getDwellTotalMillis())
                    .setDwellMeanSeconds(zone.getDwellMeanSeconds())
                    .setDwellMedianSeconds(zone.getDwellMedianSeconds())
                    .build());
            place.cells(List.of(
                    new Table(zone.getCounts(), DemographicRow.Builder::setPeoplePresent),
                    new Table(zone.getEndedCounts(), DemographicRow.Builder::setStaysEnded)));
            rows.addAll(place.rows);
        }
        for (LineSummary line : lines) {
            NaiveRows place = new NaiveRows(() -> begun.get().setLine(line.getLine()));
            place.rows.add(place.begun
                    .get()
                    .setCrossedIn(line.getCrossedIn())
                    .setCrossedOut(line.getCrossedOut())
                    .build());
            place.cells(List.of(
                    new Table(line.getInCounts(), DemographicRow.Builder::setCrossedIn),
                    new Table(line.getOutCounts(), DemographicRow.Builder::setCrossedOut)));
            rows.addAll(place.rows);
        }
    }

    private void cells(List<Table> tables) {
        Set<Ages> all = new LinkedHashSet<>();
        for (Table table : tables) {
            table.bands().forEach(band -> all.add(new Ages(band.getFromAge(), band.getToAge())));
        }
        for (Ages ages : all) {
            cell(tables, ages, Gender.FEMALE);
            cell(tables, ages, Gender.MALE);
            cell(tables, ages, Gender.UNKNOWN);
        }
    }

    private void cell(List<Table> tables, Ages ages, Gender gender) {
        DemographicRow.Builder row =
                begun.get().setGender(gender).setFromAge(ages.from()).setToAge(ages.to());
        for (Table table : tables) {
            for (AgeBandCount band : table.bands()) {
                if (ages.equals(new Ages(band.getFromAge(), band.getToAge()))) {
                    table.column()
                            .accept(
                                    row,
                                    gender == Gender.FEMALE
                                            ? band.getFemale()
                                            : gender == Gender.MALE ? band.getMale() : band.getUnknown());
                }
            }
        }
        rows.add(row.build());
    }
}
