package io.agender.launcher.run;

import io.agender.runtime.DeadLetters;
import io.agender.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The frame that a dead letter is about, for which no faces come.
 *
 * @param cameraId key of the dead letter
 * @param partition of the frame topic
 * @param offset in that partition
 */
public record RefusedFrame(String cameraId, TopicPartition partition, long offset) {

    /** Empty when the letter is about a record of another topic, or about a frame that has faces all the same. */
    public static Optional<RefusedFrame> of(ConsumerRecord<String, byte[]> deadLetter) {
        if (!Topic.FRAMES.equals(header(deadLetter, DeadLetters.TOPIC))
                || !header(deadLetter, DeadLetters.IN_FACES).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RefusedFrame(
                deadLetter.key(),
                new TopicPartition(Topic.FRAMES, Integer.parseInt(header(deadLetter, DeadLetters.PARTITION))),
                Long.parseLong(header(deadLetter, DeadLetters.OFFSET))));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
