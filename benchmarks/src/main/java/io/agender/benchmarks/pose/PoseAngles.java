package io.agender.benchmarks.pose;

/**
 * Within which angles a head counts.
 *
 * @param maxYaw up to here it watches, in degrees
 * @param maxPitch up to here it watches, in degrees
 * @param measuredYaw errors are of heads labelled within this yaw
 */
public record PoseAngles(double maxYaw, double maxPitch, double measuredYaw) {

    /** Within which yaw errors are told: beyond, one eye is out of sight. */
    private static final double SEEN = 45;

    /** The errors are those within 45 degrees. */
    public PoseAngles(double maxYaw, double maxPitch) {
        this(maxYaw, maxPitch, SEEN);
    }
}
