package io.agender.aggregator.window;

import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.LinePlace;
import io.agender.schemas.LineState;
import io.agender.schemas.TrackPlace;
import io.agender.schemas.WindowState;
import io.agender.schemas.ZoneState;
import io.agender.schemas.ZoneStay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows the tracks of a camera among zones and lines, over all windows, and counts in the window of each frame what it
 * changes. A track is where the centre of its box is.
 *
 * <p>A box shakes, so a border has a width: a fifth of the size of the box ({@link #margin}). Who comes into a zone is in it
 * at once, and leaves when the centre is farther outside than that. On a side of a line is who is farther from it than
 * that; a crossing is the way from such a place on one side to one on the other, if it leads between the ends of the line.
 * So whoever stands on a border, shaking by less, is counted once.
 *
 * <p>Only frames that the detector saw move anybody. A predicted one shows who is still there, one that can't be decoded
 * shows nothing. A frame whose window is final, or has no settings, is passed over; what it says of tracks that end is
 * told by the camera's next frame that is not ({@link #note}). When another version of the settings becomes valid, a stay
 * goes on in the zone of the same name, and lines begin anew, for they may be elsewhere.
 *
 * <p>Two windows that are open may go by different versions, and frames come out of order. A track that was judged in the
 * newer window is not judged by the version of the older one any more ({@link #isAhead}), or it would leave zones that the
 * older version does not have, and enter them again with the next frame.
 */
final class Whereabouts {

    /** Sizes of a box in a margin; {@code docs/zones.md} tells how it was measured. */
    private static final int MARGINS_IN_A_BOX = 5;

    private final WindowState window;
    private final CameraVersion settings;
    private final List<ZoneShape> zones;
    private final List<LineShape> lines;

    private Whereabouts(WindowState window, FrameFaces frame) {
        this.window = window;
        this.settings = window.getSettings();
        int width = frame.getFrameWidth();
        int height = frame.getFrameHeight();
        this.zones = settings.getZones().stream()
                .map(zone -> ZoneShape.of(zone, width, height))
                .toList();
        this.lines = settings.getLines().stream()
                .map(line -> LineShape.of(line, width, height))
                .toList();
    }

    /** Takes in a frame that is counted in a window. */
    static void take(CameraState state, WindowState window, FrameFaces frame) {
        CameraVersion settings = window.getSettings();
        if (settings == null) {
            note(state, frame);
        } else if (hasPlaces(settings) || !state.getWhereabouts().isEmpty()) {
            new Whereabouts(window, frame).take(state, frame);
        }
    }

    private static boolean hasPlaces(CameraVersion settings) {
        return !settings.getZones().isEmpty() || !settings.getLines().isEmpty();
    }

    /** Takes note of the tracks that a frame ends, for the next one that counts. */
    static void note(CameraState state, FrameFaces frame) {
        if (!state.getWhereabouts().isEmpty()) {
            Set<String> ended = ended(frame);
            state.getWhereabouts().stream()
                    .filter(place -> ended.contains(place.getTrackId()))
                    .forEach(place -> place.setOver(true));
        }
    }

    /** Whether a track was moved by a window after this one that goes by other settings. */
    private static boolean isAhead(TrackPlace place, WindowState window) {
        return place.getVersion() != window.getSettings().getVersion()
                && place.getWindow().isAfter(window.getStart());
    }

    /** Forgets the tracks of streams that are no longer remembered: whatever ended them, nobody will tell. */
    static void forgetStreams(CameraState state) {
        if (!state.getWhereabouts().isEmpty()) {
            state.setWhereabouts(state.getWhereabouts().stream()
                    .filter(place -> state.getStreams().stream()
                            .anyMatch(run -> place.getTrackId().startsWith(run.getStreamId() + "-")))
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    /** How far beyond a border the centre of a box must be, in parts of a pixel. */
    static long margin(Face face) {
        double size = ((double) face.getBox().getWidth() + face.getBox().getHeight()) / 2;
        return Math.max(0, Math.round(size * PicturePoint.PARTS / MARGINS_IN_A_BOX));
    }

    private void take(CameraState state, FrameFaces frame) {
        if (frame.getOutcome() == FrameOutcome.PREDICTED) {
            frame.getFaces().stream().filter(WindowCounts::isTracked).forEach(face -> find(state, face)
                    .ifPresent(place -> stillThere(place, face)));
        } else if (frame.getOutcome() != FrameOutcome.UNDECODABLE) {
            judge(state, frame);
        }
        endStays(state, ended(frame));
    }

    private void judge(CameraState state, FrameFaces frame) {
        int[] faces = new int[zones.size()];
        for (Face face : frame.getFaces()) {
            PicturePoint centre = PicturePoint.centreOf(face.getBox());
            if (WindowCounts.isTracked(face)) {
                placeOf(state, face).ifPresent(place -> judge(place, face, centre, frame, faces));
            } else {
                show(face, centre, faces);
            }
        }
        for (int i = 0; i < faces.length; i++) {
            PlaceCounts.addFaces(window.getZones().get(i), faces[i], Sight.isImpaired(frame));
        }
    }

    private void judge(TrackPlace place, Face face, PicturePoint centre, FrameFaces frame, int[] faces) {
        if (isAhead(place, window)) {
            show(face, centre, faces);
        } else {
            goBy(place);
            judgeZones(place, face, centre, frame.getCapturedAt(), faces);
            judgeLines(place, face, centre, frame);
        }
    }

    /** Tells that a face is where it is, and moves nobody. */
    private void show(Face face, PicturePoint centre, int[] faces) {
        for (int i = 0; i < faces.length; i++) {
            if (zones.get(i).contains(centre)) {
                faces[i]++;
                if (WindowCounts.isTracked(face)) {
                    PlaceCounts.addSeen(window.getZones().get(i), face);
                }
            }
        }
    }

    private static Optional<TrackPlace> find(CameraState state, Face face) {
        return state.getWhereabouts().stream()
                .filter(place -> place.getTrackId().equals(face.getTrackId()))
                .findFirst();
    }

    /** Where the track of a face is, from now on if it was nowhere; empty where there is nowhere to be. */
    private Optional<TrackPlace> placeOf(CameraState state, Face face) {
        Optional<TrackPlace> known = find(state, face);
        if (known.isPresent() || !hasPlaces(settings)) {
            return known;
        }
        TrackPlace begun = new TrackPlace(
                face.getTrackId(),
                settings.getVersion(),
                window.getStart(),
                false,
                new ArrayList<>(),
                new ArrayList<>());
        state.getWhereabouts().add(begun);
        return Optional.of(begun);
    }

    /** Has a track go by this window, and by its settings where those were others. */
    private void goBy(TrackPlace place) {
        if (window.getStart().isAfter(place.getWindow())) {
            place.setWindow(window.getStart());
        }
        if (place.getVersion() != settings.getVersion()) {
            place.setVersion(settings.getVersion());
            place.setSides(new ArrayList<>());
            place.setStays(place.getStays().stream()
                    .filter(stay -> zoneOf(stay) >= 0)
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    private int zoneOf(ZoneStay stay) {
        return names().indexOf(stay.getZone());
    }

    private List<String> names() {
        return settings.getZones().stream().map(CameraZone::getName).toList();
    }

    private void judgeZones(TrackPlace place, Face face, PicturePoint centre, Instant time, int[] faces) {
        for (int i = 0; i < zones.size(); i++) {
            String name = settings.getZones().get(i).getName();
            ZoneState counted = window.getZones().get(i);
            int index = indexOf(place.getStays(), name);
            if (index < 0 && zones.get(i).contains(centre)) {
                index = place.getStays().size();
                place.getStays().add(new ZoneStay(name, time, time, null, null));
                PlaceCounts.addEntered(counted);
            } else if (index >= 0 && !zones.get(i).reaches(centre, margin(face))) {
                PlaceCounts.addEnded(counted, place.getStays().remove(index));
                index = -1;
            }
            if (index >= 0) {
                ZoneStay stay = place.getStays().get(index);
                stay.setUntil(time);
                stay.setGender(face.getTrack().getGender());
                stay.setAge(face.getTrack().getAge());
                PlaceCounts.addSeen(counted, face);
                faces[i]++;
            }
        }
    }

    private static int indexOf(List<ZoneStay> stays, String zone) {
        for (int i = 0; i < stays.size(); i++) {
            if (stays.get(i).getZone().equals(zone)) {
                return i;
            }
        }
        return -1;
    }

    private void judgeLines(TrackPlace place, Face face, PicturePoint centre, FrameFaces frame) {
        long margin = margin(face);
        double x = centre.x() / (double) PicturePoint.PARTS / frame.getFrameWidth();
        double y = centre.y() / (double) PicturePoint.PARTS / frame.getFrameHeight();
        for (int i = 0; i < lines.size(); i++) {
            LineShape line = lines.get(i);
            if (line.isClear(centre, margin)) {
                String name = settings.getLines().get(i).getName();
                LineState counted = window.getLines().get(i);
                place.getSides().stream()
                        .filter(side -> side.getLine().equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                side -> {
                                    PicturePoint before = PicturePoint.of(
                                            side.getX(), side.getY(), frame.getFrameWidth(), frame.getFrameHeight());
                                    if (line.isInside(before) != line.isInside(centre)
                                            && line.isBetween(before, centre)) {
                                        PlaceCounts.addCrossing(counted, line.isInside(centre), face);
                                    }
                                    side.setX(x);
                                    side.setY(y);
                                },
                                () -> place.getSides().add(new LinePlace(name, x, y)));
            }
        }
    }

    private void stillThere(TrackPlace place, Face face) {
        for (ZoneStay stay : place.getStays()) {
            int zone = zoneOf(stay);
            if (zone >= 0) {
                PlaceCounts.addSeen(window.getZones().get(zone), face);
            }
        }
    }

    /** Ends the stays of tracks that are over, and lets go of these. */
    private void endStays(CameraState state, Set<String> ended) {
        List<TrackPlace> left = new ArrayList<>();
        for (TrackPlace place : state.getWhereabouts()) {
            place.setOver(place.getOver() || ended.contains(place.getTrackId()));
            if (!place.getOver() || isAhead(place, window)) {
                left.add(place);
            } else {
                endStays(place);
            }
        }
        state.setWhereabouts(left);
    }

    private void endStays(TrackPlace place) {
        for (ZoneStay stay : place.getStays()) {
            int zone = zoneOf(stay);
            if (zone >= 0) {
                PlaceCounts.addEnded(window.getZones().get(zone), stay);
            }
        }
    }

    private static Set<String> ended(FrameFaces frame) {
        return frame.getEndedTracks().stream().map(EndedTrack::getTrackId).collect(Collectors.toSet());
    }
}
