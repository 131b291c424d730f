package io.agender.models;

import io.agender.models.DetectorSpec.BoxTransform;

/** Whether the detector part of a descriptor makes sense. */
final class DetectorCheck {

    private DetectorCheck() {}

    static void run(ModelDescriptor model) {
        DetectorSpec detector = model.detector();
        Require.fraction("detector.minScore", detector.minScore());
        box(detector.faceBox());
        Require.that(model.networks().size() == 1, "a detector has exactly one network file");
        Require.that(detector.head() != null, "detector.head must be given");
        DescriptorCheck.engine(model, detector.head().engine());
        detector.head().check("detector.head.");
    }

    private static void box(BoxTransform box) {
        Require.that(
                box != null && Math.abs(box.dx()) <= 1 && Math.abs(box.dy()) <= 1,
                "detector.faceBox must not move a box by more than its size");
        Require.that(box.scaleX() > 0 && box.scaleY() > 0, "detector.faceBox must scale by numbers above 0");
    }
}
