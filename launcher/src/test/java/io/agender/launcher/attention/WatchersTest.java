package io.agender.launcher.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.HeadPose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People before a screen of whom it is known when they look at it, from the landmarks of their heads to the windows: poses
 * are fitted, looks added up, tracks counted by the code that runs. Ten frames a second, windows of ten seconds, 25 seconds.
 */
class WatchersTest {

    private static final int WOMAN_OF_30 = 1;
    private static final int MAN_OF_42 = 2;
    private static final int WOMAN_OF_60 = 3;
    private static final int MAN_OF_22 = 4;
    private static final int WOMAN_OF_33 = 5;
    private static final int MAN_OF_70 = 6;

    private static final Duration STEP = Duration.ofMillis(100);

    private static List<DemographicSummary> windows;

    @BeforeAll
    static void showThem() {
        List<Story> stories = List.of(
                // 9.9 s in the first window and 10 s in the second, in which the frame at 10 s ends what the one at 9.9
                // began.
                new Story(WOMAN_OF_30, 0, 24.9).looks(0, 19.9),
                // A glance of 200 ms, a look of 300; away for 200 ms, which makes two looks of one. In all 2 s.
                new Story(MAN_OF_42, 0, 24.9)
                        .looks(5, 5.2)
                        .looks(6, 6.3)
                        .looks(7, 8)
                        .looks(8.3, 9),
                // 300 ms over the border of two windows: they count when they are full.
                new Story(WOMAN_OF_60, 0, 24.9).looks(9.8, 10.1),
                // Half a degree within the limit, leaning and looking down a bit; he leaves.
                new Story(MAN_OF_22, 12, 14).posed(new HeadPose(-22, -20, 30)).looks(12, 14),
                // Half a degree beyond it.
                new Story(WOMAN_OF_33, 0, 24.9).posed(new HeadPose(23, 0, 0)).looks(0, 24.9),
                // Looks at his phone.
                new Story(MAN_OF_70, 0, 24.9).posed(new HeadPose(0, -61, 0)).looks(0, 24.9));
        windows = Pipeline.summaries(
                () -> new DrawnHeads(WatchersTest::person),
                IntStream.range(0, 250)
                        .mapToObj(frame -> stories.stream()
                                .flatMap(story -> story.at(frame).stream())
                                .toList())
                        .toList(),
                STEP);
    }

    @Test
    void should_count_who_could_have_watched() {
        assertThat(windows).extracting(DemographicSummary::getPeoplePresent).containsExactly(5L, 6L, 5L);
        assertThat(windows).extracting(DemographicSummary::getPeopleEntered).containsExactly(5L, 1L, 0L);
        assertThat(windows).extracting(DemographicSummary::getTracksEnded).containsExactly(0L, 1L, 5L);
    }

    @Test
    void should_count_who_watched_and_for_how_long_in_each_window() {
        assertThat(windows).extracting(DemographicSummary::getWatchers).containsExactly(2L, 3L, 0L);
        assertThat(windows).extracting(DemographicSummary::getWatcherShare).containsExactly(0.4, 0.5, 0.0);
        assertThat(windows)
                .extracting(DemographicSummary::getWatchedMillis)
                .containsExactly(9_900L + 2_000, 10_000L + 300 + 2_000, 0L);
    }

    @Test
    void should_count_who_watched_by_gender_and_age() {
        assertThat(windows)
                .extracting(window -> filled(window.getWatcherCounts()))
                .containsExactly(
                        List.of(new AgeBandCount(25, 34, 1L, 0L, 0L), new AgeBandCount(35, 44, 0L, 1L, 0L)),
                        List.of(
                                new AgeBandCount(18, 24, 0L, 1L, 0L),
                                new AgeBandCount(25, 34, 1L, 0L, 0L),
                                new AgeBandCount(55, 64, 1L, 0L, 0L)),
                        List.of());
    }

    @Test
    void should_tell_of_those_who_left_how_long_they_had_watched() {
        assertThat(windows).extracting(DemographicSummary::getWatchersEnded).containsExactly(0L, 1L, 3L);
        assertThat(windows.get(0).getAttentionMeanSeconds()).isNull();
        assertThat(windows.get(1).getAttentionMeanSeconds()).isEqualTo(2);
        assertThat(windows.get(1).getAttentionMedianSeconds()).isEqualTo(2);
        assertThat(windows.get(2).getAttentionMeanSeconds()).isEqualTo((19.9 + 2 + 0.3) / 3, within(1e-9));
        assertThat(windows.get(2).getAttentionMedianSeconds()).isEqualTo(2);
        assertThat(windows)
                .extracting(window -> filled(window.getEndedWatcherCounts()))
                .containsExactly(
                        List.of(),
                        List.of(new AgeBandCount(18, 24, 0L, 1L, 0L)),
                        List.of(
                                new AgeBandCount(25, 34, 1L, 0L, 0L),
                                new AgeBandCount(35, 44, 0L, 1L, 0L),
                                new AgeBandCount(55, 64, 1L, 0L, 0L)));
    }

    /** One head in frames of 20 ms, which is turned by 90 degrees but for a time: T towards the camera, A away. */
    @ParameterizedTest(name = "{0}: {1} ms")
    @CsvSource({
        "20A 15T 10A, 0, 280 ms are no look",
        "20A 16T 10A, 300, 300 ms are one",
        "20A 17T 10A, 320, and each frame more counts",
        "20A 16T 1A 16T 10A, 600, away for a frame makes two of them",
        "20A 15T 1A 15T 10A, 0, or none",
        "20A 30T 14A 30T 10A, 1160, away and back within 300 ms",
        "490A 15T 20A, 0, 280 ms over the border of two windows",
        "490A 16T 20A, 300, 300 ms over it",
        "30T 600A, 580, from the first frame on",
    })
    void should_count_looks_to_the_frame(String heads, long millis, String why) {
        List<List<DrawnHead>> frames = new ArrayList<>();
        for (String part : heads.split(" ")) {
            int last = part.length() - 1;
            HeadPose pose = new HeadPose(part.charAt(last) == 'T' ? 5 : 60, 5, 5);
            for (int i = 0; i < Integer.parseInt(part.substring(0, last)); i++) {
                frames.add(List.of(new DrawnHead(WOMAN_OF_30, pose)));
            }
        }

        List<DemographicSummary> told =
                Pipeline.summaries(() -> new DrawnHeads(WatchersTest::person), frames, Duration.ofMillis(20));

        assertThat(told.stream().mapToLong(DemographicSummary::getWatchedMillis).sum())
                .as(why)
                .isEqualTo(millis);
        assertThat(told.get(told.size() - 1).getWatchersEnded()).isEqualTo(millis > 0 ? 1 : 0);
        if (millis > 0) {
            assertThat(told.get(told.size() - 1).getAttentionMeanSeconds()).isEqualTo(millis / 1000.0);
        }
    }

    private static List<AgeBandCount> filled(List<AgeBandCount> counts) {
        return counts.stream()
                .filter(count -> count.getFemale() + count.getMale() + count.getUnknown() > 0)
                .toList();
    }

    private static FaceAttributes person(int person) {
        return switch (person) {
            case WOMAN_OF_30 -> seen(Gender.FEMALE, 30);
            case MAN_OF_42 -> seen(Gender.MALE, 42);
            case WOMAN_OF_60 -> seen(Gender.FEMALE, 60);
            case MAN_OF_22 -> seen(Gender.MALE, 22);
            case WOMAN_OF_33 -> seen(Gender.FEMALE, 33);
            default -> seen(Gender.MALE, 70);
        };
    }

    private static FaceAttributes seen(Gender gender, double age) {
        return new FaceAttributes(
                gender,
                OptionalDouble.of(gender == Gender.MALE ? 0.99 : 0.01),
                OptionalDouble.of(age),
                OptionalDouble.empty());
    }
}
