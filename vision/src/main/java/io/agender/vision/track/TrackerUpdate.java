package io.agender.vision.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a frame changed.
 *
 * @param state what is known after it
 * @param faces the faces of the frame, in the order of the detections, so best score first
 * @param ended confirmed tracks that are retired now, by key
 * @param dropped keys of tracks that are given up before they were confirmed, ascending
 */
public record TrackerUpdate(TrackerState state, List<TrackedFace> faces, List<Track> ended, List<Integer> dropped) {

    public TrackerUpdate {
        faces = List.copyOf(faces);
        ended = List.copyOf(ended);
        dropped = List.copyOf(dropped);
    }

    /** The same with what was over before the frame was taken in. */
    TrackerUpdate after(Leap leap) {
        if (leap.over().isEmpty()) {
            return this;
        }
        List<Track> allEnded = new ArrayList<>(FrameTracks.confirmed(leap.over()));
        allEnded.addAll(ended);
        allEnded.sort(Comparator.comparingInt(Track::key));
        List<Integer> allDropped = new ArrayList<>(FrameTracks.unconfirmed(leap.over()));
        allDropped.addAll(dropped);
        allDropped.sort(Comparator.naturalOrder());
        return new TrackerUpdate(state, faces, allEnded, allDropped);
    }
}
