package io.agender.runtime.input;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Notices a partition that grows while the group's position in it stands still: a service that is up, and does nothing.
 * Thread-safe.
 */
public final class InputProgress {

    /** Longer than anything that a service does between two commits. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<TopicPartition, Stand> stands = new HashMap<>();

    /** Since when a position has not moved, and where the partition ended then. */
    private record Stand(long since, long position, long endThen, long end, long seenAt) {

        /** For how long it grows and nobody reads. */
        long millis() {
            return end > endThen && end > position ? seenAt - since : 0;
        }
    }

    /** @param mine what this instance reads; nothing while it is not at work, for then nothing is expected of it */
    synchronized void look(Set<TopicPartition> mine, Map<TopicPartition, InputPosition> positions) {
        stands.keySet().retainAll(mine);
        for (TopicPartition partition : mine) {
            InputPosition now = positions.get(partition);
            if (now != null) {
                stands.merge(partition, begin(now), (before, fresh) -> next(before, fresh));
            }
        }
    }

    private static Stand begin(InputPosition now) {
        return new Stand(now.askedAt(), now.committed().orElse(now.earliest()), now.end(), now.end(), now.askedAt());
    }

    /** Time counts from when it began to grow: where nothing comes nothing is to be read. */
    private static Stand next(Stand before, Stand fresh) {
        boolean still = fresh.position() == before.position() && fresh.seenAt() >= before.since();
        return still && fresh.end() > before.endThen()
                ? new Stand(before.since(), before.position(), before.endThen(), fresh.end(), fresh.seenAt())
                : fresh;
    }

    /** The longest standstill. */
    public synchronized Duration standstill() {
        return Duration.ofMillis(
                stands.values().stream().mapToLong(Stand::millis).max().orElse(0));
    }

    /** What to tell when one has lasted too long. */
    public synchronized Optional<String> trouble() {
        return stands.entrySet().stream()
                .filter(stand -> stand.getValue().millis() > PATIENCE.toMillis())
                .findFirst()
                .map(stand -> "Topic " + stand.getKey().topic() + ", partition "
                        + stand.getKey().partition() + " grows, but for "
                        + stand.getValue().millis() / 1000 + " s nothing of it was read: the group stands at "
                        + stand.getValue().position() + " of "
                        + stand.getValue().end() + ".");
    }
}
