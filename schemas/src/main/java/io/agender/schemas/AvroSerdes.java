package io.agender.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
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
     * @throws ConfigException when a named class is not on the class path, or refuses its settings
     */
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type, SerdeConfig config) {
        return Serdes.serdeFrom(serializer(config), deserializer(type, config));
    }

    /**
     * A configured serializer of values. When it meets a topic for the first time it tells the registry of the schema, on
     * one thread and once; {@link #register} has that done before there are many.
     */
    @SuppressWarnings("unchecked")
    public static <T extends SpecificRecord> Serializer<T> serializer(SerdeConfig config) {
        return new RegisteringSerializer<>(
                config,
                properties -> {
                    Serializer<T> serializer = newInstance(config.serializer(), Serializer.class);
                    configure(config.serializer(), () -> serializer.configure(properties, false));
                    return serializer;
                },
                Patience.USUAL);
    }

    /**
     * Tells the registry what will be written.
     *
     * @param serializer one of ours
     * @throws RegistryException when the registry is away or refuses
     */
    public static <T extends SpecificRecord> void register(Serializer<T> serializer, Class<T> type, String... topics) {
        for (String topic : topics) {
            ((RegisteringSerializer<T>) serializer).register(topic, BlankRecords.of(type));
        }
    }

    /** A configured deserializer of values of one type. */
    @SuppressWarnings("unchecked")
    public static <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type, SerdeConfig config) {
        Deserializer<Object> deserializer = newInstance(config.deserializer(), Deserializer.class);
        configure(config.deserializer(), () -> deserializer.configure(config.properties(), false));
        return new TypedDeserializer<>(type, deserializer, new RegistryErrorMapper(config.address()), Patience.USUAL);
    }

    private static <S> S newInstance(String className, Class<S> type) {
        try {
            return Utils.newInstance(className, type);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(
                    "The class " + className + " is not on the class path; add its library or name another class.");
        }
    }

    private static void configure(String className, Runnable configuring) {
        try {
            configuring.run();
        } catch (ConfigException e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw (ConfigException) new ConfigException("The class " + className
                            + " refuses the settings that begin with serde. (" + root.getMessage() + ").")
                    .initCause(e);
        }
    }
}
