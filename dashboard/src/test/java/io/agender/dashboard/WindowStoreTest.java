package io.agender.dashboard;

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

    /** docs/dashboard.md says about 400 bytes, with a hundred for the map and the objects around. */
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
        assertThat(store.between("lobby", NOON.plusSeconds(10), NOON.plusSeconds(30)))
                .extracting(DemographicSummary::getWindowStart)
                .containsExactly(NOON.plusSeconds(10), NOON.plusSeconds(20));
        assertThat(store.between("nobody", Instant.EPOCH, NOON)).isEmpty();
        assertThat(store.at("lobby", NOON.plusSeconds(25)).orElseThrow().getWindowStart())
                .isEqualTo(NOON.plusSeconds(20));
        assertThat(store.at("lobby", NOON.minusSeconds(1))).isEmpty();
    }
}
