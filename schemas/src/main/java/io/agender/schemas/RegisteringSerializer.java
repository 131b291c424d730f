package io.agender.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Lets one thread tell the registry of a topic's schema while the others wait, and tries again when another process tells
 * it of the same at that moment. What the registry refuses comes out as {@link RegistryException}. Thread-safe as far as
 * the serializer behind it is.
 */
final class RegisteringSerializer<T extends SpecificRecord> implements Serializer<T> {

    private static final int ATTEMPTS = 10;
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private final SerdeConfig config;
    private final Serializer<T> delegate;
    private final Factory<T> factory;
    private final RegistryErrorMapper troubles;
    private final Patience patience;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final ReentrantLock registering = new ReentrantLock();

    /** Makes a configured serializer of the same class, with these properties. */
    interface Factory<T> {
        Serializer<T> with(Map<String, String> properties);
    }

    RegisteringSerializer(SerdeConfig config, Factory<T> factory, Patience patience) {
        this.config = config;
        this.factory = factory;
        this.delegate = factory.with(config.properties());
        this.troubles = new RegistryErrorMapper(config.address());
        this.patience = patience;
    }

    @Override
    public byte[] serialize(String topic, T value) {
        return serialize(topic, null, value);
    }

    @Override
    public byte[] serialize(String topic, Headers headers, T value) {
        if (value == null) {
            return null;
        }
        if (!registered.contains(topic)) {
            register(topic, value);
        }
        return asked(
                topic,
                () -> headers == null ? delegate.serialize(topic, value) : delegate.serialize(topic, headers, value));
    }

    /**
     * Tells the registry, unless that is done.
     *
     * @param value any value of the topic's
     * @throws RegistryException when the registry is away or refuses, or the others don't give way
     */
    void register(String topic, T value) {
        lock();
        try {
            for (int attempt = 1; !registered.contains(topic); attempt++) {
                try {
                    registerOnce(topic, value);
                    registered.add(topic);
                } catch (RegistryException e) {
                    if (e.kind() != RegistryException.Kind.CONFLICT || attempt == ATTEMPTS) {
                        throw e;
                    }
                    pause(attempt);
                }
            }
        } finally {
            registering.unlock();
        }
    }

    private void registerOnce(String topic, T value) {
        asked(
                topic,
                () -> patience.with(() -> {
                    Optional<Map<String, String>> versioned = NextVersion.of(config, topic);
                    if (versioned.isPresent()) {
                        try (Serializer<T> once = factory.with(versioned.get())) {
                            once.serialize(topic, value);
                        }
                    }
                    return delegate.serialize(topic, value); // knows the schema's id from now on
                }));
    }

    private byte[] asked(String topic, Supplier<byte[]> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw troubles.writing(topic, e);
        }
    }

    private void lock() {
        try {
            registering.lockInterruptibly();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Of different lengths, so that those who met once do not meet again. */
    private static void pause(int attempt) {
        long most = Math.min(MAX_PAUSE.toMillis(), 50L << attempt);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        Utils.closeQuietly(delegate, "serializer");
    }
}
