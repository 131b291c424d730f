package io.agender.dashboard.topic;

import io.agender.runtime.CameraLog;
import io.agender.runtime.RegistryErrors;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values. One that can't be read is counted and skipped, for the services have dead-lettered it; when the registry
 * is away or refuses the error rises, and the record is offered again. Belongs to one thread.
 */
public final class Decoder<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);

    private final Deserializer<T> values;
    private final AtomicLong undecodable;

    /** @param undecodable counts what can't be read; shared */
    public Decoder(Deserializer<T> values, AtomicLong undecodable) {
        this.values = values;
        this.undecodable = undecodable;
    }

    Optional<T> decode(ConsumerRecord<String, byte[]> taken) {
        if (taken.value() == null || taken.key() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(values.deserialize(taken.topic(), taken.headers(), taken.value()));
        } catch (RuntimeException e) {
            if (RegistryErrors.in(e).isPresent()) {
                throw e;
            }
            if (undecodable.getAndIncrement() == 0) {
                CameraLog.of(
                        taken.key(),
                        () -> LOG.warn(
                                "Record {} of partition {} of {} can't be read; further ones are only counted.",
                                taken.offset(),
                                taken.partition(),
                                taken.topic()));
            }
            return Optional.empty();
        }
    }

    void close() {
        values.close();
    }
}
