package io.agender.aggregator.window;

import io.agender.schemas.DwellCount;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.Flow;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.StreamPosition;
import io.agender.schemas.TrackEstimate;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Adds to a flow what a frame tells of the camera's time: the gap before it, the tracks that begin and end. Sums of
 * integers; at most one entry per year, and per dwell of three digits.
 */
final class Flows {

    private static final int TENTH_MILLIS = 100;
    private static final long EXACT_TENTHS = 1000;

    private Flows() {}

    static Flow empty() {
        return Flow.newBuilder().build();
    }

    static void addMissing(Flow flow, long frames) {
        flow.setFramesMissing(flow.getFramesMissing() + frames);
    }

    static void addLate(Flow flow) {
        flow.setFramesLate(flow.getFramesLate() + 1);
    }

    /** Whether tracks were counted. */
    static boolean hasTracks(Flow flow) {
        return flow.getPeopleEntered() > 0 || flow.getTracksEnded() > 0;
    }

    /**
     * Counts the tracks that the frame shows for the first time and those that it ends.
     *
     * @param run the frame's stream; takes note of the highest number
     */
    static void addTracks(Flow flow, StreamPosition run, FrameFaces frame) {
        flow.setPeopleEntered(flow.getPeopleEntered() + noteNew(run, frame));
        frame.getEndedTracks().forEach(ended -> addEnded(flow, ended));
    }

    /**
     * Takes note of the tracks that the frame shows for the first time.
     *
     * @return how many there are
     */
    static int noteNew(StreamPosition run, FrameFaces frame) {
        String ofThisStream = frame.getStreamId() + "-";
        int[] entered = Stream.concat(
                        frame.getFaces().stream()
                                .filter(WindowCounts::isTracked)
                                .map(Face::getTrack),
                        // A track may be confirmed in a frame that never got here; its end is then the first of it.
                        frame.getEndedTracks().stream()
                                .filter(ended -> ended.getTrackId()
                                        .equals(ofThisStream + ended.getTrack().getNumber()))
                                .map(EndedTrack::getTrack))
                .mapToInt(TrackEstimate::getNumber)
                .filter(number -> number > run.getLastTrackNumber())
                .distinct()
                .sorted()
                .toArray();
        if (entered.length > 0) {
            run.setLastTrackNumber(entered[entered.length - 1]);
        }
        return entered.length;
    }

    private static void addEnded(Flow flow, EndedTrack ended) {
        TrackEstimate track = ended.getTrack();
        long millis = Math.max(
                0, Duration.between(track.getStartedAt(), ended.getLastSeenAt()).toMillis());
        flow.setTracksEnded(flow.getTracksEnded() + 1);
        flow.setDwellMillis(flow.getDwellMillis() + millis);
        DwellCount dwell = SortedCounts.entry(
                flow.getDwells(), tenths(millis), DwellCount::getTenths, missing -> new DwellCount(missing, 0L));
        dwell.setTracks(dwell.getTracks() + 1);
        WindowCounts.age(track.getAge())
                .ifPresent(age -> SortedCounts.addYear(flow.getEndedYears(), age, track.getGender()));
        if (track.getWatchedMillis() != null && track.getWatchedMillis() > 0) {
            addWatcher(flow, track);
        }
    }

    private static void addWatcher(Flow flow, TrackEstimate track) {
        flow.setWatchersEnded(flow.getWatchersEnded() + 1);
        flow.setWatchedMillis(flow.getWatchedMillis() + track.getWatchedMillis());
        DwellCount time = SortedCounts.entry(
                flow.getWatchedTimes(),
                tenths(track.getWatchedMillis()),
                DwellCount::getTenths,
                missing -> new DwellCount(missing, 0L));
        time.setTracks(time.getTracks() + 1);
        WindowCounts.age(track.getAge())
                .ifPresent(age -> SortedCounts.addYear(flow.getEndedWatcherYears(), age, track.getGender()));
    }

    /** Tenths of a second, halves up; from 100 s on cut to three digits, so that there can't be many different ones. */
    static int tenths(long millis) {
        long tenths = (millis + TENTH_MILLIS / 2) / TENTH_MILLIS;
        long step = 1;
        while (tenths / step >= EXACT_TENTHS) {
            step *= 10;
        }
        return (int) Math.min(tenths / step * step, Integer.MAX_VALUE);
    }
}
