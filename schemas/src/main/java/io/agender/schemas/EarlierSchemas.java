package io.agender.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Schemas of records as earlier versions of the program wrote them into their stores. Topics need none of them: there the
 * registry keeps them.
 *
 * <p>They are resources, {@code earlier/<record>-1.avsc}, {@code earlier/<record>-2.avsc} and so on, the oldest first.
 */
public final class EarlierSchemas {

    private EarlierSchemas() {}

    /** The earlier schemas of a record; empty when it never changed. */
    public static List<Schema> of(Class<? extends SpecificRecord> type) {
        List<Schema> schemas = new ArrayList<>();
        while (true) {
            String resource = "earlier/" + type.getSimpleName() + "-" + (schemas.size() + 1) + ".avsc";
            try (InputStream json = EarlierSchemas.class.getResourceAsStream(resource)) {
                if (json == null) {
                    return List.copyOf(schemas);
                }
                schemas.add(new Schema.Parser().parse(json));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
