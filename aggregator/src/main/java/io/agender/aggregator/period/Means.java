package io.agender.aggregator.period;

/** The means that a summary tells, of a window as of a longer time. */
public final class Means {

    private static final double MILLIS = 1000;

    private Means() {}

    /** Faces per analysed frame in which the camera could see; null when there was none. */
    public static Double occupancy(long faces, long frames) {
        return frames == 0 ? null : (double) faces / frames;
    }

    /** Mean time of tracks in seconds; null of none. */
    public static Double seconds(long millis, long tracks) {
        return tracks == 0 ? null : millis / MILLIS / tracks;
    }
}
