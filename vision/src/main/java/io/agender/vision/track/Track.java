package io.agender.vision.track;

import io.agender.vision.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One face over time in one stream; not a person. Immutable.
 *
 * @param key 1, 2, 3, … in the order of birth; unique in the stream
 * @param number 0 until the track is confirmed, then 1, 2, 3, … in the order of confirmation; unique in the stream
 * @param startedAt when the face was first seen
 * @param lastSeenAt when the face was last seen
 * @param hits detections that were taken for it, 1 or more
 * @param score score of the last one
 * @param motion where the face was at the time of the state it belongs to
 * @param classifiedAt when a crop of it was last chosen for classification
 * @param bestQuality best quality of a crop that was chosen, 0 to 1
 * @param attention how long it has watched
 */
public record Track(
        int key,
        int number,
        Instant startedAt,
        Instant lastSeenAt,
        int hits,
        double score,
        Motion motion,
        Optional<Instant> classifiedAt,
        double bestQuality,
        Attention attention) {

    public Track {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(lastSeenAt, "lastSeenAt");
        Objects.requireNonNull(motion, "motion");
        Objects.requireNonNull(classifiedAt, "classifiedAt");
        Objects.requireNonNull(attention, "attention");
    }

    /** Whether it was seen often enough to count. */
    public boolean confirmed() {
        return number > 0;
    }

    /** From the first sight to the last. */
    public Duration length() {
        return Duration.between(startedAt, lastSeenAt);
    }

    /** The track after a crop of it was chosen for classification. */
    public Track classified(Instant time, double quality) {
        return new Track(
                key,
                number,
                startedAt,
                lastSeenAt,
                hits,
                score,
                motion,
                Optional.of(time),
                Math.max(bestQuality, quality),
                attention);
    }

    /** The track after a sight of its face told how long it has watched. */
    Track with(Attention now) {
        return new Track(key, number, startedAt, lastSeenAt, hits, score, motion, classifiedAt, bestQuality, now);
    }

    Track moved(Motion to) {
        return new Track(key, number, startedAt, lastSeenAt, hits, score, to, classifiedAt, bestQuality, attention);
    }

    static Track begin(int key, Detection detection, Instant time, double speed) {
        Motion motion = Motion.at(detection.box(), speed);
        return new Track(key, 0, time, time, 1, detection.score(), motion, Optional.empty(), 0, Attention.NONE);
    }

    Track seen(Detection detection, Instant time) {
        return new Track(
                key,
                number,
                startedAt,
                time,
                hits == Integer.MAX_VALUE ? hits : hits + 1,
                detection.score(),
                motion.seen(detection.box()),
                classifiedAt,
                bestQuality,
                attention);
    }

    Track confirmedAs(int newNumber) {
        return new Track(
                key, newNumber, startedAt, lastSeenAt, hits, score, motion, classifiedAt, bestQuality, attention);
    }
}
