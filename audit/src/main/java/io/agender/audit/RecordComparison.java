package io.agender.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.generic.IndexedRecord;

/**
 * Compares the records of a camera in a topic with those that must be there: one by one, in order, value by value, and
 * their times. Headers are left out.
 *
 * @param topic name of the topic, for the message
 * @param placeOf names a record, such as {@code sequence 17 of lobby-1}
 */
public record RecordComparison<T extends IndexedRecord>(String topic, Function<T, String> placeOf) {

    /** The first difference; empty when there is none. */
    public Optional<Difference> first(String camera, List<TopicRecord<T>> expected, List<TopicRecord<T>> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            Optional<Difference> difference = at(i, camera, expected, found);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> at(
            int index, String camera, List<TopicRecord<T>> expected, List<TopicRecord<T>> found) {
        if (index == expected.size()) {
            return Optional.of(whole(camera, place(found, index), "no more records", nameOf(found, index)));
        }
        String place = place(expected, index);
        if (index == found.size()) {
            return Optional.of(whole(camera, place, place, "no more records"));
        }
        if (!place.equals(place(found, index))) {
            return Optional.of(whole(camera, place, place, nameOf(found, index)));
        }
        TopicRecord<T> one = expected.get(index);
        TopicRecord<T> other = found.get(index);
        if (one.timestamp() != other.timestamp()) {
            return Optional.of(
                    new Difference(topic, camera, place, "timestamp", "" + one.timestamp(), "" + other.timestamp()));
        }
        return FieldDifference.first(one.value(), other.value()).map(field -> difference(camera, one.value(), field));
    }

    /** A difference in a field of a record. */
    public Difference difference(String camera, T record, FieldDifference field) {
        return new Difference(topic, camera, placeOf.apply(record), field.field(), field.expected(), field.found());
    }

    private Difference whole(String camera, String place, String expected, String found) {
        return new Difference(topic, camera, place, "record", expected, found);
    }

    /** A doubled record is the difference that matters most, so it is called by its name. */
    private String nameOf(List<TopicRecord<T>> records, int index) {
        String place = place(records, index);
        boolean doubled = index > 0 && place.equals(place(records, index - 1));
        boolean repeated = records.subList(0, index).stream()
                .anyMatch(record -> placeOf.apply(record.value()).equals(place));
        return place + (doubled ? " doubled" : repeated ? " a second time" : "");
    }

    private String place(List<TopicRecord<T>> records, int index) {
        return placeOf.apply(records.get(index).value());
    }
}
