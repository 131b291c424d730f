package io.agender.benchmarks.pose;

import io.agender.vision.Detection;
import io.agender.vision.geometry.MeanFace;
import java.util.Optional;

/**
 * A labelled head, and the face that a detector finds there.
 *
 * @param face empty when it finds none
 */
record FoundHead(LabelledPose label, Optional<Detection> face) {

    /** What a mean face may be fitted to; empty when no face was found. */
    Optional<SeenHead> seen() {
        return face.map(one -> new SeenHead(label.yaw(), label.pitch(), one.landmarks()));
    }

    /** What another mean face tells of it. */
    PoseSample sample(MeanFace mean) {
        return new PoseSample(
                label,
                0,
                face.isPresent(),
                face.map(one -> one.box().longerSide()).orElse(0d),
                face.flatMap(one -> mean.pose(one.landmarks(), Double.MAX_VALUE)));
    }
}
