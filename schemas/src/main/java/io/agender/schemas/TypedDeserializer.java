package io.agender.schemas;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Refuses values that decode well but are of another type than the topic's. What the registry refuses comes out as
 * {@link RegistryException}; all else that is thrown is the record's fault.
 */
final class TypedDeserializer<T> implements Deserializer<T> {

    private static final int ID_BYTES = 4;

    private final Class<T> type;
    private final Deserializer<Object> delegate;
    private final RegistryErrorMapper troubles;
    private final Patience patience;
    private final Set<Integer> knownIds = ConcurrentHashMap.newKeySet();

    TypedDeserializer(Class<T> type, Deserializer<Object> delegate, RegistryErrorMapper troubles, Patience patience) {
        this.type = type;
        this.delegate = delegate;
        this.troubles = troubles;
        this.patience = patience;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        delegate.configure(configs, isKey);
    }

    @Override
    public T deserialize(String topic, byte[] data) {
        return checked(topic, asked(data, () -> delegate.deserialize(topic, data)));
    }

    @Override
    public T deserialize(String topic, Headers headers, byte[] data) {
        return checked(topic, asked(data, () -> delegate.deserialize(topic, headers, data)));
    }

    /** Only a schema that was not met yet is asked for. */
    private Object asked(byte[] data, Supplier<Object> question) {
        boolean hasId = data != null && data.length > ID_BYTES && data[0] == 0;
        int id = hasId ? ByteBuffer.wrap(data).getInt(1) : 0;
        try {
            if (hasId && knownIds.contains(id)) {
                return question.get();
            }
            Object value = patience.with(question);
            if (hasId) {
                knownIds.add(id);
            }
            return value;
        } catch (RuntimeException e) {
            throw troubles.reading(e);
        }
    }

    private T checked(String topic, Object value) {
        if (value != null && !type.isInstance(value)) {
            throw new SerializationException("Topic " + topic + " holds a "
                    + value.getClass().getName() + " where a " + type.getName() + " belongs.");
        }
        return type.cast(value);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
