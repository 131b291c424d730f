package io.agender.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Makes value serdes out of the classes that the configuration names. */
public final class AvroSerdes {

    static {
        TrustedRecords.ensure();
    }

    private AvroSerdes() {}

    /**
     * A serde for values of one type. Thread-safe as far as the configured classes are; whoever uses it closes it.
     *
     * @param type the record class; a value of another type in the topic is refused as undecodable
     * @throws IllegalArgumentException when a named class is not on the class path
     */
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type, SerdeConfig config) {
        return Serdes.serdeFrom(serializer(config), deserializer(type, config));
    }

    /** A configured serializer of values. */
    @SuppressWarnings("unchecked")
    public static <T extends SpecificRecord> Serializer<T> serializer(SerdeConfig config) {
        Serializer<T> serializer = newInstance(config.serializer(), Serializer.class);
        serializer.configure(config.properties(), false);
        return serializer;
    }

    /** A configured deserializer of values of one type. */
    @SuppressWarnings("unchecked")
    public static <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type, SerdeConfig config) {
        Deserializer<Object> deserializer = newInstance(config.deserializer(), Deserializer.class);
        deserializer.configure(config.properties(), false);
        return new TypedDeserializer<>(type, deserializer);
    }

    private static <S> S newInstance(String className, Class<S> type) {
        try {
            return Utils.newInstance(className, type);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "The class " + className + " is not on the class path; add its library or name another class.", e);
        }
    }
}
