package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.period.TimedRollup;
import io.agender.aggregator.window.CameraUpdate;
import io.agender.aggregator.window.CameraUpdate.Outcome;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.Due;
import io.agender.aggregator.window.KnownSettings;
import io.agender.aggregator.window.TimedSummary;
import io.agender.audit.Places;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.period.NaivePeriods;
import io.agender.audit.window.NaiveCamera;
import io.agender.audit.window.PinnedVersions;
import io.agender.audit.window.SummaryAudit;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameView;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import io.agender.schemas.ZoneSummary;
import io.agender.schemas.camera.CameraVersions;
import io.agender.text.TestSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On random streams with gaps, late frames and restarts, the fold and the audit, which keeps everything, must agree. As
 * many as you like: {@code -Dcrowds=3000}.
 */
class RandomCrowdTest {

    private static final int CASES = Integer.getInteger("crowds", TestSize.of(20, 300));

    /** Of fewer crowds the share of late frames says nothing. */
    private static final int CROWDS_FOR_SHARES = 100;

    private static final String CAMERA = "lobby";

    @ParameterizedTest
    @ValueSource(strings = {"5s", "10s", "60s"})
    void should_say_what_a_batch_over_all_frames_says(String window) {
        AggregatorConfig config = TestConfigs.with("window", window);
        long late = 0;
        for (int seed = 0; seed < CASES; seed++) {
            late += assertAudited(config, seed, new RandomCrowd(seed));
        }
        assertThat(late).as("late frames, or this tests little").isGreaterThan(CASES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_have_every_second_without_frames_or_impaired_or_seen(boolean jumps) {
        long impaired = 0;
        for (int seed = 0; seed < CASES; seed++) {
            RandomCrowd crowd = new RandomCrowd(seed, jumps);
            for (DemographicSummary summary :
                    Fold.of(TestConfigs.defaults(), crowd.frames()).finals()) {
                long kinds = summary.getSecondsDark()
                        + summary.getSecondsOverexposed()
                        + summary.getSecondsBlocked()
                        + summary.getSecondsBlurred()
                        + summary.getSecondsMoved();
                assertThat(summary.getSecondsImpaired()).isBetween(kinds, 10 - summary.getSecondsWithoutFrames());
                assertThat(summary.getFramesImpaired()).isLessThanOrEqualTo(summary.getFramesAnalysed());
                assertThat(summary.getAverageOccupancy() == null)
                        .isEqualTo(summary.getFramesImpaired() == summary.getFramesAnalysed());
                impaired += summary.getSecondsImpaired();
            }
        }
        assertThat(impaired).as("seconds, or this tests little").isGreaterThan(10 * CASES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "5s", "10s", "60s"})
    void should_say_what_a_batch_over_all_frames_says_when_the_clock_jumps(String window) {
        AggregatorConfig config = TestConfigs.with("window", window);
        long frames = 0;
        long late = 0;
        long steady = 0;
        for (int seed = 0; seed < Math.max(CASES, CROWDS_FOR_SHARES); seed++) {
            RandomCrowd crowd = new RandomCrowd(seed, true);
            frames += crowd.frames().size();
            late += seed < CASES
                    ? assertAudited(config, seed, crowd)
                    : Fold.of(config, crowd.frames()).late();
            steady += Fold.of(config, new RandomCrowd(seed).frames()).late();
        }
        assertThat(late)
                .as("late of %s frames, %s when it is steady", frames, steady)
                .isLessThan(steady * 5 / 4);
    }

    @ParameterizedTest
    @CsvSource({"1s, false", "10s, false", "10s, true", "60s, true"})
    void should_say_of_zones_and_lines_what_a_batch_over_all_frames_says(String window, boolean jumps) {
        AggregatorConfig config = TestConfigs.with("window", window);
        long stays = 0;
        long crossings = 0;
        for (int seed = 0; seed < CASES; seed++) {
            RandomCrowd crowd = new RandomCrowd(seed, jumps);
            CameraSettings settings = RandomPlaces.of(seed);
            assertAudited(config, seed, crowd, Optional.of(settings));
            for (DemographicSummary summary :
                    Fold.of(config, crowd.frames(), settings).finals()) {
                stays += summary.getZones().stream()
                        .filter(zone -> zone.getStaysEnded() != null)
                        .mapToLong(ZoneSummary::getStaysEnded)
                        .sum();
                crossings += summary.getLines().stream()
                        .filter(line -> line.getCrossedIn() != null)
                        .mapToLong(line -> line.getCrossedIn() + line.getCrossedOut())
                        .sum();
            }
        }
        assertThat(stays).as("stays, or this tests little").isGreaterThan(50 * CASES);
        assertThat(crossings).as("crossings, or this tests little").isGreaterThan(10 * CASES);
    }

    /** Frames that come late by minutes, and views that are told of late, in windows with more gaps than are kept apart. */
    @Test
    void should_say_of_more_gaps_than_are_kept_apart_what_a_batch_over_all_frames_says() {
        AggregatorConfig config =
                TestConfigs.of(Map.of("window", "1h", "grace", "30m", "partial.interval", "10m", "idle", "1h"));
        long notCredited = 0;
        for (int seed = 0; seed < Math.min(CASES, TestSize.of(8, 20)); seed++) {
            List<FrameFaces> frames = stuttering(new Random(seed));
            Fold fold = Fold.of(config, frames);

            assertThat(Places.SUMMARIES.first(CAMERA, audited(config, frames), fold.records()))
                    .as("seed %s", seed)
                    .isEmpty();
            long seconds = frames.stream()
                    .map(frame -> frame.getCapturedAt().getEpochSecond())
                    .distinct()
                    .count();
            notCredited += fold.finals().stream()
                            .mapToLong(summary -> 3600 - summary.getSecondsWithoutFrames())
                            .map(covered -> -covered)
                            .sum()
                    + seconds;
        }
        assertThat(notCredited)
                .as("seconds that came too late, or this tests little")
                .isGreaterThan(100);
    }

    private static List<FrameFaces> stuttering(Random random) {
        TestCamera camera = new TestCamera(CAMERA);
        List<FrameFaces> frames = new ArrayList<>();
        int time = 0;
        for (int i = 0; i < 1500; i++) {
            time += 2 + random.nextInt(4);
            int captured = random.nextInt(4) == 0 ? Math.max(0, time - random.nextInt(1500)) : time;
            FrameFaces frame = camera.frame(captured + random.nextDouble() / 2);
            if (random.nextInt(3) == 0) {
                ViewKind kind = ViewKind.values()[random.nextInt(ViewKind.values().length)];
                frame.setView(new FrameView(kind, TestCamera.at(captured - random.nextInt(300)), null));
            }
            frame.setEndOfStream(i == 1499);
            frames.add(frame);
        }
        return frames;
    }

    private static List<TopicRecord<DemographicSummary>> audited(AggregatorConfig config, List<FrameFaces> frames) {
        SummaryAudit audit = new SummaryAudit(rules(config));
        frames.forEach(audit::take);
        return audit.summaries(CAMERA);
    }

    private static SummaryRules rules(AggregatorConfig config) {
        return new SummaryRules(
                config.window(),
                config.grace(),
                config.idle(),
                config.partialInterval(),
                config.ageBands().lowerBounds(),
                config.rollups(),
                config.timeZone(),
                config.minCount());
    }

    @ParameterizedTest
    @CsvSource({
        "'hourly,daily', 0, false",
        "'hourly,daily', 0, true",
        "'hourly,daily', 3, true",
        "hourly, 2, false",
        "hourly, 2, true",
        "'', 2, true"
    })
    void should_say_of_hours_and_days_and_what_is_withheld_what_a_batch_says(
            String rollups, int minCount, boolean jumps) {
        AggregatorConfig config = TestConfigs.of(Map.of(
                "rollups",
                rollups,
                "privacy.min.count",
                String.valueOf(minCount),
                "window",
                "10s",
                "age.bands",
                "0,40"));
        long told = 0;
        for (int seed = 0; seed < CASES; seed++) {
            List<FrameFaces> frames = new RandomCrowd(seed, jumps).frames();
            frames.forEach(frame -> frame.setSite(frame.getSequence() % 50 < 25 ? "Bremen" : "Kiel"));
            CameraSettings places = RandomPlaces.of(seed);
            NaiveCamera naive = new NaiveCamera(rules(config), CAMERA, PinnedVersions.knownBefore(Optional.of(places)));
            NaivePeriods periods = new NaivePeriods(rules(config));
            CameraWindows windows = new CameraWindows(config);
            CameraState state = windows.initial(frames.get(0));
            for (FrameFaces frame : frames) {
                Due due = windows.update(CAMERA, state, frame, time -> CameraVersions.validAt(places, time))
                        .due();

                assertThat(Places.SUMMARIES.first(CAMERA, naive.take(frame), windows(due)))
                        .as("windows, seed %s", seed)
                        .isEmpty();
                assertThat(Places.rollups("any").first(CAMERA, periods.due(naive, Duration.ZERO), periods(due)))
                        .as("periods, seed %s", seed)
                        .isEmpty();
                told += due.rollups().stream()
                        .filter(timed -> timed.rollup().getTracksEnded() != null)
                        .count();
            }
        }
        // Where small counts are withheld only an hour that is over tells of people, and that comes by jumps alone.
        boolean due = !rollups.isEmpty() && (minCount == 0 || jumps);
        assertThat(told > 0).as("periods that tell of people").isEqualTo(due);
    }

    private static List<TopicRecord<DemographicSummary>> windows(Due due) {
        return due.summaries().stream()
                .map(timed -> new TopicRecord<>(CAMERA, timed.time().toEpochMilli(), timed.summary()))
                .toList();
    }

    private static List<TopicRecord<RollupSummary>> periods(Due due) {
        return due.rollups().stream()
                .map(timed -> new TopicRecord<>(CAMERA, timed.time().toEpochMilli(), timed.rollup()))
                .toList();
    }

    @Test
    void should_count_every_stay_that_begins_once_and_end_it_once() {
        for (int seed = 0; seed < CASES; seed++) {
            RandomCrowd crowd = new RandomCrowd(seed);
            CameraSettings settings = RandomPlaces.of(seed);
            settings.setVersions(List.of(settings.getVersions().get(0)));
            settings.getVersions().get(0).setValidFrom(Instant.EPOCH);
            Map<String, long[]> zones = new TreeMap<>();
            Fold.of(TestConfigs.defaults(), crowd.frames(), settings).finals().forEach(summary -> summary.getZones()
                    .forEach(zone -> {
                        long[] sums = zones.computeIfAbsent(zone.getZone(), none -> new long[2]);
                        sums[0] += zone.getPeopleEntered() == null ? 0 : zone.getPeopleEntered();
                        sums[1] += zone.getStaysEnded() == null ? 0 : zone.getStaysEnded();
                    }));
            assertThat(zones.values()).as("seed %s", seed).isNotEmpty().allSatisfy(sums -> assertThat(sums[1])
                    .isEqualTo(sums[0]));
        }
    }

    private static long assertAudited(AggregatorConfig config, int seed, RandomCrowd crowd) {
        return assertAudited(config, seed, crowd, Optional.empty());
    }

    /** Compares all records, partial ones too, with what the audit makes of the frames; returns how many of these are late. */
    private static long assertAudited(
            AggregatorConfig config, int seed, RandomCrowd crowd, Optional<CameraSettings> settings) {
        SummaryAudit audit = new SummaryAudit(
                rules(config), settings.map(known -> Map.of(CAMERA, known)).orElse(Map.of()));
        crowd.frames().forEach(audit::take);
        Fold fold = settings.map(known -> Fold.of(config, crowd.frames(), known))
                .orElseGet(() -> Fold.of(config, crowd.frames()));

        assertThat(Places.SUMMARIES.first(CAMERA, audit.summaries(CAMERA), fold.records()))
                .as("seed %s", seed)
                .isEmpty();
        assertThat(fold.finals()).isNotEmpty();
        return fold.late();
    }

    @Test
    void should_count_every_track_once_as_entered_and_once_as_ended() {
        for (int seed = 0; seed < CASES; seed++) {
            RandomCrowd crowd = new RandomCrowd(seed);
            List<DemographicSummary> finals =
                    Fold.of(TestConfigs.defaults(), crowd.frames()).finals();

            assertThat(sum(finals, DemographicSummary::getPeopleEntered))
                    .as("entered, seed %s", seed)
                    .isEqualTo(crowd.tracks().size());
            assertThat(sum(finals, DemographicSummary::getTracksEnded))
                    .as("ended, seed %s", seed)
                    .isEqualTo(crowd.tracks().size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_roll_hours_and_days_up_to_the_sums_of_their_windows(boolean jumps) {
        AggregatorConfig config = TestConfigs.of(Map.of("rollups", "hourly,daily"));
        for (int seed = 0; seed < CASES; seed++) {
            List<FrameFaces> frames = new RandomCrowd(seed, jumps).frames();
            CameraWindows windows = new CameraWindows(config);
            CameraState state = windows.initial(frames.get(0));
            Map<RollupPeriod, Map<Instant, RollupSummary>> last =
                    Map.of(RollupPeriod.HOURLY, new TreeMap<>(), RollupPeriod.DAILY, new TreeMap<>());
            List<DemographicSummary> finals = new ArrayList<>();
            for (FrameFaces frame : frames) {
                Due due = windows.update(CAMERA, state, frame).due();
                due.summaries().stream()
                        .map(TimedSummary::summary)
                        .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                        .forEach(finals::add);
                for (TimedRollup timed : due.rollups()) {
                    RollupSummary rollup = timed.rollup();
                    RollupSummary before = last.get(rollup.getPeriod()).put(rollup.getPeriodStart(), rollup);
                    assertThat(rollup.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
                }
            }

            // The last words on all periods hold every window.
            assertThat(last.values()).as("seed %s", seed).allSatisfy(periods -> {
                assertThat(sum(periods, RollupSummary::getWindows)).isEqualTo(finals.size());
                assertThat(sum(periods, RollupSummary::getPeopleEntered))
                        .isEqualTo(sum(finals, DemographicSummary::getPeopleEntered));
                assertThat(sum(periods, RollupSummary::getTracksEnded))
                        .isEqualTo(sum(finals, DemographicSummary::getTracksEnded));
                assertThat(sum(periods, rollup -> known(rollup.getWatchersEnded())))
                        .isEqualTo(sum(finals, summary -> known(summary.getWatchersEnded())));
                assertThat(sum(periods, rollup -> known(rollup.getWatchedMillis())))
                        .isEqualTo(sum(finals, summary -> known(summary.getWatchedMillis())));
                assertThat(sum(periods, RollupSummary::getFramesAnalysed))
                        .isEqualTo(sum(finals, DemographicSummary::getFramesAnalysed));
                assertThat(sum(periods, RollupSummary::getFramesLate))
                        .isEqualTo(sum(finals, DemographicSummary::getFramesLate));
                assertThat(sum(periods, RollupSummary::getSecondsImpaired))
                        .isEqualTo(sum(finals, DemographicSummary::getSecondsImpaired));
                assertThat(sum(periods, RollupSummary::getSecondsMoved))
                        .isEqualTo(sum(finals, DemographicSummary::getSecondsMoved));
                assertThat(sum(periods, RollupSummary::getFacesInImpairedFrames))
                        .isEqualTo(sum(finals, DemographicSummary::getFacesInImpairedFrames));
            });
        }
    }

    /** What the windows of a camera send of its frames, and how many of these are late. */
    private record Fold(List<TopicRecord<DemographicSummary>> records, long late) {

        /** The state goes through its serialised form after every frame, as it does in the store. */
        static Fold of(AggregatorConfig config, List<FrameFaces> frames) {
            return of(config, frames, KnownSettings.NONE);
        }

        static Fold of(AggregatorConfig config, List<FrameFaces> frames, CameraSettings settings) {
            return of(config, frames, time -> CameraVersions.validAt(settings, time));
        }

        private static Fold of(AggregatorConfig config, List<FrameFaces> frames, KnownSettings settings) {
            Serde<CameraState> store = AvroStateSerde.of(CameraState.class);
            CameraWindows windows = new CameraWindows(config);
            List<TopicRecord<DemographicSummary>> records = new ArrayList<>();
            long late = 0;
            byte[] stored = store.serializer().serialize("t", windows.initial(frames.get(0)));
            for (FrameFaces frame : frames) {
                CameraState state = store.deserializer().deserialize("t", stored);
                CameraUpdate update = windows.update(CAMERA, state, frame, settings);
                late += update.outcome() == Outcome.LATE ? 1 : 0;
                update.due()
                        .summaries()
                        .forEach(timed -> records.add(
                                new TopicRecord<>(CAMERA, timed.time().toEpochMilli(), timed.summary())));
                stored = store.serializer().serialize("t", state);
            }
            return new Fold(records, late);
        }

        List<DemographicSummary> finals() {
            return records.stream()
                    .map(TopicRecord::value)
                    .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                    .toList();
        }
    }

    private static long known(Long count) {
        return count == null ? 0 : count;
    }

    private static long sum(Map<Instant, RollupSummary> periods, ToLongFunction<RollupSummary> value) {
        return periods.values().stream().mapToLong(value).sum();
    }

    private static long sum(List<DemographicSummary> summaries, ToLongFunction<DemographicSummary> value) {
        return summaries.stream().mapToLong(value).sum();
    }
}
