package io.agender.aggregator;

import static io.agender.aggregator.TestCamera.ending;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.config.Rollups;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.Due;
import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.TopologyHarness;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EarlierSchemas;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.WeekDay;
import io.agender.schemas.camera.CameraVersions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours, days and weeks by the clocks of the places that cameras are at. */
class LocalRollupsTest {

    static {
        TrustedRecords.ensure();
    }

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Random random = new Random(19);
    private TopologyHarness harness = start("UTC");

    @AfterEach
    void stop() {
        harness.close();
    }

    /** A visit in an hour on average, for a year; what a period must hold is what java.time says of the visits' windows. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026",
        "America/New_York, 2026",
        "Australia/Lord_Howe, 2026",
        "Asia/Kathmandu, 2026",
        "America/Santiago, 2026",
        "America/Asuncion, 2023"
    })
    void should_add_every_window_of_a_year_to_one_hour_one_day_and_one_week_of_its_camera(String name, int year) {
        ZoneId zone = ZoneId.of(name);
        TestCamera lobby = new TestCamera("lobby");
        Map<Instant, Long> visits = new LinkedHashMap<>();
        List<FrameFaces> frames = new ArrayList<>();
        Instant begin = ZonedDateTime.of(year, 1, 1, 0, 0, 0, 0, zone).toInstant();
        Instant end = ZonedDateTime.of(year + 1, 1, 1, 0, 0, 0, 0, zone).toInstant();
        for (Instant time = begin; time.isBefore(end); time = time.plusSeconds(random.nextInt(7200))) {
            visits.merge(windowOf(time), 2L, Long::sum);
            frames.add(visit(lobby, time, 2));
        }
        frames.addAll(comeBack(lobby, end.plus(Duration.ofDays(9))));
        Played played = play(frames, version(1, Instant.EPOCH, name));

        Map<Instant, DemographicSummary> windows = new LinkedHashMap<>();
        played.windows().forEach(window -> windows.put(window.getWindowStart(), window));
        assertThat(windows.keySet()).containsAll(visits.keySet());
        assertAddUp(
                played,
                zone,
                windows,
                RollupPeriod.HOURLY,
                time -> time.atZone(zone).truncatedTo(ChronoUnit.HOURS) + "");
        Map<Instant, RollupSummary> days = assertAddUp(
                played,
                zone,
                windows,
                RollupPeriod.DAILY,
                time -> time.atZone(zone).toLocalDate() + "");
        assertAddUp(
                played,
                zone,
                windows,
                RollupPeriod.WEEKLY,
                time -> time.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) + "");
        List<LocalDate> odd = IntStream.range(0, 366)
                .mapToObj(day -> begin.atZone(zone).toLocalDate().plusDays(day))
                .filter(day -> !Duration.between(
                                day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone))
                        .equals(Duration.ofDays(1)))
                .toList();
        assertThat(odd).hasSize(name.equals("Asia/Kathmandu") ? 0 : 2).allSatisfy(day -> assertThat(
                        days.get(day.atStartOfDay(zone).toInstant()).getPeriodEnd())
                .isEqualTo(day.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private static Map<Instant, RollupSummary> assertAddUp(
            Played played,
            ZoneId zone,
            Map<Instant, DemographicSummary> windows,
            RollupPeriod length,
            Function<Instant, String> shown) {
        Map<String, long[]> wanted = new TreeMap<>();
        windows.forEach((start, window) -> {
            long[] sums = wanted.computeIfAbsent(shown.apply(start), none -> new long[3]);
            sums[0]++;
            sums[1] += window.getTracksEnded();
            sums[2] += window.getFramesAnalysed();
        });
        Map<Instant, RollupSummary> last = played.last(length);
        Map<String, long[]> found = new TreeMap<>();
        last.forEach((start, period) -> {
            assertThat(period.getTimeZone()).isEqualTo(zone.getId());
            assertThat(period.getStatus()).isEqualTo(SummaryStatus.FINAL);
            long[] sums = {period.getWindows(), period.getTracksEnded(), period.getFramesAnalysed()};
            assertThat(found.put(shown.apply(start), sums)).isNull();
        });
        assertThat(found.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((label, sums) ->
                assertThat(found.get(label)).as("%s %s", length, label).containsExactly(sums));
        return last;
    }

    @Test
    void should_tell_the_hour_that_comes_twice_twice() {
        know("lobby", version(1, Instant.EPOCH, "Europe/Berlin"));
        TestCamera lobby = new TestCamera("lobby");
        pipe(visit(lobby, Instant.parse("2026-10-25T00:20:00Z"), 1));
        pipe(visit(lobby, Instant.parse("2026-10-25T01:20:00Z"), 2));
        pipe(lastFrame(lobby, Instant.parse("2026-10-25T02:20:00Z")));

        assertThat(last(RollupPeriod.HOURLY, "lobby").values())
                .extracting(hour ->
                        hour.getPeriodStart().atZone(ZoneId.of(hour.getTimeZone())) + ": " + hour.getTracksEnded())
                .containsExactly(
                        "2026-10-25T02:00+02:00[Europe/Berlin]: 1",
                        "2026-10-25T02:00+01:00[Europe/Berlin]: 2",
                        "2026-10-25T03:00+01:00[Europe/Berlin]: 0");
    }

    @Test
    void should_go_by_the_time_zone_of_the_aggregator_where_that_of_the_camera_is_not_known() {
        harness.close();
        harness = start("Asia/Tokyo");
        know("door", version(1, Instant.EPOCH, "America/New_York"));
        know("yard", version(1, Instant.EPOCH, null));
        for (String camera : List.of("lobby", "door", "yard")) {
            TestCamera one = new TestCamera(camera);
            pipe(visit(one, Instant.parse("2026-05-01T12:00:00Z"), 1));
            pipe(lastFrame(one, Instant.parse("2026-05-01T12:20:00Z")));
        }

        assertThat(last(RollupPeriod.DAILY, "lobby")).containsOnlyKeys(Instant.parse("2026-04-30T15:00:00Z"));
        assertThat(last(RollupPeriod.DAILY, "yard")).containsOnlyKeys(Instant.parse("2026-04-30T15:00:00Z"));
        assertThat(last(RollupPeriod.DAILY, "door").values())
                .extracting(day -> day.getPeriodStart() + " " + day.getTimeZone())
                .containsExactly("2026-05-01T04:00:00Z America/New_York");
    }

    /** The camera is found to be in another place at noon: each window is in the period of the zone that it names. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T12:00:00Z, Europe/Berlin, America/New_York",
        "2026-10-25T12:00:00Z, America/New_York, Europe/Berlin",
        "2026-03-29T12:00:00Z, Europe/Berlin, Africa/Lagos",
        "2026-03-29T12:00:00Z, UTC, Asia/Kathmandu"
    })
    void should_have_no_window_in_two_periods_and_lose_none_when_the_time_zone_changes(
            Instant noon, String before, String after) {
        TestCamera lobby = new TestCamera("lobby");
        List<FrameFaces> frames = new ArrayList<>();
        for (int quarter = -300; quarter < 300; quarter++) {
            frames.add(visit(lobby, noon.plus(WINDOW.multipliedBy(quarter)), 1));
        }
        frames.add(lastFrame(lobby, noon.plus(Duration.ofDays(14))));
        Played played = play(frames, version(1, Instant.EPOCH, before), version(2, noon, after));

        for (RollupPeriod length : List.of(RollupPeriod.HOURLY, RollupPeriod.DAILY, RollupPeriod.WEEKLY)) {
            Map<Instant, RollupSummary> periods = played.last(length);
            assertThat(periods.values().stream()
                            .mapToLong(RollupSummary::getTracksEnded)
                            .sum())
                    .as("%s", length)
                    .isEqualTo(600);
            assertThat(periods.values()).extracting(RollupSummary::getTimeZone).contains(after);
        }
    }

    @Test
    void should_add_cameras_of_a_site_whose_periods_begin_at_the_same_moment_and_keep_the_others_apart() {
        know("berlin", version(1, Instant.EPOCH, "Europe/Berlin"));
        know("lagos", version(1, Instant.EPOCH, "Africa/Lagos"));
        know("oslo", version(1, Instant.EPOCH, "America/New_York"));
        for (String camera : List.of("oslo", "lagos", "berlin")) {
            TestCamera one = new TestCamera(camera);
            pipe(TestCamera.of("shop", visit(one, Instant.parse("2026-10-25T12:00:00Z"), 1)));
            pipe(TestCamera.of("shop", lastFrame(one, Instant.parse("2026-10-26T12:00:00Z"))));
        }

        Map<Instant, RollupSummary> days = last(RollupPeriod.DAILY, "shop");
        // On this day clocks are set back in Berlin, and not in Lagos; New York is four hours behind.
        assertThat(days.values())
                .filteredOn(day -> day.getTracksEnded() > 0)
                .extracting(day -> day.getPeriodStart() + " " + day.getPeriodEnd() + " " + day.getTimeZone() + " "
                        + day.getCameras())
                .containsExactly(
                        "2026-10-24T22:00:00Z 2026-10-25T23:00:00Z Europe/Berlin 1",
                        "2026-10-24T23:00:00Z 2026-10-25T23:00:00Z Africa/Lagos 1",
                        "2026-10-25T04:00:00Z 2026-10-26T04:00:00Z America/New_York 1");
        assertThat(last(RollupPeriod.HOURLY, "shop").values())
                .filteredOn(hour -> hour.getTracksEnded() > 0)
                .extracting(hour -> hour.getTimeZone() + " " + hour.getCameras() + " " + hour.getTracksEnded())
                .containsExactly("Europe/Berlin 3 3");
    }

    /** Four days of Berlin, open on Sundays over the hours in which clocks are set, on other days by day, closed on holidays. */
    @Test
    void should_add_up_what_is_within_opening_hours_on_days_of_23_and_25_hours_and_on_dates_that_differ() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        CameraVersion settings = version(1, Instant.EPOCH, "Europe/Berlin");
        settings.setOpeningHours(new OpeningHours(
                List.of(
                        new OpenDay(WeekDay.SATURDAY, List.of(new OpenTime(600, 780), new OpenTime(840, 1440))),
                        new OpenDay(WeekDay.SUNDAY, List.of(new OpenTime(0, 240))),
                        new OpenDay(WeekDay.FRIDAY, List.of(new OpenTime(480, 1080)))),
                List.of(
                        new OpenDate("2026-10-24", List.of()),
                        new OpenDate("2026-10-26", List.of(new OpenTime(720, 725))))));
        know("lobby", settings);
        TestCamera lobby = new TestCamera("lobby");
        Instant begin = ZonedDateTime.of(2026, 10, 23, 0, 0, 0, 0, zone).toInstant();
        Instant end = ZonedDateTime.of(2026, 10, 27, 0, 0, 0, 0, zone).toInstant();
        Map<String, Long> wanted = new TreeMap<>();
        for (Instant time = begin; time.isBefore(end); time = time.plus(WINDOW)) {
            pipe(TestCamera.of("shop", visit(lobby, time, 1)));
            ZonedDateTime local = time.atZone(zone);
            LocalDate date = local.toLocalDate();
            int minute = local.getHour() * 60 + local.getMinute();
            boolean open = date.toString().equals("2026-10-26") && minute == 720
                    || !List.of("2026-10-26", "2026-10-24").contains(date.toString())
                            && switch (local.getDayOfWeek()) {
                                case SATURDAY -> minute >= 600 && minute < 780 || minute >= 840;
                                case SUNDAY -> minute < 240;
                                case FRIDAY -> minute >= 480 && minute < 1080;
                                default -> false;
                            };
            if (open) {
                wanted.merge(date.toString(), 1L, Long::sum);
            }
        }
        comeBack(lobby, end.plus(Duration.ofDays(9))).forEach(this::pipe);

        List<RollupSummary> open = harness.output(Topic.SUMMARY_OPEN, LocalAvroSerde.of(RollupSummary.class))
                .readValuesToList();
        assertThat(open).allSatisfy(period -> {
            assertThat(period.getHours()).isEqualTo(RollupHours.OPEN);
            assertThat(period.getStatus()).isEqualTo(SummaryStatus.FINAL);
        });
        for (RollupScope scope : List.of(RollupScope.CAMERA, RollupScope.SITE)) {
            Map<String, Long> days = new TreeMap<>();
            open.stream()
                    .filter(day -> day.getScope() == scope && day.getPeriod() == RollupPeriod.DAILY)
                    .forEach(day -> days.put(
                            day.getPeriodStart().atZone(zone).toLocalDate().toString(), day.getTracksEnded()));
            assertThat(days).as("%s", scope).isEqualTo(wanted).containsEntry("2026-10-25", 4L * 5);
            for (RollupPeriod length : List.of(RollupPeriod.HOURLY, RollupPeriod.WEEKLY)) {
                assertThat(open.stream()
                                .filter(period -> period.getScope() == scope && period.getPeriod() == length)
                                .mapToLong(RollupSummary::getTracksEnded)
                                .sum())
                        .isEqualTo(wanted.values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            }
        }
        // A frame in each window of 900 s; where it is open for five minutes no more is without one than that window.
        assertThat(open)
                .filteredOn(day -> day.getPeriod() == RollupPeriod.DAILY
                        && !day.getPeriodStart()
                                .atZone(zone)
                                .toLocalDate()
                                .toString()
                                .equals("2026-10-26"))
                .allSatisfy(day -> assertThat(day.getSecondsWithoutFrames()).isEqualTo(day.getWindows() * 899));
    }

    @Test
    void should_say_how_much_of_the_opening_hours_had_no_frame() {
        CameraVersion settings = version(1, Instant.EPOCH, "Asia/Kathmandu");
        settings.setOpeningHours(new OpeningHours(
                List.of(new OpenDay(WeekDay.MONDAY, List.of(new OpenTime(540, 720), new OpenTime(780, 1080)))),
                List.of()));
        know("lobby", settings);
        TestCamera lobby = new TestCamera("lobby");
        Instant nine = Instant.parse("2026-11-30T03:15:00Z");
        pipe(visit(lobby, nine.minusSeconds(1), 1));
        pipe(visit(lobby, nine, 1));
        pipe(visit(lobby, nine.plus(Duration.ofHours(3)), 1)); // in the break
        comeBack(lobby, nine.plus(Duration.ofDays(1))).forEach(this::pipe);

        assertThat(harness.output(Topic.SUMMARY_OPEN, LocalAvroSerde.of(RollupSummary.class))
                        .readValuesToList())
                .filteredOn(day -> day.getPeriod() == RollupPeriod.DAILY)
                .extracting(day -> day.getPeriodStart() + " " + day.getWindows() + " " + day.getSecondsWithoutFrames())
                .containsExactly("2026-11-29T18:15:00Z 1 " + (8 * 3600 - 1));
        assertThat(last(RollupPeriod.DAILY, "lobby").values())
                .extracting(day -> day.getWindows() + " " + day.getHours())
                .first()
                .isEqualTo("3 ALL");
    }

    /** A day of UTC and an hour of it, begun by the version that knew no other; the camera has a time zone all the while. */
    @Test
    void should_go_on_with_the_periods_of_utc_that_an_earlier_version_has_begun() throws IOException {
        AggregatorConfig config =
                TestConfigs.of(Map.of("window", "15m", "partial.interval", "0s", "rollups", "hourly,daily"));
        CameraWindows windows = new CameraWindows(config);
        TestCamera lobby = new TestCamera("lobby");
        Instant ten = Instant.parse("2026-11-30T10:00:00Z");
        CameraState state = windows.initial(visit(lobby, ten, 0));
        CameraVersion settings = version(1, Instant.EPOCH, "Asia/Kathmandu");
        CameraVersion asItWasKept = version(1, Instant.EPOCH, null);
        List<RollupSummary> sent = new ArrayList<>();
        for (int quarter = 0; quarter < 6; quarter++) {
            windows.update(
                            "lobby",
                            state,
                            visit(lobby, ten.plus(WINDOW.multipliedBy(quarter)), 1),
                            time -> Optional.of(asItWasKept))
                    .due()
                    .rollups()
                    .forEach(timed -> sent.add(timed.rollup()));
        }
        List<Schema> earlier = EarlierSchemas.of(CameraState.class);

        CameraState read = AvroStateSerde.of(CameraState.class)
                .deserializer()
                .deserialize("t", AvroStateSerdeTest.writtenWith(earlier.get(earlier.size() - 1), state));
        for (int quarter = 6; quarter < 300; quarter++) {
            windows.update(
                            "lobby",
                            read,
                            visit(lobby, ten.plus(WINDOW.multipliedBy(quarter)), 1),
                            time -> Optional.of(settings))
                    .due()
                    .rollups()
                    .forEach(timed -> sent.add(timed.rollup()));
        }

        Map<String, RollupSummary> last = new TreeMap<>();
        sent.forEach(period -> last.put(period.getPeriod() + " " + period.getPeriodStart(), period));
        assertThat(last.get("DAILY 2026-11-30T00:00:00Z")).satisfies(day -> {
            assertThat(day.getTimeZone()).isEqualTo("UTC");
            assertThat(day.getTracksEnded()).isEqualTo(6);
            assertThat(day.getStatus()).isEqualTo(SummaryStatus.FINAL);
        });
        assertThat(last.get("HOURLY 2026-11-30T11:00:00Z").getTracksEnded()).isEqualTo(2);
        assertThat(last.get("HOURLY 2026-11-30T11:15:00Z").getTracksEnded()).isEqualTo(3);
        assertThat(last.get("DAILY 2026-11-29T18:15:00Z")).satisfies(day -> {
            assertThat(day.getTimeZone()).isEqualTo("Asia/Kathmandu");
            assertThat(day.getTracksEnded()).isEqualTo((18 * 60 + 15 - 11 * 60 - 30) / 15);
        });
    }

    /** What a camera sends, without a topology around it, for a year of records. */
    private record Played(List<DemographicSummary> windows, List<RollupSummary> rollups) {

        Map<Instant, RollupSummary> last(RollupPeriod length) {
            Map<Instant, RollupSummary> last = new TreeMap<>();
            rollups.stream()
                    .filter(period -> period.getPeriod() == length)
                    .forEach(period -> last.put(period.getPeriodStart(), period));
            return last;
        }
    }

    private static Played play(List<FrameFaces> frames, CameraVersion... versions) {
        CameraWindows windows = new CameraWindows(config("UTC"));
        CameraSettings settings = new CameraSettings("lobby", List.of(versions), List.of());
        CameraState state = windows.initial(frames.get(0));
        Played played = new Played(new ArrayList<>(), new ArrayList<>());
        for (FrameFaces frame : frames) {
            Due due = windows.update("lobby", state, frame, time -> CameraVersions.validAt(settings, time))
                    .due();
            due.summaries().forEach(timed -> played.windows().add(timed.summary()));
            due.rollups().forEach(timed -> played.rollups().add(timed.rollup()));
        }
        return played;
    }

    /** The last revision of each period of a camera or a site. */
    private Map<Instant, RollupSummary> last(RollupPeriod length, String key) {
        Map<Instant, RollupSummary> last = new TreeMap<>();
        read(length).stream()
                .filter(period ->
                        key.equals(period.getScope() == RollupScope.SITE ? period.getSite() : period.getCameraId()))
                .forEach(period -> last.put(period.getPeriodStart(), period));
        return last;
    }

    private final Map<RollupPeriod, List<RollupSummary>> found = new TreeMap<>();

    private List<RollupSummary> read(RollupPeriod length) {
        List<RollupSummary> all = found.computeIfAbsent(length, none -> new ArrayList<>());
        all.addAll(harness.output(Rollups.topic(length), LocalAvroSerde.of(RollupSummary.class))
                .readValuesToList());
        return all;
    }

    private static Instant windowOf(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond() / WINDOW.toSeconds() * WINDOW.toSeconds());
    }

    private static FrameFaces visit(TestCamera camera, Instant time, int tracks) {
        FrameFaces frame = camera.frame(time);
        return ending(
                frame,
                IntStream.range(0, tracks)
                        .mapToObj(number -> camera.ended(
                                Math.toIntExact(frame.getSequence()) * 10 + number, 0, 1, Gender.FEMALE, 30f))
                        .toArray(EndedTrack[]::new));
    }

    /** Frames enough to have the clock go there, and all windows close that were open before. */
    private static List<FrameFaces> comeBack(TestCamera camera, Instant time) {
        return IntStream.range(0, 6)
                .mapToObj(frame -> visit(camera, time.plusSeconds(300L * frame), 0))
                .toList();
    }

    private static FrameFaces lastFrame(TestCamera camera, Instant time) {
        FrameFaces frame = camera.frame(time);
        frame.setTracked(true);
        frame.setEndOfStream(true);
        return frame;
    }

    private void pipe(FrameFaces frame) {
        harness.input(Topic.FACES, LocalAvroSerde.of(FrameFaces.class))
                .pipeInput(frame.getCameraId(), frame, frame.getCapturedAt());
    }

    private void know(String camera, CameraVersion... versions) {
        harness.input(Topic.CAMERAS, LocalAvroSerde.of(CameraSettings.class))
                .pipeInput(camera, new CameraSettings(camera, List.of(versions), List.of()), Instant.EPOCH);
    }

    private static CameraVersion version(int number, Instant validFrom, String zone) {
        return CameraVersion.newBuilder()
                .setVersion(number)
                .setValidFrom(validFrom)
                .setAppliedAt(Instant.EPOCH)
                .setTimeZone(zone)
                .build();
    }

    private static AggregatorConfig config(String zone) {
        return TestConfigs.of(Map.of(
                "window", "15m",
                "partial.interval", "0s",
                "rollups", "hourly,daily,weekly",
                "rollups.time.zone", zone));
    }

    private static TopologyHarness start(String zone) {
        return TopologyHarness.start(
                new AggregatorTopology(
                                config(zone),
                                List.of(),
                                LocalAvroSerde.of(FrameFaces.class),
                                LocalAvroSerde.of(CameraProgress.class),
                                LocalAvroSerde.of(CameraSettings.class),
                                LocalAvroSerde.of(DemographicSummary.class),
                                LocalAvroSerde.of(RollupSummary.class),
                                LocalAvroSerde.of(DemographicRow.class),
                                new SimpleMeterRegistry())
                        .build(),
                Aggregator.STREAMS,
                new SimpleMeterRegistry());
    }
}
