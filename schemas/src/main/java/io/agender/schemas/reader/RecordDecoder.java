package io.agender.schemas.reader;

import io.agender.schemas.RegistryException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads values for those who go on behind a bad record: it is counted and skipped, for the services have dead-lettered
 * it. When the registry is away or refuses the error rises, for that is no fault of the record. Belongs to one thread.
 */
public final class RecordDecoder<T> implements AutoCloseable {

    private final Deserializer<T> values;
    private final BadRecords bad;

    /**
     * @param values reads the values; the decoder owns it
     * @param bad counts what can't be read
     */
    public RecordDecoder(Deserializer<T> values, BadRecords bad) {
        this.values = values;
        this.bad = bad;
    }

    /** The value; nothing for a record without one, or one that can't be read. */
    public Optional<T> decode(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(values.deserialize(record.topic(), record.headers(), record.value()));
        } catch (RuntimeException e) {
            if (RegistryException.isCauseOf(e)) {
                throw e;
            }
            bad.add(record, e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        values.close();
    }
}
