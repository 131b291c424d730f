package io.agender.runtime;

import io.agender.schemas.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Plain Avro binary without a registry, for tests of topologies. */
public final class LocalAvroSerde {

    static {
        TrustedRecords.ensure();
    }

    private LocalAvroSerde() {}

    @SuppressWarnings("unchecked")
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        SpecificData data = SpecificData.getForClass(type);
        Schema schema = data.getSchema(type);
        return Serdes.serdeFrom(
                (topic, value) -> {
                    if (value == null) {
                        return null;
                    }
                    try {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
                        data.createDatumWriter(schema).write(value, encoder);
                        encoder.flush();
                        return bytes.toByteArray();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (topic, bytes) -> {
                    if (bytes == null) {
                        return null;
                    }
                    try {
                        return (T) data.createDatumReader(schema)
                                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
                    } catch (IOException | RuntimeException e) {
                        throw new SerializationException("Not an Avro " + type.getSimpleName() + ".", e);
                    }
                });
    }
}
