package io.agender.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Records that say nothing, to show a serializer what will be written: it takes a schema only with a value. */
final class BlankRecords {

    /** More than the fields of any record, each of which takes a few bytes. */
    private static final int ZEROS = 4096;

    static {
        TrustedRecords.ensure();
    }

    private BlankRecords() {}

    /** In Avro's binary form zeros are empty texts and lists, the number 0, and the first kind of a choice. */
    static <T extends SpecificRecord> T of(Class<T> type) {
        try {
            return new SpecificDatumReader<>(type)
                    .read(null, DecoderFactory.get().binaryDecoder(new byte[ZEROS], null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
