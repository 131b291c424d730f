package io.agender.dashboard.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.topic.PeriodIndex.Part;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodIndexTest {

    private static final LocalDate DATE = LocalDate.parse("2026-11-25");

    private final PeriodIndex index = new PeriodIndex(10);

    @Test
    void should_know_where_a_date_is_and_what_comes_late() {
        for (int offset = 0; offset < 100; offset++) {
            index.add(0, offset, "lobby", DATE.plusDays(offset / 24));
        }
        index.add(0, 5000, "lobby", DATE);

        assertThat(index.of(List.of(DATE), Optional.empty()))
                .isEqualTo(Map.of(0, List.of(new Part(0, 24), new Part(5000, 5001))));
        assertThat(index.of(List.of(DATE.plusDays(1), DATE.plusDays(2)), Optional.empty()))
                .isEqualTo(Map.of(0, List.of(new Part(24, 72))));
        assertThat(index.newest()).contains(DATE.plusDays(4));
    }

    @Test
    void should_look_only_where_the_records_of_a_camera_are() {
        index.add(0, 0, "lobby", DATE);
        index.add(1, 0, "door", DATE);
        index.add(2, 7, "lobby", DATE); // a partition was added

        assertThat(index.of(List.of(DATE), Optional.of("lobby"))).containsOnlyKeys(0, 2);
        assertThat(index.of(List.of(DATE), Optional.of("one beyond the bound"))).containsOnlyKeys(0, 1, 2);
    }

    @Test
    void should_forget_a_partition_that_was_created_anew() {
        index.add(0, 10, "lobby", DATE);
        index.add(0, 0, "lobby", DATE.plusDays(1));

        assertThat(index.of(List.of(DATE), Optional.empty())).isEmpty();
        assertThat(index.of(List.of(DATE.plusDays(1)), Optional.empty())).containsOnlyKeys(0);
    }

    @Test
    void should_hold_so_many_dates_and_no_more() {
        for (int day = 0; day < PeriodIndex.MAX_DATES + 5; day++) {
            index.add(0, day, "lobby", DATE.plusDays(day));
        }

        assertThat(index.of(List.of(DATE.plusDays(4)), Optional.empty())).isEmpty();
        assertThat(index.of(List.of(DATE.plusDays(5)), Optional.empty())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void should_miss_no_record_however_they_come(long seed) {
        Random random = new Random(seed);
        Map<LocalDate, Set<Long>> truth = new TreeMap<>();
        long offset = 0;
        for (int record = 0; record < 3000; record++) {
            offset += 1 + (random.nextInt(20) == 0 ? random.nextInt(3000) : 0);
            LocalDate date = DATE.plusDays(record / 100 - (random.nextInt(10) == 0 ? random.nextInt(20) : 0));
            index.add(0, offset, "lobby", date);
            truth.computeIfAbsent(date, one -> new HashSet<>()).add(offset);
        }
        truth.forEach((date, offsets) -> {
            List<Part> parts = index.of(List.of(date), Optional.empty()).get(0);
            assertThat(parts).hasSizeLessThanOrEqualTo(PeriodIndex.MAX_PARTS);
            assertThat(offsets).allMatch(one -> parts.stream().anyMatch(part -> part.from() <= one && one < part.to()));
        });
    }
}
