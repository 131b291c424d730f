package io.agender.producer.delivery;

import io.agender.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What is asked of Kafka's producer, over which the user's own settings win. */
public final class ClientSettings {

    private static final int MEBIBYTE = 1024 * 1024;

    private ClientSettings() {}

    /** Made for records of 100 to 500 KB, where Kafka's defaults are made for 1 KB. */
    public static Map<String, Object> forFrames() {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "agender-frame-producer");
        // No frame twice and none out of order, whatever has to be sent again.
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        // Idempotence alone keeps no order where brokers know nothing of the producer yet: if the first of several
        // requests
        // comes too early for a new topic and the second does not, brokers take the second for the first, and refuse
        // the
        // first from then on. While one request is on its way the next collects in batches, so this costs no
        // throughput.
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // JPEG does not get smaller
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        // One to five frames; buffers of this size are used again, those of larger frames are not.
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, MEBIBYTE / 2);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // What sixteen cameras may have on their way (see Acknowledgements); with more of them the cameras wait or
        // drop.
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * MEBIBYTE);
        // A frame that the client has taken is tried until the brokers have it, however long they are away. If it were
        // given up, nobody would know whether they have it after all; and a file must not fail because they were away.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // What the client can't take is tried again by the camera.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        return all;
    }
}
