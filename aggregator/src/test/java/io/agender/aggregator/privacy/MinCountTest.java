package io.agender.aggregator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.estimate.BenchmarkFaces;
import io.agender.aggregator.estimate.LikelyCounts;
import io.agender.aggregator.period.SiteRollups;
import io.agender.aggregator.period.TimedRollup;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.Due;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraState;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SitePeriod;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryStatus;
import io.agender.text.TestSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As an attacker: every table that two windows of one camera and one of another can hold is published, and whoever reads
 * all topics and knows the program and its settings must have more than one explanation for each small count.
 */
class MinCountTest {

    private static final int MIN_COUNT = 2;

    /** Estimates are published beside what they are worked out of. */
    private static final LikelyCounts LIKELY = LikelyCounts.of(
            TestConfigs.of(Map.of("age.bands", "0", "rollups", "hourly,daily")),
            List.of(new BenchmarkFaces(
                    "two faces",
                    Set.of(),
                    13,
                    List.of(
                            new BenchmarkFaces.Pair(20, 29, Gender.FEMALE, 25, Gender.FEMALE, 9),
                            new BenchmarkFaces.Pair(20, 29, Gender.MALE, 25, Gender.MALE, 9)))));

    @ParameterizedTest
    @ValueSource(strings = {"", "hourly", "daily", "hourly,daily"})
    void should_leave_no_small_count_certain_to_one_who_reads_all_topics_and_tries_all_inputs(String rollups) {
        List<Secret> given = secretsGivenAway(MIN_COUNT, rollups);

        assertThat(given).isEmpty();
    }

    /**
     * Women and men who watched and who did not, in two windows: what is told of those who watched is known beside the table
     * of all, so that each of these four counts must have another explanation, and each sum of two of them.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "hourly", "hourly,daily"})
    void should_leave_no_small_count_of_who_watched_or_did_not_certain(String rollups) {
        assertThat(watchersGivenAway(MIN_COUNT, rollups)).isEmpty();
    }

    @Test
    void should_be_needed_because_without_it_who_watched_is_given_away() {
        assertThat(watchersGivenAway(0, "hourly")).isNotEmpty();
    }

    @Test
    void should_tell_how_many_watched_where_enough_did_and_enough_did_not_but_never_who() {
        assertThat(List.of(new int[] {2, 2, 0, 0}, new int[] {2, 1, 0, 0}, new int[] {1, 4, 0, 0}))
                .extracting(crowd -> publishWatchers(MIN_COUNT, "", crowd, new int[4]).stream()
                        .filter(DemographicSummary.class::isInstance)
                        .map(summary -> ((DemographicSummary) summary).getWatchersEnded())
                        .filter(Objects::nonNull)
                        .toList())
                .containsExactly(List.of(2L), List.of(), List.of());
        assertThat(publishWatchers(MIN_COUNT, "", new int[] {9, 9, 9, 9}, new int[4]))
                .filteredOn(DemographicSummary.class::isInstance)
                .extracting(DemographicSummary.class::cast)
                .allSatisfy(
                        summary -> assertThat(summary.getEndedWatcherCounts()).allSatisfy(MinCountTest::assertWithheld))
                .anySatisfy(
                        summary -> assertThat(summary.getAttentionMeanSeconds()).isEqualTo(1));
    }

    private static List<Secret> watchersGivenAway(int least, String rollups) {
        Map<String, List<Map<String, Integer>>> explanations = new HashMap<>();
        for (int[] first : tables(5)) {
            for (int[] second : tables(2)) {
                Map<String, Integer> secrets = new TreeMap<>();
                for (int cell = 0; cell < 4; cell++) {
                    for (int other = cell; other < 4; other++) {
                        String name = cell == other ? "cell " + cell : "cells " + cell + " and " + other;
                        int both = cell == other ? 0 : 1;
                        secrets.put("first window, " + name, first[cell] + both * first[other]);
                        secrets.put("second window, " + name, second[cell] + both * second[other]);
                        secrets.put(
                                "hour, " + name, first[cell] + second[cell] + both * (first[other] + second[other]));
                    }
                }
                explanations
                        .computeIfAbsent(
                                publishWatchers(least, rollups, first, second).toString(), none -> new ArrayList<>())
                        .add(secrets);
            }
        }
        return given(explanations);
    }

    /** All that the topics hold when these women who watched, women who did not, such men and such other men end. */
    private static List<Object> publishWatchers(int least, String rollups, int[]... windows) {
        AggregatorConfig config = TestConfigs.of(
                Map.of("privacy.min.count", String.valueOf(least), "rollups", rollups, "age.bands", "0"));
        TestCamera camera = new TestCamera("lobby");
        List<FrameFaces> frames = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < windows.length; i++) {
            List<EndedTrack> ended = new ArrayList<>();
            for (int cell = 0; cell < 4; cell++) {
                for (int n = 0; n < windows[i][cell]; n++) {
                    ended.add(TestCamera.watching(
                            camera.ended(++number, 0, 1, cell < 2 ? Gender.FEMALE : Gender.MALE, 30f),
                            cell % 2 == 0 ? 1000 : 0));
                }
            }
            frames.add(TestCamera.attentive(
                    TestCamera.ending(camera.frame(10 * i + 1), ended.toArray(EndedTrack[]::new))));
        }
        frames.addAll(camera.comeBack(100_000));
        frames.add(camera.lastFrame(100_013));
        frames.forEach(TestCamera::attentive);
        CameraWindows cameraWindows = new CameraWindows(config);
        CameraState state = cameraWindows.initial(frames.get(0));
        List<Object> published = new ArrayList<>();
        for (FrameFaces frame : frames) {
            Due due = cameraWindows.update(camera.id, state, frame).due();
            due.summaries().forEach(timed -> published.add(timed.summary()));
            due.rollups().forEach(timed -> published.add(timed.rollup()));
        }
        return published;
    }

    @Test
    void should_be_needed_because_without_it_counts_are_given_away() {
        assertThat(secretsGivenAway(0, "hourly")).isNotEmpty();
    }

    @Test
    void should_publish_people_in_the_longest_period_only_and_only_when_final() {
        int[] crowd = {3, 4, 0, 0};
        assertThat(levels(publish(MIN_COUNT, "", crowd, crowd, crowd))).containsOnly("window FINAL");
        assertThat(levels(publish(MIN_COUNT, "hourly", crowd, crowd, crowd)))
                .containsOnly("CAMERA HOURLY FINAL", "SITE HOURLY FINAL");
        assertThat(levels(publish(MIN_COUNT, "hourly,daily", crowd, crowd, crowd)))
                .containsOnly("CAMERA DAILY FINAL", "SITE DAILY FINAL");
    }

    @Test
    void should_publish_estimates_where_all_cells_are_published_and_nowhere_else() {
        List<RollupSummary> published = new ArrayList<>();
        for (int[] crowd : List.of(new int[] {4, 5, 4, 4}, new int[] {4, 5, 4, 0}, new int[] {4, 1, 4, 4})) {
            publish(MIN_COUNT, "hourly,daily", crowd, new int[4], crowd).stream()
                    .filter(RollupSummary.class::isInstance)
                    .forEach(rollup -> published.add((RollupSummary) rollup));
        }

        assertThat(published).anyMatch(rollup -> rollup.getEndedEstimates() != null);
        assertThat(published).allSatisfy(rollup -> {
            boolean whole = rollup.getTracksEnded() != null
                    && rollup.getEndedCounts().stream()
                            .allMatch(band ->
                                    band.getFemale() != null && band.getMale() != null && band.getUnknown() != null);
            assertThat(rollup.getEndedEstimates() != null).isEqualTo(whole);
            assertThat(rollup.getEstimatedBy() != null).isEqualTo(whole);
        });
    }

    @Test
    void should_publish_no_people_of_an_hour_that_is_sent_again_because_both_could_be_subtracted() {
        AggregatorConfig config = TestConfigs.of(Map.of("privacy.min.count", "5", "rollups", "hourly"));
        CameraWindows windows = new CameraWindows(config);
        TestCamera camera = new TestCamera("lobby");
        List<FrameFaces> frames = new ArrayList<>();
        frames.add(TestCamera.ending(camera.frame(1), ended(camera, 9)));
        frames.addAll(camera.comeBack(3700));
        frames.add(TestCamera.ending(camera.frame(1800), ended(camera, 1)));
        frames.add(camera.tracked(3713));
        frames.add(camera.lastFrame(3714));
        CameraState state = windows.initial(frames.get(0));
        List<RollupSummary> hours = new ArrayList<>();
        for (FrameFaces frame : frames) {
            windows.update(camera.id, state, frame).due().rollups().forEach(timed -> hours.add(timed.rollup()));
        }

        assertThat(hours.subList(0, 2)).allSatisfy(hour -> {
            assertThat(hour.getPeriodStart()).isEqualTo(TestCamera.at(0));
            assertThat(hour.getStatus()).isEqualTo(SummaryStatus.FINAL);
        });
        assertThat(hours.get(0).getTracksEnded()).isEqualTo(9);
        assertThat(hours.get(1).getTracksEnded()).isNull();
        assertThat(hours.get(1).getWindows()).isEqualTo(2);
        assertThat(hours.get(1).getEndedCounts()).allSatisfy(MinCountTest::assertWithheld);
    }

    private static EndedTrack[] ended(TestCamera camera, int tracks) {
        return IntStream.range(0, tracks)
                .mapToObj(track -> camera.ended(track + 100 * tracks, 0, 1, Gender.FEMALE, 30f))
                .toArray(EndedTrack[]::new);
    }

    @Test
    void should_publish_coverage_and_occupancy_of_every_window_and_no_age_of_anybody() {
        List<Object> published = publish(MIN_COUNT, "", new int[] {9, 9, 0, 0}, new int[4], new int[4]);

        assertThat(published)
                .filteredOn(DemographicSummary.class::isInstance)
                .extracting(DemographicSummary.class::cast)
                .isNotEmpty()
                .allSatisfy(summary -> {
                    assertThat(summary.getWithheld()).isTrue();
                    assertThat(summary.getFramesAnalysed()).isPositive();
                    assertThat(summary.getAverageOccupancy()).isNotNull();
                    assertThat(summary.getPeoplePresent()).isNull();
                    assertThat(summary.getPeopleEntered()).isNull();
                    assertThat(summary.getMeanAge()).isNull();
                    assertThat(summary.getMedianAge()).isNull();
                    assertThat(summary.getCounts()).allSatisfy(MinCountTest::assertWithheld);
                });
    }

    @Test
    void should_publish_no_count_of_faces_because_one_face_is_counted_in_many_frames() {
        CameraWindows windows = new CameraWindows(TestConfigs.with("privacy.min.count", "5"));
        TestCamera camera = new TestCamera("lobby");
        FrameFaces frame = camera.frame(1, TestCamera.man(30), TestCamera.man(31));
        CameraState state = windows.initial(frame);
        windows.update(camera.id, state, frame);
        for (int i = 0; i < 20; i++) {
            windows.update(camera.id, state, camera.frame(2 + i / 10.0, TestCamera.man(30), TestCamera.man(31)));
        }

        assertThat(windows.closeAll(camera.id, state)).singleElement().satisfies(timed -> {
            assertThat(timed.summary().getWithheld()).isTrue();
            assertThat(timed.summary().getFacesDetected()).isEqualTo(42);
            assertThat(timed.summary().getMeanAge()).isNull();
            assertThat(timed.summary().getCounts()).allSatisfy(MinCountTest::assertWithheld);
        });
    }

    @Test
    void should_withhold_every_field_that_its_schema_calls_one_of_people_and_no_other() {
        MinCount minCount = new MinCount(TestConfigs.of(Map.of("privacy.min.count", "5", "rollups", "hourly,daily")));
        List<Object> all = publish(0, "hourly", new int[] {3, 4, 0, 0}, new int[4], new int[4]);

        assertThat(all).hasAtLeastOneElementOfType(DemographicSummary.class).allSatisfy(record -> {
            if (record instanceof DemographicSummary window) {
                assertOnlyPeopleAreWithheld(
                        filled(window),
                        minCount.publish(
                                filled(DemographicSummary.newBuilder(window).build())));
            } else {
                RollupSummary hour = (RollupSummary) record;
                assertOnlyPeopleAreWithheld(
                        filled(hour),
                        minCount.publish(filled(RollupSummary.newBuilder(hour).build()), false));
            }
        });
    }

    /** With something in all that can be withheld. */
    private static <T extends SpecificRecord> T filled(T summary) {
        for (SummaryField field : SummaryField.of(summary.getSchema())) {
            if (field.privacy().isOfPeople()) {
                Schema schema = field.field().schema();
                Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
                field.put(
                        summary,
                        switch (type.getType()) {
                            case LONG -> 7L;
                            case DOUBLE -> 7.0;
                            case STRING -> "7";
                            default ->
                                field.isTable()
                                        ? List.of(new AgeBandCount(0, null, 7L, 7L, 7L))
                                        : List.of(new CountEstimate(0, null, Gender.UNKNOWN, 7.0, 7L, 7L));
                        });
            }
        }
        return summary;
    }

    private static void assertOnlyPeopleAreWithheld(SpecificRecord before, SpecificRecord published) {
        for (SummaryField field : SummaryField.of(before.getSchema())) {
            if (!field.privacy().isOfPeople()) {
                assertThat(field.in(published))
                        .as(field.name())
                        .isEqualTo(field.name().equals("withheld") ? true : field.in(before));
            } else if (field.isTable()) {
                List<?> table = (List<?>) field.in(before);
                assertThat(table).isNotEmpty();
                assertThat((List<?>) field.in(published))
                        .as(field.name())
                        .hasSameSizeAs(table)
                        .allSatisfy(count -> assertWithheld((AgeBandCount) count));
            } else {
                assertThat(field.in(before)).as(field.name()).isNotNull();
                assertThat(field.in(published)).as(field.name()).isNull();
            }
        }
    }

    /** A small count and a publication that leaves no doubt of it. */
    private record Secret(String name, int count, String publication) {}

    private static List<Secret> secretsGivenAway(int least, String rollups) {
        Map<String, List<Map<String, Integer>>> explanations = new HashMap<>();
        List<int[]> others = tables(1);
        for (int[] first : tables(3)) {
            // A rule that is broken may show first in an hour of five tracks.
            for (int[] second : tables(TestSize.of(2, 3))) {
                for (int[] neighbour : others) {
                    explanations
                            .computeIfAbsent(
                                    publish(least, rollups, first, second, neighbour)
                                            .toString(),
                                    none -> new ArrayList<>())
                            .add(secrets(first, second, neighbour));
                }
            }
        }
        return given(explanations);
    }

    private static List<Secret> given(Map<String, List<Map<String, Integer>>> explanations) {
        List<Secret> given = new ArrayList<>();
        explanations.forEach((publication, possible) -> possible.get(0).forEach((name, count) -> {
            if (count < MIN_COUNT
                    && possible.stream().allMatch(secrets -> secrets.get(name).equals(count))) {
                given.add(new Secret(name, count, publication));
            }
        }));
        return given;
    }

    /** What nobody may learn while it is small: each window, the hour of each camera, the hour of the site. */
    private static Map<String, Integer> secrets(int[] first, int[] second, int[] neighbour) {
        Map<String, Integer> secrets = new TreeMap<>();
        for (int cell = 0; cell < 4; cell++) {
            secrets.put("first window, cell " + cell, first[cell]);
            secrets.put("second window, cell " + cell, second[cell]);
            secrets.put("neighbour, cell " + cell, neighbour[cell]);
            secrets.put("hour, cell " + cell, first[cell] + second[cell]);
            secrets.put("site, cell " + cell, first[cell] + second[cell] + neighbour[cell]);
        }
        return secrets;
    }

    /** All that the topics hold when these women, men, undecided and ageless tracks end in these windows. */
    private static List<Object> publish(int least, String rollups, int[] first, int[] second, int[] neighbour) {
        AggregatorConfig config = TestConfigs.of(Map.of(
                "privacy.min.count",
                String.valueOf(least),
                "rollups",
                rollups,
                "age.bands",
                "0",
                "partial.interval",
                "2s"));
        Map<String, SitePeriod> sites = new HashMap<>();
        List<Object> published = new ArrayList<>();
        published.addAll(play(config, least, sites, new TestCamera("lobby"), first, second));
        published.addAll(play(config, least, sites, new TestCamera("door"), neighbour));
        return published;
    }

    private static List<Object> play(
            AggregatorConfig config, int least, Map<String, SitePeriod> sites, TestCamera camera, int[]... tables) {
        List<FrameFaces> frames = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < tables.length; i++) {
            List<EndedTrack> ended = new ArrayList<>();
            for (int cell = 0; cell < 4; cell++) {
                for (int n = 0; n < tables[i][cell]; n++) {
                    ended.add(ended(camera, ++number, cell));
                }
            }
            frames.add(TestCamera.ending(camera.frame(10 * i + 1), ended.toArray(EndedTrack[]::new)));
            frames.add(camera.tracked(10 * i + 4));
        }
        frames.addAll(camera.comeBack(3700));
        frames.addAll(camera.comeBack(100_000));
        frames.add(camera.lastFrame(100_013));
        CameraWindows windows = new CameraWindows(config);
        CameraState state = windows.initial(frames.get(0));
        List<Object> published = new ArrayList<>();
        for (FrameFaces frame : frames) {
            TestCamera.of("shop", frame);
            Due due = windows.update(camera.id, state, frame).due();
            due.summaries().forEach(timed -> published.add(timed.summary()));
            for (TimedRollup timed : due.rollups()) {
                RollupSummary rollup = timed.rollup();
                published.add(least < 2 ? rollup : LIKELY.addTo(rollup));
                SitePeriod site = sites.computeIfAbsent(
                        rollup.getPeriod() + " " + rollup.getPeriodStart(), none -> SiteRollups.initial(rollup));
                RollupSummary sum = SiteRollups.update(site, rollup);
                published.add(least < 2 ? sum : LIKELY.addTo(sum));
            }
        }
        return published;
    }

    private static EndedTrack ended(TestCamera camera, int number, int cell) {
        Gender gender = List.of(Gender.FEMALE, Gender.MALE, Gender.UNKNOWN, Gender.UNKNOWN)
                .get(cell);
        return camera.ended(number, 0, 1, gender, cell == 3 ? null : 30f);
    }

    private static List<int[]> tables(int most) {
        List<int[]> tables = new ArrayList<>();
        for (int a = 0; a <= most; a++) {
            for (int b = 0; a + b <= most; b++) {
                for (int c = 0; a + b + c <= most; c++) {
                    for (int d = 0; a + b + c + d <= most; d++) {
                        tables.add(new int[] {a, b, c, d});
                    }
                }
            }
        }
        return tables;
    }

    private static Stream<String> levels(List<Object> published) {
        return published.stream()
                .map(record -> record instanceof DemographicSummary summary
                        ? shown(summary.getTracksEnded(), "window " + summary.getStatus())
                        : shown(
                                ((RollupSummary) record).getTracksEnded(),
                                ((RollupSummary) record).getScope() + " " + ((RollupSummary) record).getPeriod() + " "
                                        + ((RollupSummary) record).getStatus()))
                .filter(level -> !level.isEmpty());
    }

    private static String shown(Long people, String level) {
        return people == null ? "" : level;
    }

    private static void assertWithheld(AgeBandCount count) {
        assertThat(count.getFemale()).isNull();
        assertThat(count.getMale()).isNull();
        assertThat(count.getUnknown()).isNull();
    }
}
