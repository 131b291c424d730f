package io.agender.producer.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * What the brokers have acknowledged of a stream.
 *
 * @param frames number of frames
 * @param bytes bytes of their pictures
 * @param firstCapturedAt capture time of the first one
 * @param lastCapturedAt capture time of the last one
 */
public record SentFrames(long frames, long bytes, Optional<Instant> firstCapturedAt, Optional<Instant> lastCapturedAt) {

    /** No frame. */
    public static final SentFrames NONE = new SentFrames(0, 0, Optional.empty(), Optional.empty());
}
