package io.agender.vision.engine;

import io.agender.models.DetectorSpec;
import io.agender.vision.geometry.LookPlan;
import io.agender.vision.geometry.Sight;
import java.util.Optional;

/**
 * What a detector finds in frames of some size, worked out from what was measured and without loading it.
 *
 * @param pixels the longer side of the smallest faces of which it finds nine in ten, in pixels of the frame
 * @param looks how often its network runs for each frame
 */
public record SmallestFace(double pixels, int looks) {

    /**
     * Works it out.
     *
     * @param width width of the frames in pixels
     * @param height height of the frames in pixels
     * @return empty where nobody has measured which faces the detector finds
     */
    public static Optional<SmallestFace> of(DetectorSpec detector, SearchSize size, int width, int height) {
        if (detector.faces() == null || width < 1 || height < 1) {
            return Optional.empty();
        }
        return Sight.of(detector).map(sight -> {
            LookPlan plan = size.plan(sight, width, height, 1);
            return new SmallestFace(
                    sight.smallest() / plan.scale(), plan.looks().size());
        });
    }
}
