package io.agender.verification;

import io.agender.runtime.store.AvroStateSerde;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes values without a registry, in Avro's single-object encoding, so that faults meet broker and services only.
 * Services name it in their settings.
 */
public final class LocalAvroSerializer implements Serializer<SpecificRecord> {

    private final Map<Class<?>, Serializer<SpecificRecord>> serializers = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked")
    public byte[] serialize(String topic, SpecificRecord value) {
        return value == null
                ? null
                : serializers
                        .computeIfAbsent(value.getClass(), type -> AvroStateSerde.of((Class<SpecificRecord>) type)
                                .serializer())
                        .serialize(topic, value);
    }
}
