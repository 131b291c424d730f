package io.agender.schemas;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds Avro's reader and writer of a schema by the schema itself, which knows its hash. What it stands in for finds them by a
 * fingerprint, for which it writes the whole schema down with each record: of large schemas that takes several times as long as
 * the record. Apicurio's classes make it, by its name; it knows nothing of the registry. Thread-safe.
 */
public final class DatumCache<T> extends DefaultAvroDatumProvider<T> {

    /** Far more than versions of a topic's schemas; beyond it begins anew. */
    private static final int MAX_SCHEMAS = 1000;

    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final Map<Schema, DatumWriter<T>> specificWriters = new ConcurrentHashMap<>();
    private final Map<Schema, DatumWriter<T>> genericWriters = new ConcurrentHashMap<>();

    @Override
    public DatumReader<T> createDatumReader(Schema schema) {
        return known(readers, schema, super::createDatumReader);
    }

    @Override
    public DatumWriter<T> createDatumWriter(T data, Schema schema) {
        return known(
                data instanceof SpecificRecord ? specificWriters : genericWriters,
                schema,
                one -> super.createDatumWriter(data, one));
    }

    private static <V> V known(Map<Schema, V> all, Schema schema, Function<Schema, V> otherwise) {
        V known = all.get(schema);
        if (known == null) {
            if (all.size() >= MAX_SCHEMAS) {
                all.clear();
            }
            known = all.computeIfAbsent(schema, otherwise);
        }
        return known;
    }
}
