package io.agender.runtime;

import io.agender.schemas.Topic;
import io.agender.text.Printable;
import io.agender.text.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters: records that say which record could not be processed and why, without its value, and counts them.
 * The key is the camera id of the refused record, so a camera's dead letters stay together.
 */
public final class DeadLetters {

    /** Header: topic of the refused record. */
    public static final String TOPIC = "agender.topic";

    /** Header: partition of the refused record, in decimal. */
    public static final String PARTITION = "agender.partition";

    /** Header: offset of the refused record, in decimal. */
    public static final String OFFSET = "agender.offset";

    /** Header: camera id, which is the refused record's key. */
    public static final String CAMERA = "agender.camera";

    /** Header: one sentence. */
    public static final String REASON = "agender.reason";

    /**
     * Header: {@code true} when agender.faces has a record for the frame all the same, with outcome UNDECODABLE; absent
     * otherwise.
     */
    public static final String IN_FACES = "agender.in.faces";

    /** Counter of dead letters, tagged with the topic of the refused records. */
    public static final String COUNTER = "agender.dead.letters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_REASON_LENGTH = 500;

    private final String deadLetterTopic;
    private final MeterRegistry meters;

    private DeadLetters(String deadLetterTopic, MeterRegistry meters) {
        this.deadLetterTopic = deadLetterTopic;
        this.meters = meters;
    }

    /** Reads topic name and meters from what {@link StreamsSettings} handed to an error policy. */
    public static DeadLetters from(Map<String, ?> configs) {
        Object topic = configs.get(StreamsSettings.DEAD_LETTER_TOPIC);
        Object meters = configs.get(StreamsSettings.METERS);
        return new DeadLetters(
                topic == null ? Topic.DEAD_LETTERS : topic.toString(),
                meters instanceof MeterRegistry registry ? registry : Metrics.globalRegistry);
    }

    /** Counts a refused record, logs it, and makes its dead letter. */
    public ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext where, byte[] key, Exception error) {
        String camera = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        String reason = reason(error);
        CameraLog.of(
                camera,
                () -> LOG.warn(
                        "Camera {}: record {}-{}@{} goes to the dead letters: {}",
                        camera,
                        where.topic(),
                        where.partition(),
                        where.offset(),
                        reason));
        meters.counter(COUNTER, "topic", where.topic()).increment();
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(deadLetterTopic, null, key, null);
        Headers headers = letter.headers();
        add(headers, TOPIC, where.topic());
        add(headers, PARTITION, String.valueOf(where.partition()));
        add(headers, OFFSET, String.valueOf(where.offset()));
        add(headers, CAMERA, camera);
        add(headers, REASON, reason);
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(Exception error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        String shown = Printable.line(Secrets.hidden(message));
        return shown.length() <= MAX_REASON_LENGTH ? shown : shown.substring(0, MAX_REASON_LENGTH);
    }
}
