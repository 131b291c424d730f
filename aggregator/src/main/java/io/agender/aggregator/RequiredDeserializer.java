package io.agender.aggregator;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Refuses records without a key or without a value, so that they go the way of all undecodable records and the processor
 * sees none.
 */
final class RequiredDeserializer<T> implements Deserializer<T> {

    private final String part;
    private final Deserializer<T> delegate;

    /**
     * Wraps a deserializer.
     *
     * @param part what is required, for the message: key or value
     */
    RequiredDeserializer(String part, Deserializer<T> delegate) {
        this.part = part;
        this.delegate = delegate;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        delegate.configure(configs, isKey);
    }

    @Override
    public T deserialize(String topic, byte[] data) {
        return required(topic, delegate.deserialize(topic, data));
    }

    @Override
    public T deserialize(String topic, Headers headers, byte[] data) {
        return required(topic, delegate.deserialize(topic, headers, data));
    }

    private T required(String topic, T value) {
        if (value == null) {
            throw new SerializationException("A record of " + topic + " has no " + part + ".");
        }
        return value;
    }

    @Override
    public void close() {
        delegate.close();
    }
}
