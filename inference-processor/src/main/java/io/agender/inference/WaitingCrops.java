package io.agender.inference;

import io.agender.schemas.PendingFrame;
import io.agender.schemas.WaitingFace;
import java.util.List;

/** The faces of a frame that wait for the networks. */
final class WaitingCrops {

    private WaitingCrops() {}

    /** Those with a crop, in the order of the record. */
    static List<WaitingFace> of(PendingFrame frame) {
        return frame.getWaitingFaces().stream()
                .filter(face -> face.getCrop() != null)
                .toList();
    }

    /** How many bytes of pixels wait. */
    static long bytes(PendingFrame frame) {
        return of(frame).stream()
                .mapToLong(face -> face.getCrop().getPixels().remaining())
                .sum();
    }
}
