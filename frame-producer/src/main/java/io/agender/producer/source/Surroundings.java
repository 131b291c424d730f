package io.agender.producer.source;

import io.agender.producer.delivery.Deliveries;
import io.agender.producer.delivery.StreamListener;
import io.agender.vision.VideoSources;
import java.time.Instant;

/**
 * What all cameras share that are played together.
 *
 * @param now the moment at which they began
 * @param alone whether there is only one, so that nobody needs it if it can't be opened
 */
public record Surroundings(
        VideoSources sources,
        Deliveries deliveries,
        StreamListener listener,
        Instant now,
        boolean alone,
        Timing timing) {}
