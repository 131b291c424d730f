package io.agender.dashboard.topic;

import io.agender.schemas.reader.RecordDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands on the values that can be read. Belongs to one thread, and owns its decoder. */
public final class DecodedSink<T> implements Follower.Sink {

    private final RecordDecoder<T> decoder;
    private final Taker<T> taker;

    /** What takes the values. */
    public interface Taker<T> {
        void take(T value, ConsumerRecord<String, byte[]> taken, boolean past);
    }

    public DecodedSink(RecordDecoder<T> decoder, Taker<T> taker) {
        this.decoder = decoder;
        this.taker = taker;
    }

    @Override
    public void take(ConsumerRecord<String, byte[]> taken, boolean past) {
        if (taken.key() != null) {
            decoder.decode(taken).ifPresent(value -> taker.take(value, taken, past));
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
