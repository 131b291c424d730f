package io.agender.dashboard.state;

import io.agender.dashboard.view.PipelineState;
import io.agender.dashboard.view.PipelineView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Knows by the marks of the processors (agender.progress) how far each partition is analysed. Marks of a partition come
 * every few seconds while somebody analyses it and has caught up. Times are of this machine's clock: a mark that comes
 * while the dashboard runs counts for the time at which it comes, so that the clocks of the processors don't matter.
 * Thread-safe.
 */
public final class Pipeline {

    /** Three signs of life of a processor. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Clock clock;
    private final Supplier<Instant> brokersSilentSince;
    private final Map<String, Integer> partitionOf;
    private final Map<Integer, Instant> analysedUpTo = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> lastFaces = new ConcurrentHashMap<>();

    /**
     * @param brokersSilentSince since when the brokers don't answer; null while they do
     * @param partitionOf the partition that a camera's records come in, as far as it is known
     */
    public Pipeline(Clock clock, Supplier<Instant> brokersSilentSince, Map<String, Integer> partitionOf) {
        this.clock = clock;
        this.brokersSilentSince = brokersSilentSince;
        this.partitionOf = partitionOf;
    }

    /** All that was sent to a partition before a time is analysed. */
    public void takeMark(int partition, Instant upTo) {
        analysedUpTo.merge(partition, upTo, Pipeline::later);
    }

    /** Faces of a partition came. */
    public void takeFaces(int partition, Instant seen) {
        lastFaces.merge(partition, seen, Pipeline::later);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What is known of those who should bring the records of a camera. */
    Told told(String camera) {
        Optional<Integer> partition = Optional.ofNullable(partitionOf.get(camera));
        Optional<Instant> upTo = partition.isPresent()
                ? partition.map(analysedUpTo::get)
                : analysedUpTo.values().stream().min(Instant::compareTo);
        return new Told(upTo, upTo.map(this::isRecent).orElse(true), brokersSilentSince.get() == null);
    }

    /**
     * Since when the frames of a camera wait for their analysis: all that was sent to its partition before is analysed, and what
     * comes now is of later. Empty while nobody is behind, and when nobody works.
     */
    Optional<Instant> behindSince(String camera) {
        return brokersSilentSince.get() != null
                ? Optional.empty()
                : Optional.ofNullable(partitionOf.get(camera))
                        .filter(this::isBehind)
                        .map(analysedUpTo::get);
    }

    private boolean isBehind(int partition) {
        Instant upTo = analysedUpTo.get(partition);
        Instant faces = lastFaces.get(partition);
        return upTo != null && !isRecent(upTo) && faces != null && isRecent(faces);
    }

    /** @param cameras those that are expected to send */
    PipelineView view(Collection<String> cameras) {
        Instant silent = brokersSilentSince.get();
        if (silent != null) {
            return new PipelineView(PipelineState.BROKERS_SILENT, silent);
        }
        PipelineState state = analysedUpTo.isEmpty() ? PipelineState.UNKNOWN : PipelineState.ANALYSED;
        Instant since = null;
        Set<Integer> partitions = new HashSet<>(
                cameras.stream().map(partitionOf::get).filter(Objects::nonNull).toList());
        for (int partition : partitions) {
            Instant upTo = analysedUpTo.get(partition);
            if (upTo != null && !isRecent(upTo)) {
                state = isBehind(partition) && state != PipelineState.NOT_ANALYSED
                        ? PipelineState.BEHIND
                        : PipelineState.NOT_ANALYSED;
                since = since == null || upTo.isBefore(since) ? upTo : since;
            }
        }
        return new PipelineView(state, since);
    }

    private boolean isRecent(Instant time) {
        return !time.plus(PATIENCE).isBefore(clock.instant());
    }
}
