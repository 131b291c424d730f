package io.agender.benchmarks.pose;

import java.nio.file.Path;

/**
 * A picture of one head whose pose is known.
 *
 * @param yaw in degrees, positive to the left of the picture
 * @param pitch in degrees, positive up
 */
record LabelledPose(Path picture, double yaw, double pitch) {

    /** Whether it is turned to the camera within these angles. */
    boolean watches(double maxYaw, double maxPitch) {
        return Math.abs(yaw) <= maxYaw && Math.abs(pitch) <= maxPitch;
    }
}
