package io.agender.aggregator.window;

import io.agender.schemas.AgeCount;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelUse;
import io.agender.schemas.SeenTrack;
import io.agender.schemas.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adds frames to a window. Everything is a sum of integers, so the order of frames and faces makes no difference, and
 * what is kept is bounded: at most one entry per year and per tenth of a year, and the tracks that go on. A track that is
 * over is folded into the sums.
 *
 * <p>A window counts faces until something in it is tracked; from then on it counts tracks, and the faces counted by age
 * so far are dropped, for the two don't add up.
 */
final class WindowCounts {

    /** Ages are kept between 0 and this; a network that answers beyond means the nearest. */
    static final double MAX_AGE = 150;

    private static final double TENTHS = 10;
    private static final double MILLIONTHS = 1e6;

    private WindowCounts() {}

    /** Adds a frame of the window's time. */
    static void add(WindowState window, FrameFaces frame) {
        window.setChanged(true);
        window.setSite(frame.getSite());
        for (ModelUse model : frame.getModels()) {
            if (!window.getModels().contains(model)) {
                window.getModels().add(model);
            }
        }
        if (isTracked(frame)) {
            track(window);
        }
        if (frame.getAttentionMeasured()) {
            window.setAttention(true);
        }
        addOutcome(window, frame);
        if (frame.getOutcome() != FrameOutcome.UNDECODABLE) {
            int second = Math.toIntExact(Sight.secondOf(window, frame.getCapturedAt()));
            CoveredSeconds.add(window, second, Sight.of(frame));
            frame.getFaces().forEach(face -> addFace(window, face));
        }
    }

    /** Takes note that something was added to the window's flow. */
    static void flowChanged(WindowState window) {
        window.setChanged(true);
        if (Flows.hasTracks(window.getFlow())) {
            track(window);
        }
        if (window.getFlow().getWatchersEnded() > 0) {
            window.setAttention(true);
            window.setLooks(true);
        }
    }

    /** From now on the window counts tracks. */
    private static void track(WindowState window) {
        if (!window.getTracked()) {
            window.setTracked(true);
            window.setYears(new ArrayList<>());
            window.setAges(new ArrayList<>());
            window.setAgeSum(0);
        }
    }

    /** Folds a track that is over into the sums, with the estimate it has in this window. */
    static void end(WindowState window, EndedTrack ended) {
        window.getZones().forEach(zone -> PlaceCounts.end(zone, ended.getTrackId()));
        List<SeenTrack> tracks = window.getTracks();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).getTrackId().equals(ended.getTrackId())) {
                fold(window, tracks.remove(i));
                return;
            }
        }
    }

    /** A copy of the window in which all tracks are folded into the sums. */
    static WindowState folded(WindowState window) {
        WindowState copy = WindowState.newBuilder(window).build();
        copy.getTracks().forEach(track -> fold(copy, track));
        copy.setTracks(List.of());
        copy.getZones().forEach(PlaceCounts::fold);
        return copy;
    }

    /** An age as it is counted; empty when there is none. */
    static OptionalDouble age(Float estimate) {
        return estimate != null && Float.isFinite(estimate)
                ? OptionalDouble.of(Math.min(Math.max(estimate, 0), MAX_AGE))
                : OptionalDouble.empty();
    }

    private static boolean isTracked(FrameFaces frame) {
        return frame.getTracked() || frame.getFaces().stream().anyMatch(WindowCounts::isTracked);
    }

    static boolean isTracked(Face face) {
        return face.getTrackId() != null && face.getTrack() != null;
    }

    private static void addOutcome(WindowState window, FrameFaces frame) {
        switch (frame.getOutcome()) {
            case UNDECODABLE -> window.setFramesUndecodable(window.getFramesUndecodable() + 1);
            case PREDICTED -> window.setFramesPredicted(window.getFramesPredicted() + 1);
            case ANALYSED, UNCHANGED, UNKNOWN -> {
                int faces = frame.getFaces().size();
                if (frame.getOutcome() == FrameOutcome.UNCHANGED) {
                    window.setFramesUnchanged(window.getFramesUnchanged() + 1);
                }
                window.setFramesAnalysed(window.getFramesAnalysed() + 1);
                window.setFacesDetected(window.getFacesDetected() + faces);
                window.setPeakOccupancy(Math.max(window.getPeakOccupancy(), faces));
                if (Sight.isImpaired(frame)) {
                    window.setFramesImpaired(window.getFramesImpaired() + 1);
                    window.setFacesInImpairedFrames(window.getFacesInImpairedFrames() + faces);
                }
            }
        }
    }

    private static void addFace(WindowState window, Face face) {
        if (!window.getTracked()) {
            addAge(window, face.getAge(), face.getGender());
        } else if (isTracked(face)) {
            SeenTrack seen = see(window.getTracks(), face);
            if (face.getWatchedMillis() != null && face.getWatchedMillis() > 0) {
                window.setLooks(true);
                seen.setWatchedMillis(seen.getWatchedMillis() + face.getWatchedMillis());
                window.setWatchedMillis(window.getWatchedMillis() + face.getWatchedMillis());
            }
        }
    }

    /** Puts a track, as it is estimated now, into the place that it has among others, or behind them. */
    static SeenTrack see(List<SeenTrack> tracks, Face face) {
        SeenTrack seen = tracks.stream()
                .filter(track -> track.getTrackId().equals(face.getTrackId()))
                .findFirst()
                .orElse(null);
        if (seen == null) {
            seen = new SeenTrack(face.getTrackId(), Gender.UNKNOWN, null, 0L);
            tracks.add(seen);
        }
        seen.setGender(face.getTrack().getGender());
        seen.setAge(face.getTrack().getAge());
        return seen;
    }

    private static void fold(WindowState window, SeenTrack track) {
        window.setTracksOver(window.getTracksOver() + 1);
        if (track.getWatchedMillis() > 0) {
            window.setWatchersOver(window.getWatchersOver() + 1);
            age(track.getAge())
                    .ifPresent(age -> SortedCounts.addYear(window.getWatcherYears(), age, track.getGender()));
        }
        addAge(window, track.getAge(), track.getGender());
    }

    private static void addAge(WindowState window, Float estimate, Gender gender) {
        age(estimate).ifPresent(age -> {
            window.setAgeSum(window.getAgeSum() + Math.round(age * MILLIONTHS));
            int tenths = (int) Math.round(age * TENTHS);
            AgeCount ages = SortedCounts.entry(
                    window.getAges(), tenths, AgeCount::getTenths, missing -> new AgeCount(missing, 0L));
            ages.setFaces(ages.getFaces() + 1);
            SortedCounts.addYear(window.getYears(), age, gender);
        });
    }
}
