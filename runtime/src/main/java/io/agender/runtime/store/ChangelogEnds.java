package io.agender.runtime.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether changelogs go as far as the stores on disk that are to be gone on with. They do not where brokers have lost
 * what they had confirmed, as by a loss of power, or where the topic was made anew. Not thread-safe.
 */
final class ChangelogEnds {

    private static final Logger LOG = LoggerFactory.getLogger(ChangelogEnds.class);

    private final Function<Set<TopicPartition>, Map<TopicPartition, Long>> ends;
    private final Map<TopicPartition, Long> unseen = new HashMap<>();
    private final Map<TopicPartition, Long> beyond = new HashMap<>();

    /** @param ends asks where partitions end; may throw {@link TimeoutException} */
    ChangelogEnds(Function<Set<TopicPartition>, Map<TopicPartition, Long>> ends) {
        this.ends = ends;
    }

    /** The store wants to go on at this place of its changelog. */
    void wanted(TopicPartition changelog, long place) {
        beyond.remove(changelog);
        unseen.put(changelog, place);
    }

    /** The store is built from the beginning. */
    void fromBeginning(Collection<TopicPartition> changelogs) {
        unseen.keySet().removeAll(changelogs);
        beyond.keySet().removeAll(changelogs);
    }

    /** No others matter any more. */
    void keepOnly(Collection<TopicPartition> changelogs) {
        unseen.keySet().retainAll(changelogs);
        beyond.keySet().retainAll(changelogs);
    }

    /** Asks for the ends that are not known yet; brokers that don't answer are asked again at the next call. */
    void look() {
        if (unseen.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, Long> found = ends.apply(Set.copyOf(unseen.keySet()));
            unseen.forEach((changelog, place) -> {
                if (place > found.get(changelog)) {
                    LOG.warn(
                            "{} ends at {}, and its store on disk goes to {}: the brokers have lost what they had"
                                    + " confirmed, or the topic was made anew; the store is built again from what is left.",
                            changelog,
                            found.get(changelog),
                            place);
                    beyond.put(changelog, place);
                }
            });
            unseen.clear();
        } catch (TimeoutException e) {
            LOG.debug("The brokers did not say where {} end", unseen.keySet(), e);
        }
    }

    /** Whether it is known how far a changelog goes, or does not matter. */
    boolean isKnown(TopicPartition changelog) {
        return !unseen.containsKey(changelog);
    }

    /** The changelogs that don't go as far, with the place that was wanted. */
    Map<TopicPartition, Long> beyond() {
        return Map.copyOf(beyond);
    }
}
