package io.agender.audit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** The first field in which two records of one type differ. */
public record FieldDifference(String field, String expected, String found) {

    /** Compares field by field; empty when all are equal. */
    public static Optional<FieldDifference> first(IndexedRecord expected, IndexedRecord found) {
        return ofRecords("", expected, found);
    }

    private static Optional<FieldDifference> ofRecords(String path, IndexedRecord expected, IndexedRecord found) {
        for (Schema.Field field : expected.getSchema().getFields()) {
            String name = path.isEmpty() ? field.name() : path + "." + field.name();
            Optional<FieldDifference> difference = ofValues(name, expected.get(field.pos()), found.get(field.pos()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<FieldDifference> ofValues(String path, Object expected, Object found) {
        if (expected instanceof IndexedRecord one && found instanceof IndexedRecord other) {
            return ofRecords(path, one, other);
        }
        if (expected instanceof List<?> one && found instanceof List<?> other) {
            return ofLists(path, one, other);
        }
        return Objects.equals(expected, found)
                ? Optional.empty()
                : Optional.of(new FieldDifference(path, text(expected), text(found)));
    }

    private static Optional<FieldDifference> ofLists(String path, List<?> expected, List<?> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            Optional<FieldDifference> difference = ofValues(path + "[" + i + "]", expected.get(i), found.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return expected.size() == found.size()
                ? Optional.empty()
                : Optional.of(new FieldDifference(path, expected.size() + " entries", found.size() + " entries"));
    }

    private static String text(Object value) {
        return value instanceof ByteBuffer bytes ? bytes.remaining() + " bytes" : String.valueOf(value);
    }
}
