package io.agender.aggregator;

import io.agender.schemas.FrameFaces;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a record of agender.faces must keep to. The inference processor refuses frames that don't, but earlier versions
 * let some pass, and others may write to the topic.
 */
final class FacesContract {

    /** As far as the inference processor lets a frame be ahead of its record. */
    private static final Duration MAX_AHEAD = Duration.ofHours(1);

    /** The last that the inference processor takes; sums of gaps stay far below what can be counted. */
    private static final long LAST_SEQUENCE = 1L << 48;

    private FacesContract() {}

    /**
     * Checks a record.
     *
     * @throws UnusableFacesException when its summaries would have times that Kafka refuses, its camera's clock would run
     *     ahead for good, or sums would overflow
     */
    static void check(Record<String, FrameFaces> record) {
        FrameFaces faces = record.value();
        Instant time = Instant.ofEpochMilli(record.timestamp());
        if (faces.getCapturedAt().isBefore(Instant.EPOCH)) {
            throw new UnusableFacesException("The frame was captured at " + faces.getCapturedAt()
                    + ", before 1970; summaries can't have such a time.");
        }
        if (faces.getCapturedAt().isAfter(time.plus(MAX_AHEAD))) {
            throw new UnusableFacesException("The frame was captured at " + faces.getCapturedAt()
                    + ", more than an hour after the time of its record, " + time
                    + "; both must be the time of capture.");
        }
        if (faces.getSequence() > LAST_SEQUENCE) {
            throw new UnusableFacesException("The sequence of the frame is " + faces.getSequence()
                    + "; a stream counts its frames from 0 up to " + LAST_SEQUENCE + ".");
        }
    }
}
