package io.agender.vision.track;

import java.util.List;

/**
 * What became of a frame, and what is known after it.
 *
 * @param detected whether the detector looked; else the faces are where they are expected
 * @param faces the faces of the frame, best score first
 * @param state what is known of the stream now
 * @param ended confirmed tracks that are retired now
 * @param dropped keys of tracks that are given up before they were confirmed
 */
public record FollowedFrame(
        boolean detected, List<FollowedFace> faces, FollowerState state, List<Track> ended, List<Integer> dropped) {

    public FollowedFrame {
        faces = List.copyOf(faces);
        ended = List.copyOf(ended);
        dropped = List.copyOf(dropped);
    }
}
