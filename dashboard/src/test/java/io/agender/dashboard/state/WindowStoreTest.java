package io.agender.dashboard.state;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowStoreTest {

    @ParameterizedTest
    @CsvSource({
        "PARTIAL, 1, PARTIAL, 2, true",
        "PARTIAL, 2, PARTIAL, 1, false",
        "PARTIAL, 3, FINAL,   4, true",
        "FINAL,   4, PARTIAL, 3, false",
        "FINAL,   4, PARTIAL, 5, false",
        "FINAL,   4, FINAL,   4, true",
        "PARTIAL, 9, FINAL,   2, true",
    })
    void should_keep_the_newest_word_on_a_window(
            SummaryStatus first, int firstRevision, SummaryStatus second, int secondRevision, boolean replaced) {
        WindowStore store = new WindowStore(10);
        store.put(summary("lobby", NOON)
                .setStatus(first)
                .setRevision(firstRevision)
                .build());
        assertThat(store.put(summary("lobby", NOON)
                        .setStatus(second)
                        .setRevision(secondRevision)
                        .build()))
                .isEqualTo(replaced);
        assertThat(store.newest("lobby").orElseThrow().getRevision())
                .isEqualTo(replaced ? secondRevision : firstRevision);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void should_give_back_the_record_that_it_took() {
        WindowStore store = new WindowStore(10);
        DemographicSummary window =
                summary("lobby", NOON).setWithheld(true).setPeoplePresent(null).build();
        store.put(window);
        assertThat(store.newest("lobby")).contains(window);
    }

    @Test
    void should_drop_the_oldest_of_the_camera_with_the_most_when_there_are_too_many() {
        WindowStore store = new WindowStore(5);
        store.put(summary("door", NOON).build());
        for (int window = 0; window < 20; window++) {
            store.put(summary("lobby", NOON.plusSeconds(10 * window)).build());
        }
        assertThat(store.size()).isEqualTo(5);
        assertThat(store.oldest("door")).contains(NOON);
        assertThat(store.oldest("lobby")).contains(NOON.plusSeconds(160));
    }

    @Test
    void should_say_what_had_to_go() {
        WindowStore store = new WindowStore(5);
        assertThat(store.put(summary("door", NOON).build())).isTrue();
        for (int window = 0; window < 20; window++) {
            store.put(summary("lobby", NOON.plusSeconds(10 * window)).build());
        }
        assertThat(store.evicted()).isEqualTo(16);
        assertThat(store.evictedBefore("lobby")).contains(NOON.plusSeconds(160));
        assertThat(store.evictedBefore("door")).isEmpty();
        assertThat(store.put(summary("lobby", NOON).build()))
                .as("what is older than all that is left finds no place")
                .isFalse();
    }

    @Test
    void should_count_a_large_window_for_as_many_as_would_fill_its_place() {
        WindowStore store = new WindowStore(100);
        List<AgeBandCount> years = IntStream.range(0, 120)
                .mapToObj(age -> new AgeBandCount(age, age, 1L, 1L, 1L))
                .toList();
        for (int window = 0; window < 100; window++) {
            store.put(summary("lobby", NOON.plusSeconds(10 * window))
                    .setCounts(years)
                    .setEndedCounts(years)
                    .build());
        }
        int bytes = store.between("lobby", Instant.EPOCH, NOON.plusSeconds(10_000), 1000).stream()
                .mapToInt(avro -> avro.length)
                .sum();
        assertThat(bytes).isBetween(1, 100 * WindowStore.USUAL_BYTES);
    }

    private static List<Instant> starts(List<byte[]> windows) {
        return windows.stream()
                .map(avro -> WindowStore.decoded(avro).getWindowStart())
                .toList();
    }

    /** docs/dashboard.md says about 500 bytes, with a hundred and more for the map and the objects around. */
    @Test
    void should_need_a_few_hundred_bytes_for_a_window_with_all_bands() throws IOException {
        List<AgeBandCount> bands = IntStream.range(0, 8)
                .mapToObj(band -> new AgeBandCount(10 * band, 10 * band + 9, 123L, 123L, 123L))
                .toList();
        DemographicSummary window = summary("a-camera-with-a-name", NOON)
                .setCounts(bands)
                .setEndedCounts(bands)
                .build();
        assertThat(window.toByteBuffer().remaining()).isLessThan(350);
    }

    @Test
    void should_find_windows_that_begin_in_a_range() {
        WindowStore store = new WindowStore(10);
        for (int window = 0; window < 4; window++) {
            store.put(summary("lobby", NOON.plusSeconds(10 * window)).build());
        }
        assertThat(starts(store.between("lobby", NOON.plusSeconds(10), NOON.plusSeconds(30), 10)))
                .containsExactly(NOON.plusSeconds(10), NOON.plusSeconds(20));
        assertThat(starts(store.between("lobby", NOON, NOON.plusSeconds(30), 1)))
                .containsExactly(NOON);
        assertThat(store.between("nobody", Instant.EPOCH, NOON, 10)).isEmpty();
        assertThat(store.at("lobby", NOON.plusSeconds(25)).orElseThrow().getWindowStart())
                .isEqualTo(NOON.plusSeconds(20));
        assertThat(store.at("lobby", NOON.minusSeconds(1))).isEmpty();
    }
}
