package io.agender.aggregator.window;

import io.agender.schemas.CameraVersion;
import io.agender.schemas.DwellCount;
import io.agender.schemas.Face;
import io.agender.schemas.LineState;
import io.agender.schemas.SeenTrack;
import io.agender.schemas.WindowState;
import io.agender.schemas.ZoneState;
import io.agender.schemas.ZoneStay;
import io.agender.schemas.calendar.OpeningTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Adds to what is counted in the zones and at the lines of a window: sums of integers, as bounded as those of the window. */
final class PlaceCounts {

    private PlaceCounts() {}

    /** Has a window that opens go by settings. */
    static void begin(WindowState window, CameraVersion settings) {
        CameraVersion kept = CameraVersion.newBuilder(settings).build();
        if (kept.getOpeningHours() != null) {
            kept.setOpeningHours(OpeningTimes.around(kept.getOpeningHours(), window.getStart()));
        }
        window.setSettings(kept);
        List<ZoneState> zones = new ArrayList<>();
        settings.getZones().forEach(zone -> zones.add(ZoneState.newBuilder().build()));
        window.setZones(zones);
        List<LineState> lines = new ArrayList<>();
        settings.getLines().forEach(line -> lines.add(LineState.newBuilder().build()));
        window.setLines(lines);
    }

    /** @param impaired whether the camera could not see */
    static void addFaces(ZoneState zone, int faces, boolean impaired) {
        zone.setFacesDetected(zone.getFacesDetected() + faces);
        zone.setPeakOccupancy(Math.max(zone.getPeakOccupancy(), faces));
        if (impaired) {
            zone.setFacesInImpairedFrames(zone.getFacesInImpairedFrames() + faces);
        }
    }

    static void addEntered(ZoneState zone) {
        zone.setEntered(zone.getEntered() + 1);
    }

    /** Takes note that a track is in the zone, as it is estimated now. */
    static void addSeen(ZoneState zone, Face face) {
        WindowCounts.see(zone.getTracks(), face);
    }

    static void addEnded(ZoneState zone, ZoneStay stay) {
        long millis =
                Math.max(0, Duration.between(stay.getSince(), stay.getUntil()).toMillis());
        zone.setEnded(zone.getEnded() + 1);
        zone.setDwellMillis(zone.getDwellMillis() + millis);
        DwellCount dwell = SortedCounts.entry(
                zone.getDwells(), Flows.tenths(millis), DwellCount::getTenths, missing -> new DwellCount(missing, 0L));
        dwell.setTracks(dwell.getTracks() + 1);
        WindowCounts.age(stay.getAge())
                .ifPresent(age -> SortedCounts.addYear(zone.getEndedYears(), age, stay.getGender()));
    }

    static void addCrossing(LineState line, boolean in, Face face) {
        if (in) {
            line.setCrossedIn(line.getCrossedIn() + 1);
        } else {
            line.setCrossedOut(line.getCrossedOut() + 1);
        }
        WindowCounts.age(face.getTrack().getAge())
                .ifPresent(age -> SortedCounts.addYear(
                        in ? line.getInYears() : line.getOutYears(),
                        age,
                        face.getTrack().getGender()));
    }

    /** Folds a track that is over into the sums. */
    static void end(ZoneState zone, String trackId) {
        List<SeenTrack> tracks = zone.getTracks();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).getTrackId().equals(trackId)) {
                fold(zone, tracks.remove(i));
                return;
            }
        }
    }

    /** Folds all tracks into the sums. */
    static void fold(ZoneState zone) {
        zone.getTracks().forEach(track -> fold(zone, track));
        zone.setTracks(List.of());
    }

    private static void fold(ZoneState zone, SeenTrack track) {
        zone.setTracksOver(zone.getTracksOver() + 1);
        WindowCounts.age(track.getAge())
                .ifPresent(age -> SortedCounts.addYear(zone.getYears(), age, track.getGender()));
    }
}
