package io.agender.aggregator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallCellsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // least, cells, published with * for withheld
                "5 | 9 7 5 6     | 9 7 5 6", // none is small
                "5 | 9 3 2 6     | 9 * * 6", // two small ones that hold the least count
                "5 | 9 1 0 6     | 9 * * *", // the smallest of the others goes with them
                "5 | 9 0 0 6     | 9 * * *", // nobody is withheld as somebody is
                "5 | 9 4 4 6     | 9 * * *", // two equal ones would be known from the total
                "5 | 9 0 6 6     | 9 * * *", // equals go together, or their order would tell
                "5 | 9 0 0 9     | * * * *", // the total of two groups is still published
                "5 | 4 0 0 0     | all", // the total is small
                "5 | 0 0 0 0     | all", // and an empty table looks the same
                "5 | 3 3 3 3     | all", // the total would give every cell away
                "2 | 1 0 1 9     | * * * 9",
                "2 | 1 0 0 9     | * * * *",
            })
    void should_withhold_small_cells_and_what_would_give_them_away(int least, String cells, String published) {
        assertThat(publication(numbers(cells), least)).isEqualTo(published);
    }

    /** Who knows the rule tries every table there is and keeps those that would have been published alike. */
    @ParameterizedTest
    @CsvSource({"2, 2", "2, 3", "2, 4", "2, 5", "3, 2", "3, 3", "3, 4", "4, 2", "4, 3", "4, 4", "5, 3"})
    void should_leave_no_small_cell_certain_to_one_who_tries_all_tables(int least, int size) {
        Map<String, List<long[]>> explanations = new HashMap<>();
        tables(size, 3 * least + 2).forEach(table -> explanations
                .computeIfAbsent(view(table, least), none -> new ArrayList<>())
                .add(table));

        assertThat(explanations).isNotEmpty().allSatisfy((publication, tables) -> {
            for (int cell = 0; cell < size; cell++) {
                int at = cell;
                long[] possible =
                        tables.stream().mapToLong(table -> table[at]).distinct().toArray();
                assertThat(possible.length > 1 || possible[0] >= least)
                        .as("%s gives away that cell %s is %s", publication, cell, possible[0])
                        .isTrue();
            }
        });
    }

    @Test
    void should_look_at_values_only_so_that_any_two_withheld_cells_can_be_exchanged() {
        tables(4, 11).forEach(table -> {
            Optional<boolean[]> withheld = SmallCells.withheld(table, 3);
            for (int one = 0; one < 4; one++) {
                for (int other = 0; other < one; other++) {
                    if (withheld.isEmpty() || withheld.get()[one] && withheld.get()[other]) {
                        long[] exchanged = table.clone();
                        exchanged[one] = table[other];
                        exchanged[other] = table[one];
                        assertThat(view(exchanged, 3)).isEqualTo(view(table, 3));
                    }
                }
            }
        });
    }

    @Test
    void should_leave_at_least_the_least_count_in_the_group_that_is_withheld_beside_a_total() {
        tables(4, 14).forEach(table -> SmallCells.withheld(table, 4).ifPresent(withheld -> {
            long hidden = 0;
            boolean any = false;
            for (int i = 0; i < table.length; i++) {
                hidden += withheld[i] ? table[i] : 0;
                any |= withheld[i];
            }
            assertThat(!any || hidden >= 4).as(Arrays.toString(table)).isTrue();
        }));
    }

    /** All that is published: the cells, and the total unless all is withheld. */
    private static String view(long[] table, int least) {
        String cells = publication(table, least);
        return cells.equals("all")
                ? cells
                : cells + " of " + Arrays.stream(table).sum();
    }

    private static String publication(long[] table, int least) {
        return SmallCells.withheld(table, least)
                .map(withheld -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < table.length; i++) {
                        text.append(i == 0 ? "" : " ").append(withheld[i] ? "*" : table[i]);
                    }
                    return text.toString();
                })
                .orElse("all");
    }

    private static Stream<long[]> tables(int size, int most) {
        if (size == 0) {
            return Stream.of(new long[0]);
        }
        return tables(size - 1, most).flatMap(rest -> {
            long left = most - Arrays.stream(rest).sum();
            return Stream.iterate(0L, count -> count <= left, count -> count + 1)
                    .map(count -> {
                        long[] table = Arrays.copyOf(rest, size);
                        table[size - 1] = count;
                        return table;
                    });
        });
    }

    private static long[] numbers(String text) {
        return Stream.of(text.strip().split(" +")).mapToLong(Long::parseLong).toArray();
    }
}
