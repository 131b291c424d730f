package io.agender.schemas;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Refuses values that decode well but are of another type than the topic's. */
final class TypedDeserializer<T> implements Deserializer<T> {

    private final Class<T> type;
    private final Deserializer<Object> delegate;

    TypedDeserializer(Class<T> type, Deserializer<Object> delegate) {
        this.type = type;
        this.delegate = delegate;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        delegate.configure(configs, isKey);
    }

    @Override
    public T deserialize(String topic, byte[] data) {
        return checked(topic, delegate.deserialize(topic, data));
    }

    @Override
    public T deserialize(String topic, Headers headers, byte[] data) {
        return checked(topic, delegate.deserialize(topic, headers, data));
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
