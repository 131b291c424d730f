package io.agender.models;

import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.models.DetectorSpec.FaceRange;

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
        if (detector.faces() != null) {
            faces(detector);
        }
    }

    /** Tiles must overlap by the smallest faces with something around them, so these must be small beside a tile. */
    private static void faces(DetectorSpec detector) {
        FaceRange faces = detector.faces();
        Require.that(
                detector.head().networkInput().isPresent(), "detector.faces is for networks, whose input has a size");
        InputSpec input = detector.head().networkInput().get();
        Require.that(
                faces.smallest() >= 1 && faces.smallest() <= Math.min(input.width(), input.height()) / 3.0,
                "detector.faces.smallest must be from 1 to a third of the input's shorter side");
        Require.that(
                faces.largest() >= 2 * faces.smallest() && faces.largest() <= Require.MAX_SIDE,
                "detector.faces.largest must be at least twice the smallest, and at most " + Require.MAX_SIDE);
    }

    private static void box(BoxTransform box) {
        Require.that(
                box != null && Math.abs(box.dx()) <= 1 && Math.abs(box.dy()) <= 1,
                "detector.faceBox must not move a box by more than its size");
        Require.that(box.scaleX() > 0 && box.scaleY() > 0, "detector.faceBox must scale by numbers above 0");
    }
}
