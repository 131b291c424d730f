package io.agender.dashboard.topic;

import io.agender.schemas.reader.RecordDecoder;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands on the values that can be read. Belongs to one thread, and owns its decoder. */
public final class DecodedSink<T> implements Follower.Sink {

    private final RecordDecoder<T> decoder;
    private final Taker<T> taker;
    private final Consumer<ConsumerRecord<String, byte[]>> valueless;

    /** What takes the values. */
    public interface Taker<T> {
        void take(T value, ConsumerRecord<String, byte[]> taken, boolean past);
    }

    public DecodedSink(RecordDecoder<T> decoder, Taker<T> taker) {
        this(decoder, taker, record -> {});
    }

    /** @param valueless takes the records without a value */
    public DecodedSink(RecordDecoder<T> decoder, Taker<T> taker, Consumer<ConsumerRecord<String, byte[]>> valueless) {
        this.decoder = decoder;
        this.taker = taker;
        this.valueless = valueless;
    }

    @Override
    public void take(ConsumerRecord<String, byte[]> taken, boolean past) {
        if (taken.key() != null && taken.value() == null) {
            valueless.accept(taken);
        } else if (taken.key() != null) {
            decoder.decode(taken).ifPresent(value -> taker.take(value, taken, past));
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
