package io.agender.runtime.input;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A service is to go on at a position that its topic does not have, and waiting would not bring it. The message is one
 * sentence for the user.
 */
public final class MissingPositionException extends KafkaException {

    private static final long serialVersionUID = 1L;

    private MissingPositionException(String message) {
        super(message);
    }

    /** The partition ends before the position. */
    static MissingPositionException beyondTheEnd(String group, TopicPartition partition, long position, long end) {
        return of(group, partition, position, "which ends at " + end);
    }

    /** The partition may be long enough, and is still not the one that was read. */
    static MissingPositionException inAnotherTopic(String group, TopicPartition partition, long position) {
        return of(group, partition, position, "which holds other records than those that were read");
    }

    /** The topic of this name is not the one that it was when the service started. */
    static MissingPositionException createdAnew(String group, String topic) {
        return new MissingPositionException("Topic " + topic
                + " was deleted and created anew while group " + group
                + " was reading it; stop all instances of it, move"
                + advice(group, topic));
    }

    /** What it was to go on in is not there at all. */
    public static MissingPositionException deleted(String group, Set<String> topics) {
        return new MissingPositionException("A topic that group " + group + " was reading was deleted ("
                + String.join(" or ", new TreeSet<>(topics))
                + "); create it with agender topics create, and start again (docs/operations.md).");
    }

    private static MissingPositionException of(String group, TopicPartition partition, long position, String why) {
        return new MissingPositionException("Group " + group + " stands at position " + position + " of topic "
                + partition.topic() + ", partition " + partition.partition() + ", " + why
                + ": the topic was created anew or lost its end; stop all instances of the group, move"
                + advice(group, partition.topic()));
    }

    private static String advice(String group, String topic) {
        return " it with kafka-consumer-groups.sh --group " + group + " --topic " + topic
                + " --reset-offsets --to-earliest --execute, and start again (docs/operations.md).";
    }
}
