package io.agender.audit.window;

import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.LineSide;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the tracks of a camera are, told as one list of what happened in which window. */
final class NaivePlaces {

    /** What can happen at a place. */
    enum Kind {
        /** A frame shows so many faces in a zone. */
        FACES,
        /** The same of a frame in which the camera could not see, besides. */
        FACES_UNSIGHTED,
        /** A track is seen in a zone. */
        SEEN,
        ENTERED,
        /** A stay is over. */
        LEFT,
        CROSSED_IN,
        CROSSED_OUT
    }

    /**
     * Something that happened.
     *
     * @param window start of the window in which it counts
     * @param place name of the zone or line
     * @param number faces, or how long a stay was in milliseconds
     * @param aged the track's age and gender; none when it has no age
     */
    record Event(Instant window, Kind kind, String place, String track, long number, List<Aged> aged) {}

    private static final class Stay {
        private final Instant since;
        private Instant until;
        private List<Aged> aged;

        private Stay(Instant since) {
            this.since = since;
        }
    }

    private static final class Track {
        private final Map<String, Stay> stays = new LinkedHashMap<>();
        private final Map<String, double[]> clear = new HashMap<>();
        private int version;
        private Instant window = Instant.MIN;
        private boolean over;

        /** Whether a window is an older one than moved the track, and has other settings. */
        private boolean isBeyond(Instant other, CameraVersion settings) {
            return window.isAfter(other) && version != settings.getVersion();
        }
    }

    private final Map<String, Track> tracks;
    private final List<Event> events = new ArrayList<>();

    private NaivePlaces(Map<String, Track> tracks, List<Event> events) {
        this.tracks = tracks;
        this.events.addAll(events);
    }

    NaivePlaces() {
        this(new LinkedHashMap<>(), List.of());
    }

    /** The same, to forget windows in. */
    NaivePlaces copy() {
        return new NaivePlaces(tracks, events);
    }

    List<Event> events(Instant window, Kind kind, String place) {
        return events.stream()
                .filter(event -> event.window.equals(window) && event.kind == kind && event.place.equals(place))
                .toList();
    }

    void forget(Instant window) {
        events.removeIf(event -> event.window.equals(window));
    }

    /** Whoever belongs to none of these streams is gone. */
    void keepStreams(Set<String> streams) {
        tracks.keySet().removeIf(track -> streams.stream().noneMatch(stream -> track.startsWith(stream + "-")));
    }

    /** A frame that counts in no window, or in one without settings: who ends in it has ended when the next one comes. */
    void passOver(FrameFaces frame) {
        for (EndedTrack ended : frame.getEndedTracks()) {
            if (tracks.containsKey(ended.getTrackId())) {
                tracks.get(ended.getTrackId()).over = true;
            }
        }
    }

    /** A frame that counts in a window. */
    void take(FrameFaces frame, Instant window, CameraVersion settings) {
        if (frame.getOutcome() == FrameOutcome.PREDICTED) {
            Placed.shown(frame)
                    .filter(face -> tracks.containsKey(face.getTrackId()))
                    .forEach(face -> tracks.get(face.getTrackId()).stays.keySet().stream()
                            .filter(zone -> isZone(settings, zone))
                            .forEach(zone -> tell(window, Kind.SEEN, zone, face, 0)));
        } else if (frame.getOutcome() != FrameOutcome.UNDECODABLE) {
            Placed.shown(frame).forEach(face -> bring(face, window, settings));
            settings.getZones().forEach(zone -> watch(frame, window, zone, settings));
            settings.getLines().forEach(line -> watch(frame, window, line, settings));
        }
        passOver(frame);
        for (Map.Entry<String, Track> track : Map.copyOf(tracks).entrySet()) {
            if (track.getValue().over && !track.getValue().isBeyond(window, settings)) {
                tracks.remove(track.getKey()).stays.forEach((zone, stay) -> {
                    if (isZone(settings, zone)) {
                        tellLeft(window, zone, track.getKey(), stay);
                    }
                });
            }
        }
    }

    private static boolean isZone(CameraVersion settings, String name) {
        return settings.getZones().stream().anyMatch(zone -> zone.getName().equals(name));
    }

    private void watch(FrameFaces frame, Instant window, CameraZone zone, CameraVersion settings) {
        NaiveShape shape = NaiveShape.of(zone, frame);
        long inside = 0;
        for (Face face : frame.getFaces()) {
            long[] centre = NaiveShape.centre(face);
            if (face.getTrackId() == null || face.getTrack() == null) {
                inside += shape.holds(centre) ? 1 : 0;
                continue;
            }
            Track track = tracks.get(face.getTrackId());
            if (track.isBeyond(window, settings)) {
                if (shape.holds(centre)) {
                    tell(window, Kind.SEEN, zone.getName(), face, 0);
                    inside++;
                }
                continue;
            }
            Stay stay = track.stays.get(zone.getName());
            if (stay == null && shape.holds(centre)) {
                stay = new Stay(frame.getCapturedAt());
                track.stays.put(zone.getName(), stay);
                tell(window, Kind.ENTERED, zone.getName(), face, 0);
            } else if (stay != null && !shape.holds(centre) && !shape.isWithin(centre, NaiveShape.fifth(face))) {
                track.stays.remove(zone.getName());
                tellLeft(window, zone.getName(), face.getTrackId(), stay);
                stay = null;
            }
            if (stay != null) {
                stay.until = frame.getCapturedAt();
                stay.aged = Aged.of(face.getTrack()).toList();
                tell(window, Kind.SEEN, zone.getName(), face, 0);
                inside++;
            }
        }
        events.add(new Event(window, Kind.FACES, zone.getName(), "", inside, List.of()));
        if (NaiveSeconds.isUnsighted(frame)) {
            events.add(new Event(window, Kind.FACES_UNSIGHTED, zone.getName(), "", inside, List.of()));
        }
    }

    private void watch(FrameFaces frame, Instant window, CameraLine line, CameraVersion settings) {
        NaiveShape shape = NaiveShape.of(line, frame);
        Placed.shown(frame).forEach(face -> {
            Track track = tracks.get(face.getTrackId());
            long[] now = NaiveShape.centre(face);
            if (!track.isBeyond(window, settings) && !shape.isOnLine(now, NaiveShape.fifth(face))) {
                double[] before = track.clear.put(line.getName(), NaiveShape.share(now, frame));
                if (before != null) {
                    long[] then = NaiveShape.units(before[0], before[1], frame);
                    boolean left = shape.isLeft(now);
                    if (shape.isLeft(then) != left && shape.isPassed(then, now)) {
                        boolean in = left == (line.getInside() == LineSide.LEFT);
                        tell(window, in ? Kind.CROSSED_IN : Kind.CROSSED_OUT, line.getName(), face, 0);
                    }
                }
            }
        });
    }

    /** Brings a track to a window that sees it, and to its settings, unless it is beyond them. */
    private void bring(Face face, Instant window, CameraVersion settings) {
        boolean anywhere =
                !settings.getZones().isEmpty() || !settings.getLines().isEmpty();
        Track track = tracks.get(face.getTrackId());
        if (track == null && anywhere) {
            track = new Track();
            track.version = settings.getVersion();
            tracks.put(face.getTrackId(), track);
        }
        if (track != null && !track.isBeyond(window, settings)) {
            track.window = track.window.isAfter(window) ? track.window : window;
            if (track.version != settings.getVersion()) {
                track.version = settings.getVersion();
                track.clear.clear();
                track.stays.keySet().removeIf(zone -> !isZone(settings, zone));
            }
        }
    }

    private void tell(Instant window, Kind kind, String place, Face face, long number) {
        events.add(new Event(
                window,
                kind,
                place,
                face.getTrackId(),
                number,
                Aged.of(face.getTrack()).toList()));
    }

    private void tellLeft(Instant window, String zone, String track, Stay stay) {
        long millis = Math.max(0, Duration.between(stay.since, stay.until).toMillis());
        events.add(new Event(window, Kind.LEFT, zone, track, millis, stay.aged));
    }
}
