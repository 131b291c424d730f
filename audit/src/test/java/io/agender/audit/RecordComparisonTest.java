package io.agender.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordComparisonTest {

    private static final Consumer<List<TopicRecord<FrameFaces>>> NOTHING = records -> {};

    static Stream<Arguments> damages() {
        return Stream.of(
                damage(records -> records.add(2, records.get(1)), "sequence 2", "sequence 1 of stream run doubled"),
                damage(
                        records -> records.add(3, records.get(0)),
                        "sequence 3",
                        "expected sequence 3 of stream run, found sequence 0 of stream run a second time"),
                damage(records -> records.remove(1), "sequence 1", "found sequence 2 of stream run"),
                damage(records -> records.remove(3), "sequence 3", "found no more records"),
                damage(records -> records.add(records.get(0)), "expected no more records", "found sequence 0"),
                damage(records -> records.add(records.remove(0)), "sequence 0", "found sequence 1"),
                damage(
                        records -> records.get(2).value().getFaces().get(1).setAge(31f),
                        "sequence 2 of stream run, faces[1].age",
                        "expected 30.0, found 31.0"),
                damage(
                        records -> records.get(1).value().getFaces().remove(1),
                        "sequence 1 of stream run, faces",
                        "expected 2 entries, found 1 entries"),
                damage(
                        records -> records.set(
                                0, new TopicRecord<>("door", 7, records.get(0).value())),
                        "sequence 0 of stream run, timestamp",
                        "expected 0, found 7"));
    }

    private static Arguments damage(Consumer<List<TopicRecord<FrameFaces>>> damage, String place, String what) {
        return Arguments.of(damage, place, what);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("damages")
    void should_name_the_first_difference(Consumer<List<TopicRecord<FrameFaces>>> damage, String place, String what) {
        assertThat(Places.FACES.first("door", records(NOTHING), records(damage)))
                .hasValueSatisfying(difference -> assertThat(difference.toString())
                        .startsWith("FIRST DIFFERENCE: agender.faces, camera door, ")
                        .contains(place)
                        .contains(what));
    }

    @Test
    void should_find_no_difference_between_equal_records() {
        assertThat(Places.FACES.first("door", records(NOTHING), records(NOTHING)))
                .isEmpty();
    }

    private static List<TopicRecord<FrameFaces>> records(Consumer<List<TopicRecord<FrameFaces>>> damage) {
        List<TopicRecord<FrameFaces>> records = new ArrayList<>(IntStream.range(0, 4)
                .mapToObj(sequence -> new TopicRecord<>(
                        "door",
                        sequence,
                        Frames.with(sequence, Frames.face(20f, Gender.MALE), Frames.face(30f, Gender.MALE))))
                .toList());
        damage.accept(records);
        return records;
    }
}
