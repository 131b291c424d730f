package io.agender.runtime;

import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of all cameras in {@code agender.cameras}, read as a whole and changed as a whole.
 *
 * <p>A change is a transaction, and all writers have the same transactional id. So of two that change at the same time the
 * one that began later shuts the other out: what a change has read is what is there when its own records are, or it
 * fails and nothing of it is written. Thread-safe; keeps nothing open.
 */
public final class CameraSettingsTopic {

    /** Transactional id of whoever writes; its user needs the right to it. */
    public static final String WRITER = "agender-cameras";

    private static final Logger LOG = LoggerFactory.getLogger(CameraSettingsTopic.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So that readers from the beginning know the settings before any face, whatever time that has. */
    private static final long BEFORE_ALL_FACES = Instant.EPOCH.toEpochMilli();

    private final KafkaConfig kafka;

    /** What is to become of what is there. */
    @FunctionalInterface
    public interface Change {

        /**
         * Says what is to be written, by camera id.
         *
         * @param there all that is there, by camera id
         */
        Map<String, CameraSettings> of(Map<String, CameraSettings> there);
    }

    /** Somebody else has begun a change after this one did; nothing of this one was written. */
    public static final class OutpacedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutpacedException(Throwable cause) {
            super("Somebody else changed settings of cameras at the same moment.", cause);
        }
    }

    public CameraSettingsTopic(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /**
     * All settings, by camera id.
     *
     * @throws KafkaException when the topic can't be read
     */
    public Map<String, CameraSettings> read() {
        Map<String, CameraSettings> all = new TreeMap<>();
        try (Deserializer<CameraSettings> values = AvroSerdes.deserializer(CameraSettings.class, kafka.serdes());
                TopicReader reader = TopicReader.open(kafka.clientProperties(Map.of()), WRITER + "-reader", 500)) {
            reader.begin(reader.partitions(Topic.CAMERAS), StartPosition.beginning());
            TopicReader.Outcome outcome = reader.readUntil(reader::caughtUp, PATIENCE, record -> {
                if (record.value() == null) {
                    all.remove(record.key());
                } else {
                    all.put(record.key(), values.deserialize(record.topic(), record.headers(), record.value()));
                }
            });
            if (outcome != TopicReader.Outcome.END) {
                throw new TimeoutException("nothing came of topic " + Topic.CAMERAS + " for " + PATIENCE.toSeconds()
                        + " s, though its end is not reached");
            }
        }
        return all;
    }

    /**
     * Changes settings; all that a change says is written, or nothing.
     *
     * @return what was written, by camera id
     * @throws OutpacedException when somebody else was faster
     * @throws KafkaException when the brokers can't be reached or refuse
     */
    public Map<String, CameraSettings> change(Change change) {
        Map<String, Object> properties = kafka.clientProperties(Map.of());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, WRITER);
        try (Serializer<CameraSettings> values = AvroSerdes.serializer(kafka.serdes());
                Producer<String, byte[]> producer =
                        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions(); // from here on whoever began before can't write
            Map<String, CameraSettings> wanted = change.of(read());
            if (!wanted.isEmpty()) {
                AvroSerdes.register(values, CameraSettings.class, Topic.CAMERAS);
                producer.beginTransaction();
                wanted.forEach((camera, settings) -> producer.send(record(camera, settings, values)));
                producer.commitTransaction();
                awaitReadable(wanted);
            }
            return wanted;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new OutpacedException(e);
        } catch (KafkaException e) {
            if (e.getCause() instanceof ProducerFencedException
                    || e.getCause() instanceof InvalidProducerEpochException) {
                throw new OutpacedException(e);
            }
            throw e;
        }
    }

    /** The brokers answer a commit before its mark is written, and who asks next is to be told of it. */
    private void awaitReadable(Map<String, CameraSettings> written) {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < PATIENCE.toNanos()) {
                Map<String, CameraSettings> there = read();
                if (written.entrySet().stream().allMatch(one -> holds(there.get(one.getKey()), one.getValue()))) {
                    return;
                }
            }
        } catch (KafkaException e) {
            LOG.warn("What was written of {} can't be read back yet: {}", written.keySet(), e.getMessage());
        }
    }

    /** Or what somebody else has made of it meanwhile. */
    private static boolean holds(CameraSettings there, CameraSettings written) {
        return there != null
                && there.getVersions().get(there.getVersions().size() - 1).getVersion()
                        >= written.getVersions()
                                .get(written.getVersions().size() - 1)
                                .getVersion();
    }

    private static ProducerRecord<String, byte[]> record(
            String camera, CameraSettings settings, Serializer<CameraSettings> values) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = values.serialize(Topic.CAMERAS, headers, settings);
        return new ProducerRecord<>(Topic.CAMERAS, null, BEFORE_ALL_FACES, camera, value, headers);
    }
}
