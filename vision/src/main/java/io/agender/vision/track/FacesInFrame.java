package io.agender.vision.track;

import io.agender.vision.Detection;
import java.util.List;

/** The faces of one frame, which are looked for when they are asked for. */
public interface FacesInFrame {

    /** Looks for faces, also for weak ones, once at most; in pixels of the frame, best score first. */
    List<Detection> detect();

    /** One of them with landmarks: as it was found, or with those that a network finds on it, where there is one. */
    default Detection landmarked(Detection face) {
        return face;
    }

    /**
     * The {@link #quality} of a face that is as it was found, or if {@link #landmarked} finds more of it, the quality that
     * it has when it looks straight into the camera. Costs no run of a network.
     */
    default double bestQuality(Detection face) {
        return quality(face);
    }

    /** How much a crop of one of them tells about gender and age: a {@link FaceQuality}, 0 to 1. */
    double quality(Detection face);
}
