package io.agender.vision.track;

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
}
