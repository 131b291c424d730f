package io.agender.aggregator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.window.CameraWindows;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.WeekDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As an attacker: who was there while it was open, and who while it was closed, are what the figures of the whole day and
 * those of opening hours differ by. All tables of one window of each are tried.
 */
class OpenSecretsTest {

    private static final int MIN_COUNT = 2;
    private static final int MOST = 3;

    /** On the Thursday of {@link TestCamera#START}, for its first minute. */
    private static final CameraVersion SETTINGS = CameraVersion.newBuilder()
            .setVersion(1)
            .setValidFrom(Instant.EPOCH)
            .setAppliedAt(Instant.EPOCH)
            .setOpeningHours(
                    new OpeningHours(List.of(new OpenDay(WeekDay.THURSDAY, List.of(new OpenTime(0, 1)))), List.of()))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"hourly", "daily", "weekly", "hourly,daily,weekly"})
    void should_leave_no_small_count_of_opening_hours_or_of_the_rest_certain(String rollups) {
        assertThat(secretsGivenAway(MIN_COUNT, rollups, false)).isEmpty();
    }

    @Test
    void should_be_needed_because_without_it_counts_are_given_away() {
        assertThat(secretsGivenAway(0, "daily", false)).isNotEmpty();
    }

    @Test
    void should_not_be_replaced_by_protecting_the_table_of_opening_hours_for_itself() {
        assertThat(secretsGivenAway(MIN_COUNT, "daily", true))
                .anySatisfy(secret -> assertThat(secret).startsWith("closed"));
    }

    @Test
    void should_tell_of_opening_hours_what_was_seen_and_how_much_of_them() {
        assertThat(publish(MIN_COUNT, "daily", new int[] {5, 5, 0, 0}, new int[] {5, 5, 0, 0}))
                .filteredOn(day -> day.getHours() == RollupHours.OPEN)
                .isNotEmpty()
                .allSatisfy(day -> {
                    assertThat(day.getWithheld()).isTrue();
                    assertThat(day.getTracksEnded()).isNull();
                    assertThat(day.getPeopleEntered()).isNull();
                    assertThat(day.getWindows()).isEqualTo(1);
                    assertThat(day.getFramesAnalysed()).isEqualTo(2);
                    assertThat(day.getSecondsWithoutFrames()).isEqualTo(58);
                });
    }

    private static List<String> secretsGivenAway(int least, String rollups, boolean openForItself) {
        Map<String, List<Map<String, Integer>>> explanations = new HashMap<>();
        for (int[] open : tables()) {
            for (int[] closed : tables()) {
                String text = publish(least, rollups, open, closed) + (openForItself ? protectedAlone(open) : "");
                explanations.computeIfAbsent(text, none -> new ArrayList<>()).add(secrets(open, closed));
            }
        }
        List<String> given = new ArrayList<>();
        explanations.forEach((publication, possible) -> possible.get(0).forEach((name, count) -> {
            if (count < MIN_COUNT
                    && possible.stream().allMatch(secrets -> secrets.get(name).equals(count))) {
                given.add(name + " = " + count);
            }
        }));
        return given;
    }

    /** As the table of the whole day is protected. */
    private static String protectedAlone(int[] open) {
        long[] cells = Arrays.stream(open).asLongStream().toArray();
        return SmallCells.withheld(cells, MIN_COUNT)
                .map(withheld -> {
                    StringBuilder text =
                            new StringBuilder("of " + Arrays.stream(cells).sum());
                    for (int i = 0; i < cells.length; i++) {
                        text.append(withheld[i] ? " ?" : " " + cells[i]);
                    }
                    return text.toString();
                })
                .orElse("of ?");
    }

    private static Map<String, Integer> secrets(int[] open, int[] closed) {
        Map<String, Integer> secrets = new TreeMap<>();
        for (int cell = 0; cell < open.length; cell++) {
            secrets.put("open, cell " + cell, open[cell]);
            secrets.put("closed, cell " + cell, closed[cell]);
            secrets.put("day, cell " + cell, open[cell] + closed[cell]);
        }
        return secrets;
    }

    /** Women, men, others, and some without an age, who are in no band. */
    private static List<int[]> tables() {
        List<int[]> tables = new ArrayList<>();
        for (int women = 0; women <= MOST; women++) {
            for (int men = 0; women + men <= MOST; men++) {
                for (int others = 0; women + men + others <= MOST; others++) {
                    for (int ageless = 0; women + men + others + ageless <= MOST; ageless++) {
                        tables.add(new int[] {women, men, others, ageless});
                    }
                }
            }
        }
        return tables;
    }

    /** All hours, days and weeks that the topics hold when these tracks end in the open minute, and these in the next. */
    private static List<RollupSummary> publish(int least, String rollups, int[] open, int[] closed) {
        AggregatorConfig config = TestConfigs.of(Map.of(
                "window", "1m",
                "privacy.min.count", String.valueOf(least),
                "rollups", rollups,
                "age.bands", "0",
                "partial.interval", "0s"));
        TestCamera camera = new TestCamera("lobby");
        List<FrameFaces> frames = new ArrayList<>(List.of(
                TestCamera.ending(camera.frame(1), ended(camera, 100, open)),
                camera.tracked(4),
                TestCamera.ending(camera.frame(61), ended(camera, 200, closed)),
                camera.tracked(64)));
        frames.addAll(camera.comeBack(3700));
        frames.addAll(camera.comeBack(1_000_000));
        frames.add(camera.lastFrame(1_000_013));
        CameraWindows windows = new CameraWindows(config);
        CameraState state = windows.initial(frames.get(0));
        List<RollupSummary> published = new ArrayList<>();
        for (FrameFaces frame : frames) {
            windows.update(camera.id, state, frame, time -> Optional.of(SETTINGS))
                    .due()
                    .rollups()
                    .forEach(timed -> published.add(timed.rollup()));
        }
        return published;
    }

    private static EndedTrack[] ended(TestCamera camera, int first, int[] table) {
        List<EndedTrack> ended = new ArrayList<>();
        List<Gender> genders = List.of(Gender.FEMALE, Gender.MALE, Gender.UNKNOWN, Gender.UNKNOWN);
        for (int cell = 0; cell < table.length; cell++) {
            for (int n = 0; n < table[cell]; n++) {
                ended.add(camera.ended(
                        first + ended.size(), 0, 1, genders.get(cell), cell == 3 ? null : Float.valueOf(30)));
            }
        }
        return ended.toArray(EndedTrack[]::new);
    }
}
