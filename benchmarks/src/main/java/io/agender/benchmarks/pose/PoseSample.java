package io.agender.benchmarks.pose;

import io.agender.vision.HeadPose;
import java.util.Optional;

/**
 * What a detector says of a picture.
 *
 * @param turned by how many degrees the picture was turned clockwise
 * @param found whether a face was found
 * @param side the longer side of its box in pixels; 0 when none was found
 * @param pose empty when none was found, or nothing tells of its pose
 */
record PoseSample(LabelledPose label, double turned, boolean found, double side, Optional<HeadPose> pose) {

    /** Whether the head is taken to be turned to the camera; one that is not found is not. */
    boolean watches(double maxYaw, double maxPitch) {
        return pose.filter(head -> Math.abs(head.yaw()) <= maxYaw && Math.abs(head.pitch()) <= maxPitch)
                .isPresent();
    }
}
