package io.agender.audit.window;

import io.agender.audit.SummaryRules;
import io.agender.audit.window.NaivePlaces.Event;
import io.agender.audit.window.NaivePlaces.Kind;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.LineSummary;
import io.agender.schemas.ModelUse;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.ZoneSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The figures of a window, counted anew from all frames that belong to it. */
final class NaiveSummary {

    private static final double MILLIS = 1000;

    private final SummaryRules rules;

    NaiveSummary(SummaryRules rules) {
        this.rules = rules;
    }

    /**
     * Writes the figures of a window.
     *
     * @param frames what is known of the camera, in the order of arrival
     * @param seconds those of the window
     * @param seenUpTo up to where the window's time is over
     */
    void write(DemographicSummary summary, List<Placed> frames, NaiveSeconds seconds, Instant seenUpTo) {
        Instant start = summary.getWindowStart();
        List<Placed> seen =
                frames.stream().filter(placed -> placed.isCountedIn(start)).toList();
        List<FrameFaces> counted = seen.stream().map(Placed::frame).toList();
        List<Placed> told =
                frames.stream().filter(placed -> placed.isToldIn(start)).toList();
        coverage(summary, counted, told);
        seconds.write(summary, seenUpTo);
        occupancy(summary, counted);
        if (isTracked(counted, told)) {
            tracks(summary, counted, told, canTellOfLooks(seen));
        } else {
            faces(summary, counted);
        }
        Set<ModelUse> models = new LinkedHashSet<>();
        counted.forEach(frame -> models.addAll(frame.getModels()));
        summary.setModels(List.copyOf(models));
        summary.setSite(
                counted.isEmpty() ? null : counted.get(counted.size() - 1).getSite());
    }

    /**
     * Writes the figures of zones and lines, when all others are written.
     *
     * @param settings what the window goes by
     */
    void write(DemographicSummary summary, NaivePlaces places, Optional<CameraVersion> settings) {
        Instant start = summary.getWindowStart();
        boolean tracked = summary.getCountedUnit() == CountedUnit.TRACKS;
        summary.setSettingsVersion(settings.map(CameraVersion::getVersion).orElse(null));
        if (summary.getSite() == null) {
            summary.setSite(settings.map(CameraVersion::getSite).orElse(null));
        }
        summary.setZones(settings.map(CameraVersion::getZones).orElse(List.of()).stream()
                .map(zone -> zone(summary, zone.getName(), places, start, tracked))
                .toList());
        summary.setLines(settings.map(CameraVersion::getLines).orElse(List.of()).stream()
                .map(line -> line(line.getName(), places, start, tracked))
                .toList());
    }

    private ZoneSummary zone(
            DemographicSummary window, String name, NaivePlaces places, Instant start, boolean tracked) {
        List<Long> faces = places.events(start, Kind.FACES, name).stream()
                .map(Event::number)
                .toList();
        long all = faces.stream().mapToLong(Long::longValue).sum();
        long unsighted = places.events(start, Kind.FACES_UNSIGHTED, name).stream()
                .mapToLong(Event::number)
                .sum();
        long sightedFrames = window.getFramesAnalysed() - window.getFramesImpaired();
        ZoneSummary zone = new ZoneSummary();
        zone.setZone(name);
        zone.setFramesAnalysed(window.getFramesAnalysed());
        zone.setFramesImpaired(window.getFramesImpaired());
        zone.setFacesDetected(all);
        zone.setFacesInImpairedFrames(unsighted);
        zone.setAverageOccupancy(sightedFrames == 0 ? null : (double) (all - unsighted) / sightedFrames);
        zone.setPeakOccupancy(faces.stream().mapToInt(Long::intValue).max().orElse(0));
        zone.setCounts(List.of());
        zone.setEndedCounts(List.of());
        if (tracked) {
            Map<String, List<Aged>> seen = new LinkedHashMap<>();
            places.events(start, Kind.SEEN, name).forEach(event -> seen.put(event.track(), event.aged()));
            List<Event> left = places.events(start, Kind.LEFT, name);
            long millis = left.stream().mapToLong(Event::number).sum();
            zone.setPeoplePresent((long) seen.size());
            zone.setPeopleEntered(
                    (long) places.events(start, Kind.ENTERED, name).size());
            zone.setStaysEnded((long) left.size());
            zone.setDwellTotalMillis(millis);
            zone.setDwellMeanSeconds(left.isEmpty() ? null : millis / MILLIS / left.size());
            zone.setDwellMedianSeconds(Median.ofTenths(left.stream()
                    .map(event -> Median.threeDigits(event.number()))
                    .toList()));
            zone.setCounts(bands(seen.values().stream()));
            zone.setEndedCounts(bands(left.stream().map(Event::aged)));
        }
        return zone;
    }

    private LineSummary line(String name, NaivePlaces places, Instant start, boolean tracked) {
        List<Event> in = places.events(start, Kind.CROSSED_IN, name);
        List<Event> out = places.events(start, Kind.CROSSED_OUT, name);
        return tracked
                ? new LineSummary(
                        name,
                        (long) in.size(),
                        (long) out.size(),
                        bands(in.stream().map(Event::aged)),
                        bands(out.stream().map(Event::aged)))
                : new LineSummary(name, null, null, List.of(), List.of());
    }

    private List<AgeBandCount> bands(Stream<List<Aged>> aged) {
        return Aged.bands(aged.flatMap(List::stream).toList(), rules.ageBands());
    }

    private static void coverage(DemographicSummary summary, List<FrameFaces> counted, List<Placed> told) {
        summary.setFramesAnalysed(analysed(counted).size());
        summary.setFramesUnchanged(count(counted, FrameOutcome.UNCHANGED));
        summary.setFramesPredicted(count(counted, FrameOutcome.PREDICTED));
        summary.setFramesUndecodable(count(counted, FrameOutcome.UNDECODABLE));
        summary.setFramesMissing(told.stream().mapToLong(Placed::gap).sum());
        summary.setFramesLate(told.stream().filter(Placed::isLate).count());
    }

    private static void occupancy(DemographicSummary summary, List<FrameFaces> counted) {
        List<FrameFaces> frames = analysed(counted);
        List<FrameFaces> sighted = frames.stream()
                .filter(frame -> !NaiveSeconds.isUnsighted(frame))
                .toList();
        long all = faces(frames);
        long sightedFaces = faces(sighted);
        summary.setFramesImpaired(frames.size() - sighted.size());
        summary.setFacesDetected(all);
        summary.setFacesInImpairedFrames(all - sightedFaces);
        summary.setAverageOccupancy(sighted.isEmpty() ? null : (double) sightedFaces / sighted.size());
        summary.setPeakOccupancy(
                frames.stream().mapToInt(frame -> frame.getFaces().size()).max().orElse(0));
    }

    private static long faces(List<FrameFaces> frames) {
        return frames.stream().mapToLong(frame -> frame.getFaces().size()).sum();
    }

    private static boolean isTracked(List<FrameFaces> counted, List<Placed> told) {
        return counted.stream()
                        .anyMatch(frame -> frame.getTracked()
                                || Placed.shown(frame).findAny().isPresent())
                || told.stream()
                        .anyMatch(placed ->
                                placed.entered() > 0 || !placed.ended().isEmpty());
    }

    private void faces(DemographicSummary summary, List<FrameFaces> counted) {
        summary.setCountedUnit(CountedUnit.FACES);
        summary.setEndedCounts(List.of());
        summary.setWatcherCounts(List.of());
        summary.setEndedWatcherCounts(List.of());
        ages(
                summary,
                decoded(counted).stream()
                        .flatMap(frame -> frame.getFaces().stream())
                        .flatMap(Aged::of)
                        .toList());
    }

    /** @param looks whether the frames tell, or could tell, that somebody has watched */
    private void tracks(DemographicSummary summary, List<FrameFaces> counted, List<Placed> told, boolean looks) {
        Map<String, TrackEstimate> shown = new LinkedHashMap<>();
        decoded(counted).stream().flatMap(Placed::shown).forEach(face -> shown.put(face.getTrackId(), face.getTrack()));
        List<EndedTrack> ended =
                told.stream().flatMap(placed -> placed.ended().stream()).toList();
        summary.setCountedUnit(CountedUnit.TRACKS);
        summary.setPeoplePresent((long) shown.size());
        summary.setPeopleEntered(told.stream().mapToLong(Placed::entered).sum());
        summary.setTracksEnded((long) ended.size());
        List<Long> dwells = ended.stream().map(NaiveSummary::dwellMillis).toList();
        summary.setDwellMeanSeconds(
                dwells.isEmpty()
                        ? null
                        : dwells.stream().mapToLong(Long::longValue).sum() / MILLIS / dwells.size());
        summary.setDwellMedianSeconds(
                Median.ofTenths(dwells.stream().map(Median::threeDigits).toList()));
        summary.setEndedCounts(Aged.bands(
                ended.stream().flatMap(track -> Aged.of(track.getTrack())).toList(), rules.ageBands()));
        ages(summary, shown.values().stream().flatMap(Aged::of).toList());
        summary.setWatcherCounts(List.of());
        summary.setEndedWatcherCounts(List.of());
        if (looks || ended.stream().anyMatch(track -> hasWatched(track.getTrack()))) {
            attention(summary, counted, shown, ended);
        }
    }

    /** Of what each face says that its frame adds, not of what its track says it has by then. */
    private void attention(
            DemographicSummary summary,
            List<FrameFaces> counted,
            Map<String, TrackEstimate> shown,
            List<EndedTrack> ended) {
        Map<String, Long> watched = new LinkedHashMap<>();
        decoded(counted).stream()
                .flatMap(Placed::shown)
                .filter(face -> face.getWatchedMillis() != null && face.getWatchedMillis() > 0)
                .forEach(face -> watched.merge(face.getTrackId(), face.getWatchedMillis(), Long::sum));
        summary.setWatchers((long) watched.size());
        summary.setWatcherShare(shown.isEmpty() ? null : (double) watched.size() / shown.size());
        summary.setWatchedMillis(
                watched.values().stream().mapToLong(Long::longValue).sum());
        summary.setWatcherCounts(Aged.bands(
                watched.keySet().stream().map(shown::get).flatMap(Aged::of).toList(), rules.ageBands()));
        List<TrackEstimate> watchers = ended.stream()
                .map(EndedTrack::getTrack)
                .filter(NaiveSummary::hasWatched)
                .toList();
        List<Long> times =
                watchers.stream().map(TrackEstimate::getWatchedMillis).toList();
        summary.setWatchersEnded((long) watchers.size());
        summary.setAttentionMeanSeconds(
                times.isEmpty()
                        ? null
                        : times.stream().mapToLong(Long::longValue).sum() / MILLIS / times.size());
        summary.setAttentionMedianSeconds(
                Median.ofTenths(times.stream().map(Median::threeDigits).toList()));
        summary.setEndedWatcherCounts(
                Aged.bands(watchers.stream().flatMap(Aged::of).toList(), rules.ageBands()));
    }

    /** How long the tracks that ended in a window were there, all together, in milliseconds. */
    static long dwellMillis(List<Placed> frames, Instant window) {
        return ended(frames, window).mapToLong(NaiveSummary::dwellMillis).sum();
    }

    /** How long those that ended in a window watched, all together, in milliseconds. */
    static long attentionMillis(List<Placed> frames, Instant window) {
        return ended(frames, window)
                .map(EndedTrack::getTrack)
                .filter(NaiveSummary::hasWatched)
                .mapToLong(TrackEstimate::getWatchedMillis)
                .sum();
    }

    private static Stream<EndedTrack> ended(List<Placed> frames, Instant window) {
        return frames.stream().filter(placed -> placed.isToldIn(window)).flatMap(placed -> placed.ended().stream());
    }

    /** Where small counts are withheld settings alone decide, or it could be seen that somebody watched. */
    private boolean canTellOfLooks(List<Placed> seen) {
        return rules.minCount() > 1
                ? seen.stream().map(Placed::frame).anyMatch(FrameFaces::getAttentionMeasured)
                : seen.stream().anyMatch(Placed::tellsOfLooks);
    }

    private static boolean hasWatched(TrackEstimate track) {
        return track.getWatchedMillis() != null && track.getWatchedMillis() > 0;
    }

    private void ages(DemographicSummary summary, List<Aged> aged) {
        summary.setCounts(Aged.bands(aged, rules.ageBands()));
        summary.setMeanAge(Aged.mean(aged));
        summary.setMedianAge(Aged.median(aged));
    }

    private static long dwellMillis(EndedTrack ended) {
        return Math.max(
                0,
                Duration.between(ended.getTrack().getStartedAt(), ended.getLastSeenAt())
                        .toMillis());
    }

    private static List<FrameFaces> analysed(List<FrameFaces> frames) {
        return decoded(frames).stream()
                .filter(frame -> frame.getOutcome() != FrameOutcome.PREDICTED)
                .toList();
    }

    private static List<FrameFaces> decoded(List<FrameFaces> frames) {
        return frames.stream()
                .filter(frame -> frame.getOutcome() != FrameOutcome.UNDECODABLE)
                .toList();
    }

    private static long count(List<FrameFaces> frames, FrameOutcome outcome) {
        return frames.stream().filter(frame -> frame.getOutcome() == outcome).count();
    }
}
