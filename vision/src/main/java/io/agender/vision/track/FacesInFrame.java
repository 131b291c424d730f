package io.agender.vision.track;

import io.agender.vision.Detection;
import java.util.List;

/** The faces of one frame, which are looked for when they are asked for. */
public interface FacesInFrame {

    /** Looks for faces, also for weak ones, once at most; in pixels of the frame, best score first. */
    List<Detection> detect();

    /** How much a crop of one of them tells about gender and age: a {@link FaceQuality}, 0 to 1. */
    double quality(Detection face);
}
