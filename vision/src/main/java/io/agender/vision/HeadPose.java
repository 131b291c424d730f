package io.agender.vision;

/**
 * Where a head is turned to, as seen along the line from the camera to it: all angles are 0 for a face that looks straight
 * into the camera, wherever in the frame it is. In degrees; yaw and pitch are the direction of the nose as longitude and
 * latitude, and the roll turns the whole in the plane of the picture.
 *
 * @param yaw positive when the face is turned to the left of the picture, which is the person's right; -90 to 90
 * @param pitch positive when it is turned up; -90 to 90
 * @param roll positive when it leans clockwise, so that the eye on the right of the picture is lower; -180 to 180
 */
public record HeadPose(double yaw, double pitch, double roll) {

    private static final double QUARTER = 90;
    private static final double HALF = 180;

    public HeadPose {
        requireWithin("yaw", yaw, QUARTER);
        requireWithin("pitch", pitch, QUARTER);
        requireWithin("roll", roll, HALF);
    }

    private static void requireWithin(String name, double degrees, double most) {
        if (!(Math.abs(degrees) <= most)) {
            throw new IllegalArgumentException("the " + name + " of a head is within " + most + " degrees: " + degrees);
        }
    }
}
