package io.agender.runtime.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Keys that were deleted from a store on disk, and must not come back with its files. A changelog tells of a deletion for
 * a limited time; files that are older than that still have the key, and nothing is left that would take it from them.
 * A store writes its files when it has a megabyte and when it is closed, so those of a service that ran for weeks and was
 * killed may be weeks old. A store from which keys are deleted is gone on with if it was closed not long ago, and built
 * again from its changelog otherwise.
 *
 * <p>{@code state.cleanup.dir.max.age.ms} of Kafka Streams goes by the same time, but for all stores of a task: after a
 * kill those that could be gone on with would be thrown away too.
 */
public final class DeletedKeys {

    /** Name under which {@link StreamsRunner} finds the names of the stores from which nothing is ever deleted. */
    public static final String NEVER_IN = "agender.stores.without.deletions";

    /** Kafka's default, so it holds for the changelogs that earlier versions made, too. */
    private static final Duration TOLD = Duration.ofDays(1);

    /** Half of it: clocks differ, and a store may take a while to be read up to where it was killed. */
    static final Duration MAX_AGE = TOLD.dividedBy(2);

    private DeletedKeys() {}

    /** What the changelog of a store needs, whatever the brokers' default is. */
    public static Map<String, String> changelog() {
        return Map.of(TopicConfig.DELETE_RETENTION_MS_CONFIG, String.valueOf(TOLD.toMillis()));
    }

    /**
     * Whether the files of a store may be gone on with.
     *
     * @param age how long ago it was closed for the last time; less than nothing where the clock was set back
     */
    static boolean stayDeleted(boolean deleting, Duration age) {
        return !deleting || !age.isNegative() && age.compareTo(MAX_AGE) < 0;
    }

    /** Whether keys may be deleted from a store: from each of which the properties don't say otherwise. */
    public static boolean in(Path store, Map<String, Object> properties) {
        return !(properties.get(NEVER_IN) instanceof Set<?> never
                && never.contains(store.getFileName().toString()));
    }
}
