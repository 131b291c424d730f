package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class DatumCacheTest {

    private static final int RECORDS = 1000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DatumCache<Object> datums = new DatumCache<>();
    private final RollupSummary record = BlankRecords.of(RollupSummary.class);

    DatumCacheTest() {
        datums.setUseSpecificAvroReader(true);
    }

    @Test
    void should_give_back_what_was_written() throws IOException {
        record.setCameraId("lobby");

        assertThat(read(written(record))).isEqualTo(record);
    }

    @Test
    void should_not_write_the_schema_down_with_each_record() throws IOException {
        byte[] bytes = written(record);
        Object first = read(bytes);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RECORDS; i++) {
            written(record);
            first = read(bytes);
        }
        long each = (THREADS.getCurrentThreadAllocatedBytes() - before) / RECORDS;

        assertThat(first).isEqualTo(record);
        assertThat(each)
                .as("bytes for a record that is written and read")
                .isLessThan(
                        SchemaNormalization.toParsingForm(record.getSchema()).length());
    }

    @Test
    void should_be_what_our_serdes_are_configured_with_unless_somebody_names_another() {
        String setting = "apicurio.registry.avro-datum-provider";

        assertThat(SerdeConfig.of("http://reg").properties()).containsEntry(setting, DatumCache.class.getName());
        assertThat(SerdeConfig.of(
                                "http://reg",
                                SerdeConfig.DEFAULT_SERIALIZER,
                                SerdeConfig.DEFAULT_DESERIALIZER,
                                Map.of(setting, "their.own"))
                        .properties())
                .containsEntry(setting, "their.own");
    }

    private byte[] written(RollupSummary one) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        datums.createDatumWriter(one, one.getSchema()).write(one, encoder);
        return bytes.toByteArray();
    }

    private Object read(byte[] bytes) {
        try {
            return datums.createDatumReader(record.getSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
