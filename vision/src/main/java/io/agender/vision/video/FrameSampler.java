package io.agender.vision.video;

/**
 * Chooses frames by their time: presentation time is cut into slots of one period, and the first frame in each slot is
 * taken. So the choice depends on the frames' times only, never on how many frames came before.
 */
public final class FrameSampler {

    /** Containers such as Matroska round times to milliseconds: a frame that little before its slot belongs to it. */
    private static final long ROUNDING_MICROS = 1_000;

    private final double framesPerSecond;
    private long lastSlot = -1;

    /** @param framesPerSecond at most so many frames for each second; 0 for all */
    public FrameSampler(double framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    /** Whether the frame at this position is one to deliver; then its slot is filled. */
    public boolean take(long positionMicros) {
        if (!wants(positionMicros)) {
            return false;
        }
        lastSlot = slot(positionMicros);
        return true;
    }

    /** Whether a frame at this position would be one to deliver. */
    public boolean wants(long positionMicros) {
        return framesPerSecond <= 0 || slot(positionMicros) > lastSlot;
    }

    private long slot(long positionMicros) {
        return (long) Math.floor((positionMicros + ROUNDING_MICROS) * framesPerSecond / 1e6);
    }
}
