package io.agender.vision.track;

import java.time.Duration;

/**
 * Thresholds of a {@link Tracker}. How the defaults were found is in docs/tracking.md.
 *
 * @param highScore detections of this score and above are faces by themselves and begin tracks, 0 to 1. Raising it
 *     spares tracks of things that are no faces, and finds faces later
 * @param lowScore weaker detections down to this score continue a track that was seen in the frame before, 0 to
 *     {@code highScore}. Raising it keeps tracks from sliding onto things that are no faces, and breaks them where a face
 *     is turned away or half hidden
 * @param confirmHits detections after which a track counts, 1 or more. Raising it spares tracks of things that look like
 *     a face for a moment, and loses people who pass quickly
 * @param lostAfter how long a confirmed track may be out of sight, in the camera's time; also how long a gap without
 *     frames may be. Raising it keeps one track through longer occlusions, lets tracks end later, and lets a newcomer
 *     inherit the track of someone who left. It must be several times the distance of two frames
 * @param unconfirmedLostAfter the same for tracks that do not count yet. Raising it finds faces that the detector sees
 *     only now and then, and confirms false ones
 * @param speed how fast faces usually move, in sides of their box a second. Raising it holds on to fast faces at few
 *     frames a second, and swaps the tracks of faces that stand close together
 * @param reach farthest a face can be from where it is expected, in sides of the box. Raising it finds faces again that
 *     moved while they were out of sight, and swaps them with neighbours
 * @param maxSizeRatio how much larger or smaller a face can be than expected, more than 1. Raising it forgives detectors
 *     whose boxes vary, and mixes up near and far faces
 * @param maxTracks most tracks that are followed at once; further faces are reported without a track. Raising it costs
 *     memory and time, which grows with its cube when there are as many faces
 */
public record TrackerConfig(
        double highScore,
        double lowScore,
        int confirmHits,
        Duration lostAfter,
        Duration unconfirmedLostAfter,
        double speed,
        double reach,
        double maxSizeRatio,
        int maxTracks) {

    /** For the bundled detector. */
    public static final TrackerConfig DEFAULTS =
            new TrackerConfig(0.5, 0.3, 3, Duration.ofSeconds(2), Duration.ofMillis(500), 4, 2, 2, 200);

    /** As for windows, and as FFmpeg has it: a shorter one would make leaps of the ordinary steps of slow cameras. */
    private static final Duration STRIDE = Duration.ofSeconds(10);

    public TrackerConfig {
        require(lowScore >= 0 && lowScore <= highScore && highScore <= 1, "0 <= lowScore <= highScore <= 1");
        require(confirmHits >= 1, "confirmHits >= 1");
        require(!lostAfter.isNegative() && !unconfirmedLostAfter.isNegative(), "a track is lost after 0 or more");
        require(speed > 0 && Double.isFinite(speed), "speed > 0");
        require(reach > 0 && Double.isFinite(reach), "reach > 0");
        require(maxSizeRatio > 1 && Double.isFinite(maxSizeRatio), "maxSizeRatio > 1");
        require(maxTracks >= 1, "maxTracks >= 1");
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException("the tracker needs " + rule);
        }
    }

    /** How far a frame may be from the frames before, ahead or back, without its time being in doubt. */
    Duration stride() {
        return lostAfter.compareTo(STRIDE) > 0 ? lostAfter : STRIDE;
    }

    /** These thresholds with other scores; {@code low} is lowered to {@code high} where it is above. */
    public TrackerConfig withScores(double high, double low) {
        return new TrackerConfig(
                high,
                Math.min(low, high),
                confirmHits,
                lostAfter,
                unconfirmedLostAfter,
                speed,
                reach,
                maxSizeRatio,
                maxTracks);
    }

    /** These thresholds with another number of detections after which a track counts. */
    public TrackerConfig withConfirmHits(int hits) {
        return new TrackerConfig(
                highScore, lowScore, hits, lostAfter, unconfirmedLostAfter, speed, reach, maxSizeRatio, maxTracks);
    }

    /** These thresholds with another time that a confirmed track may be out of sight. */
    public TrackerConfig withLostAfter(Duration time) {
        return new TrackerConfig(
                highScore, lowScore, confirmHits, time, unconfirmedLostAfter, speed, reach, maxSizeRatio, maxTracks);
    }
}
