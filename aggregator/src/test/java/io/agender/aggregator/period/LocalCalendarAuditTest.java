package io.agender.aggregator.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.Due;
import io.agender.audit.Places;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.period.NaivePeriods;
import io.agender.audit.window.NaiveCamera;
import io.agender.audit.window.PinnedVersions;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.WeekDay;
import io.agender.schemas.camera.CameraVersions;
import io.agender.text.TestSize;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hours, days and weeks of places whose clocks are set, some of which fall silent at night: the fold and the audit, which
 * asks the clock of the place for each, must agree on every record.
 */
class LocalCalendarAuditTest {

    static {
        TrustedRecords.ensure();
    }

    private static final String CAMERA = "lobby";
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** In every build as many days of a year as have a day on which clocks are set. */
    private static final int MOST_DAYS = TestSize.of(100, 366);

    private static final int SEEDS = TestSize.of(3, 10);

    private final AggregatorConfig config = TestConfigs.of(Map.of(
            "window",
            "15m",
            "partial.interval",
            "0s",
            "rollups",
            "hourly,daily,weekly",
            "rollups.time.zone",
            "Asia/Kolkata"));
    private final CameraWindows windows = new CameraWindows(config);

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-01-01, 366",
        "Australia/Lord_Howe, 2026-01-01, 366",
        "America/Havana, 2026-03-01, 15",
        "America/Havana, 2026-10-25, 15",
        "America/Goose_Bay, 2010-11-01, 15",
        "Pacific/Apia, 2011-12-20, 20",
        "Asia/Kathmandu, 2026-05-01, 15"
    })
    void should_add_days_up_exactly_to_their_windows(String zone, LocalDate from, int days) {
        int played = Math.min(days, MOST_DAYS);
        List<RollupSummary> all = audited(settings(zone, Optional.empty()), frames(from, played, 0, new Random(1)), 0);

        Map<Instant, RollupSummary> last = new TreeMap<>();
        all.stream()
                .filter(one -> one.getPeriod() == RollupPeriod.DAILY)
                .forEach(one -> last.put(one.getPeriodStart(), one));
        // The camera began in the first one, and fell silent in the last one.
        List<RollupSummary> whole = List.copyOf(last.values()).subList(1, last.size() - 1);
        assertThat(whole).hasSizeGreaterThan(played - 5).allSatisfy(day -> {
            assertThat(day.getStatus()).isEqualTo(SummaryStatus.FINAL);
            Duration lasted = Duration.between(day.getPeriodStart(), day.getPeriodEnd());
            assertThat(WINDOW.multipliedBy(day.getWindows()))
                    .as("%s", day.getPeriodStart())
                    .isEqualTo(lasted);
            assertThat(day.getFramesAnalysed()).isEqualTo(day.getWindows());
            assertThat(day.getTimeZone()).isEqualTo(zone);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-20",
        "Europe/Berlin, 2026-10-15",
        "Australia/Lord_Howe, 2026-09-28",
        "'', 2026-03-20"
    })
    void should_agree_on_opening_hours_and_on_what_a_silence_makes_final(String zone, LocalDate from) {
        long open = 0;
        long again = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            OpeningHours hours = hours(random, from);
            List<RollupSummary> all = audited(
                    settings(zone.isEmpty() ? null : zone, Optional.of(hours)), frames(from, 20, 6, random), seed);
            open += all.stream()
                    .filter(one -> one.getHours() == RollupHours.OPEN)
                    .count();
            again += all.stream()
                    .filter(one -> one.getStatus() == SummaryStatus.FINAL && one.getRevision() > 1)
                    .count();
        }
        assertThat(open).as("records of opening hours, or this tests little").isGreaterThan(50 * SEEDS);
        assertThat(again).as("final ones after others, or this tests little").isGreaterThan(2 * SEEDS);
    }

    /** Compares every record; after a frame that is followed by a long time marks tell of a silence. */
    private List<RollupSummary> audited(CameraSettings settings, List<FrameFaces> frames, long seed) {
        SummaryRules rules = new SummaryRules(
                config.window(),
                config.grace(),
                config.idle(),
                config.partialInterval(),
                config.ageBands().lowerBounds(),
                config.rollups(),
                config.timeZone(),
                config.minCount());
        NaiveCamera naive = new NaiveCamera(rules, CAMERA, PinnedVersions.knownBefore(Optional.of(settings)));
        NaivePeriods periods = new NaivePeriods(rules);
        CameraState state = windows.initial(frames.get(0));
        Random random = new Random(seed);
        List<RollupSummary> all = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            FrameFaces frame = frames.get(i);
            Due due = windows.update(CAMERA, state, frame, time -> CameraVersions.validAt(settings, time))
                    .due();
            naive.take(frame);
            compare(all, periods.due(naive, Duration.ZERO), due, "frame " + i);
            Duration rest = i + 1 == frames.size()
                    ? Duration.ofDays(9)
                    : Duration.between(frame.getCapturedAt(), frames.get(i + 1).getCapturedAt());
            Duration silence = config.idle();
            while (rest.compareTo(Duration.ofHours(1)) > 0 && silence.compareTo(rest) < 0) {
                Due silent = windows.closeSilent(CAMERA, state, PeriodBook.in(state), silence);
                naive.closeSilent(silence);
                compare(all, periods.due(naive, silence), silent, "silence of " + silence + " after frame " + i);
                silence = silence.plusMinutes(1 + random.nextInt(600));
            }
        }
        return all;
    }

    private static void compare(
            List<RollupSummary> all, List<TopicRecord<RollupSummary>> expected, Due due, String where) {
        List<TopicRecord<RollupSummary>> found = due.rollups().stream()
                .map(timed -> new TopicRecord<>(CAMERA, timed.time().toEpochMilli(), timed.rollup()))
                .toList();
        assertThat(Places.rollups("any").first(CAMERA, expected, found))
                .as(where)
                .isEmpty();
        due.rollups().forEach(timed -> all.add(timed.rollup()));
    }

    /** A frame each quarter of an hour; with pauses, some of which are told of later by frames that were kept. */
    private static List<FrameFaces> frames(LocalDate from, int days, int pauses, Random random) {
        TestCamera camera = new TestCamera(CAMERA);
        Instant time = from.atStartOfDay(ZoneId.of("UTC")).toInstant();
        Instant end = time.plus(Duration.ofDays(days));
        List<FrameFaces> frames = new ArrayList<>();
        int left = 20;
        while (time.isBefore(end)) {
            FrameFaces frame = camera.frame(time.plusSeconds(60));
            frame.setTracked(true);
            time = time.plus(WINDOW);
            if (pauses > 0 && left-- == 0) {
                left = 20 + random.nextInt(400 / pauses);
                frame.setEndOfStream(random.nextBoolean());
                time = time.plus(WINDOW.multipliedBy(1 + random.nextInt(200)));
                if (frame.getEndOfStream()) {
                    camera.restart("stream-" + frames.size());
                }
                if (random.nextInt(3) == 0) {
                    frames.add(frame);
                    frame = camera.frame(time.minus(WINDOW.multipliedBy(20)));
                    frame.setTracked(true);
                }
            }
            frames.add(frame);
        }
        return frames;
    }

    private static OpeningHours hours(Random random, LocalDate from) {
        List<OpenDay> week = new ArrayList<>();
        for (WeekDay day : WeekDay.values()) {
            if (day != WeekDay.UNKNOWN && random.nextInt(7) > 0) {
                week.add(new OpenDay(day, times(random)));
            }
        }
        return new OpeningHours(
                week,
                new ArrayList<>(List.of(
                        new OpenDate(from.plusDays(9).toString(), times(random)),
                        new OpenDate(from.plusDays(10).toString(), List.of()))));
    }

    private static List<OpenTime> times(Random random) {
        int from = random.nextInt(600);
        int to = from + 1 + random.nextInt(400);
        return List.of(
                new OpenTime(from, to), new OpenTime(to + 60, Math.min(to + 60 + random.nextInt(600) + 1, 1440)));
    }

    private static CameraSettings settings(String zone, Optional<OpeningHours> hours) {
        return new CameraSettings(
                CAMERA,
                List.of(CameraVersion.newBuilder()
                        .setVersion(1)
                        .setValidFrom(Instant.EPOCH)
                        .setAppliedAt(Instant.EPOCH)
                        .setTimeZone(zone)
                        .setOpeningHours(hours.orElse(null))
                        .build()),
                List.of());
    }
}
