package io.agender.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.internals.Exit;

/**
 * Kafka's server ends its process when it can't go on, such as with a failed disk. Here that process is the user's run,
 * which has files to close and a sentence to say, so from the first embedded broker on Kafka's wish is only reported to
 * the brokers that are open. The procedures are per process and never put back: a thread of a closed broker may still
 * come to its end and must not take the process along.
 */
final class KafkaExits {

    private static final Set<Runnable> OPEN_BROKERS = ConcurrentHashMap.newKeySet();

    static {
        Exit.setExitProcedure((status, message) -> report());
        Exit.setHaltProcedure((status, message) -> report());
    }

    private KafkaExits() {}

    /** From now on runs the action, on a thread of Kafka's, when a broker gives up. */
    static void watch(Runnable onGivingUp) {
        OPEN_BROKERS.add(onGivingUp);
    }

    static void forget(Runnable onGivingUp) {
        OPEN_BROKERS.remove(onGivingUp);
    }

    private static void report() {
        OPEN_BROKERS.forEach(Runnable::run);
    }
}
