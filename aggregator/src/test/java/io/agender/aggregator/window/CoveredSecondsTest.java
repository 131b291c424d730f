package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.SecondRange;
import io.agender.schemas.ViewKind;
import io.agender.schemas.WindowState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views are told by their first two letters: da, ov, bl (BLOCKED), blu, mo; nothing for CLEAR. */
class CoveredSecondsTest {

    private final WindowState window =
            WindowState.newBuilder().setStart(at(0)).setEnd(at(10)).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0           | 0-1",
                "0 0         | 0-1",
                "0 1 2       | 0-3",
                "2 1 0       | 0-3",
                "0 2         | 0-1 2-3",
                "0 2 1       | 0-3", // what was missing comes late
                "5 1 3       | 1-2 3-4 5-6",
                "5 6 1 2 4 3 | 1-7",
                "3 1 1 3     | 1-2 3-4",
            })
    void should_keep_the_seconds_as_ranges_that_do_not_touch(String seconds, String ranges) {
        Stream.of(seconds.split(" "))
                .forEach(second -> CoveredSeconds.add(window, Integer.parseInt(second), ViewKind.CLEAR));

        assertThat(ranges()).containsExactly(ranges.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a number is a frame in that second, two are what a frame says of the seconds from one to before the
                // other
                "0da               | 0-1da",
                "0 0da             | 0-1da", // worse counts
                "0da 0             | 0-1da",
                "0mo 0bl 0blu      | 0-1bl",
                "0blu 0da 0ov      | 0-1da",
                "0 1da 2           | 0-1 1-2da 2-3",
                "0da 2da 1da       | 0-3da",
                "0da 2da 1         | 0-1da 1-2 2-3da",
                "0 1 2 3 1-3da     | 0-1 1-3da 3-4",
                "0 1 2 3 0-9da     | 0-4da",
                "0 3 0-9da         | 0-1da 3-4da", // seconds without a frame stay without
                "0 3 0-9da 1       | 0-1da 1-2 3-4da", // a frame that comes later says for itself
                "0 1 2 1-2da 0-3mo | 0-1mo 1-2da 2-3mo",
                "0 1 2 0-3mo 1-2da | 0-1mo 1-2da 2-3mo",
                "0mo 1mo 2mo 0-3da | 0-3da",
                "0da 1da 1-2mo     | 0-2da",
                "5 0-3da 6-9da     | 5-6",
            })
    void should_keep_the_worst_that_is_said_of_a_second(String told, String ranges) {
        for (String one : told.split(" ")) {
            String[] numbers = one.replaceAll("[a-z]", "").split("-");
            ViewKind view = view(one.replaceAll("[^a-z]", ""));
            int first = Integer.parseInt(numbers[0]);
            if (numbers.length == 1) {
                CoveredSeconds.add(window, first, view);
            } else {
                CoveredSeconds.impair(window, first, Integer.parseInt(numbers[1]), view);
            }
        }

        assertThat(ranges()).containsExactly(ranges.split(" "));
    }

    @RepeatedTest(20)
    void should_count_like_a_table_of_all_seconds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<Integer, ViewKind> table = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            int second = random.nextInt(200);
            int to = second + 1 + random.nextInt(20);
            ViewKind view = ViewKind.values()[random.nextInt(ViewKind.values().length)];
            if (random.nextBoolean()) {
                table.merge(second, view, Sight::worse);
                CoveredSeconds.add(window, second, view);
            } else {
                table.replaceAll((key, known) -> key >= second && key < to ? Sight.worse(known, view) : known);
                CoveredSeconds.impair(window, second, to, view);
            }
        }

        for (int upTo : List.of(0, 1, 50, 199, 200, 1000)) {
            Map<ViewKind, Long> wanted = new EnumMap<>(ViewKind.class);
            wanted.put(ViewKind.CLEAR, 0L);
            table.forEach((second, view) -> wanted.merge(view, second < upTo ? 1L : 0L, Long::sum));
            assertThat(CoveredSeconds.within(window, upTo)).isEqualTo(wanted);
        }
        assertThat(window.getCoveredSeconds()).isSortedAccordingTo((one, other) -> one.getTo() - other.getFrom());
    }

    @Test
    void should_settle_the_oldest_range_when_a_camera_stutters_all_day() {
        for (int second = 0; second < 80_000; second += 2) {
            CoveredSeconds.add(window, second, ViewKind.CLEAR);
        }
        CoveredSeconds.add(window, 1, ViewKind.CLEAR); // too late to be told from what is settled

        assertThat(window.getCoveredSeconds()).hasSize(CoveredSeconds.MAX_RANGES);
        assertThat(CoveredSeconds.within(window, 86_400)).containsExactly(Map.entry(ViewKind.CLEAR, 40_000L));
    }

    @Test
    void should_settle_what_a_camera_could_not_see_when_its_lamp_flickers_all_day() {
        ViewKind[] flicker = {ViewKind.DARK, ViewKind.CLEAR, ViewKind.OVEREXPOSED, ViewKind.DARK};
        for (int second = 0; second < 80_000; second++) {
            CoveredSeconds.add(window, second, flicker[second % 4]);
        }
        CoveredSeconds.impair(window, 0, 4, ViewKind.DARK); // too late

        assertThat(window.getCoveredSeconds()).hasSize(CoveredSeconds.MAX_RANGES);
        assertThat(CoveredSeconds.within(window, 86_400))
                .containsOnly(
                        Map.entry(ViewKind.CLEAR, 20_000L),
                        Map.entry(ViewKind.DARK, 40_000L),
                        Map.entry(ViewKind.OVEREXPOSED, 20_000L));
        assertThat(CoveredSeconds.within(window, 100).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("the clock is set back: no more seconds than have passed")
                .isEqualTo(100);
    }

    private List<String> ranges() {
        return window.getCoveredSeconds().stream()
                .map(range -> range.getFrom() + "-" + range.getTo() + letters(range))
                .toList();
    }

    private static String letters(SecondRange range) {
        if (range.getView() == null) {
            return "";
        }
        int length = range.getView() == ViewKind.BLURRED ? 3 : 2;
        return range.getView().name().substring(0, length).toLowerCase(Locale.ROOT);
    }

    private static ViewKind view(String letters) {
        return Arrays.stream(ViewKind.values())
                .filter(kind -> !letters.isEmpty() && kind.name().startsWith(letters.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(ViewKind.CLEAR);
    }
}
