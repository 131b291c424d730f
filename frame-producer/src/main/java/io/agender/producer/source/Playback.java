package io.agender.producer.source;

import java.time.Duration;
import java.util.Objects;

/**
 * What is done with a source beside sampling it.
 *
 * @param policy what happens to frames while the brokers are behind
 * @param loop whether a source that is not live is played again and again; each round is a stream of its own
 * @param realtime whether a source that is not live is played at its own pace
 * @param extent how much of it is wanted
 * @param reconnectCap longest wait before a lost source is opened again
 */
public record Playback(Policy policy, boolean loop, boolean realtime, Extent extent, Duration reconnectCap) {

    /** All of the source once, as fast as the brokers take it; lost live sources come back within half a minute. */
    public static final Playback ONCE = new Playback(Policy.AUTO, false, false, Extent.ALL, Duration.ofSeconds(30));

    public Playback {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(extent, "extent");
        Objects.requireNonNull(reconnectCap, "reconnectCap");
    }
}
