package io.agender.launcher;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.Ports;
import io.agender.launcher.export.Duck;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * The pages of days and weeks in a real browser, over topics that hold three weeks of ten cameras and a site. The figures of
 * hours, days and weeks are drawn at random and don't fit each other, so that a page that takes one for the other is caught.
 * Only the door and the site have records of weeks.
 */
class ReportPagesIT {

    static {
        TrustedRecords.ensure();
    }

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Clocks are set back in this week: its Sunday has 25 hours. */
    private static final LocalDate MONDAY = LocalDate.parse("2026-10-19");

    private static final LocalDate DAY = MONDAY.plusDays(3);
    private static final LocalDate SUNDAY = MONDAY.plusDays(6);
    private static final int PARTITIONS = 2;
    private static final List<Integer> AGES = List.of(0, 13, 18, 25, 35, 45, 55, 65);

    /** Of the site; the hall has none. */
    private static final List<String> CAMERAS = Stream.concat(
                    Stream.of("door", "lobby"), IntStream.rangeClosed(1, 8).mapToObj(number -> "hall-" + number))
            .sorted()
            .toList();

    /** How busy the hours of a day are. */
    private static final int[] BUSY = {0, 0, 0, 0, 0, 0, 0, 0, 4, 14, 30, 38, 34, 44, 58, 62, 48, 40, 22, 6, 0, 0, 0, 0
    };

    @TempDir
    static Path folder;

    private static BrowsedPlatform platform;
    private static EmbeddedPlatform cluster;
    private static Browser browser;
    private static String site;
    private static List<RollupSummary> hours;
    private static List<RollupSummary> days;
    private static List<RollupSummary> weeks;

    /** What of hours, days and weeks is within opening hours. */
    private static List<RollupSummary> open;

    @BeforeAll
    static void startEverything() throws Exception {
        platform = BrowsedPlatform.open(PARTITIONS, Map.of());
        cluster = platform.cluster();
        browser = platform.browser();
        platform.apply(folder, """
                cameras:
                  - id: lobby
                    time.zone: Europe/Berlin
                    opening.hours: {mon-sat: 10:00-18:00, sun: closed}
                """);
        fill();
        hours = newest(Topic.SUMMARY_HOURLY);
        days = newest(Topic.SUMMARY_DAILY);
        weeks = newest(Topic.SUMMARY_WEEKLY);
        open = newest(Topic.SUMMARY_OPEN);
        int port = Ports.free();
        site = "http://127.0.0.1:" + port;
        platform.start("dashboard", "--port", String.valueOf(port));
        await().atMost(ofSeconds(60))
                .pollInterval(ofMillis(200))
                .ignoreExceptions()
                .until(() -> get("/api/report").body().contains("\"complete\":true")
                        && get("/api/report?camera=lobby").body().contains("\"newest\":\"" + SUNDAY + "\"")
                        && get("/api/cameras/lobby").statusCode() == 200
                        && get("/api/report?site=Bremen").statusCode() == 200);
    }

    @AfterAll
    static void stopEverything() {
        if (platform != null) {
            platform.close();
        }
    }

    @BeforeEach
    void desktop() {
        browser.prefer("light");
        browser.size(1440, 1000, false);
    }

    @ParameterizedTest
    @CsvSource({"camera, lobby", "camera, door", "site, Bremen"})
    void should_show_a_day_as_the_topics_have_it(String kind, String name) {
        open("/day?date=" + DAY + "&" + kind + "=" + name);
        RollupSummary day = record(days, kind, name, DAY);
        assertThat(shown()).containsEntry("title", "Thursday 22 October 2026");
        assertShows(day);
        List<String> compared = cast(shown().get("compared"));
        assertThat(compared).hasSize(2);
        for (int i = 0; i < 2; i++) {
            RollupSummary other = record(days, kind, name, DAY.minusDays(i == 0 ? 1 : 7));
            assertThat(compared.get(i)).startsWith(count(other, other.getPeopleEntered()));
        }
        List<String> bars = cast(shown().get("bars"));
        assertThat(bars).hasSize(24);
        for (int hour = 0; hour < 24; hour++) {
            assertThat(bars.get(hour))
                    .as("hour %s", hour)
                    .startsWith(count(hoursOf(kind, name, DAY, hour)) + " "
                            + count(hoursOf(kind, name, DAY.minusDays(7), hour)) + " ");
        }
    }

    @Test
    void should_show_a_week_of_days_as_the_topics_have_them() {
        open("/week?date=" + DAY + "&camera=lobby");
        assertThat(browser.address()).as("as it was asked for").contains("date=" + DAY);
        List<RollupSummary> week = daysOf("camera", "lobby");
        assertThat(shown())
                .containsEntry("title", "Week of 19 to 25 October 2026")
                .containsEntry("visitors", sum(week, RollupSummary::getPeopleEntered))
                .containsEntry("left", sum(week, RollupSummary::getTracksEnded))
                .containsEntry("stay", mean(week, RollupSummary::getDwellTotalMillis, RollupSummary::getTracksEnded))
                .containsEntry("watchers", sum(week, RollupSummary::getWatchersEnded))
                .containsEntry(
                        "attention",
                        mean(week, RollupSummary::getAttentionTotalMillis, RollupSummary::getWatchersEnded))
                .containsEntry(
                        "average", average(week, RollupSummary::getFacesDetected, RollupSummary::getFramesAnalysed))
                .containsEntry("peak", String.valueOf(highest(week, RollupSummary::getPeakOccupancy)))
                .containsEntry("ages", ages(week))
                .containsEntry("zones", zones(week))
                .containsEntry("lines", lines(week));
        assertThat(week).as("some of it").anyMatch(RollupSummary::getWithheld);
        assertBarsOfDays("lobby", week);
        List<List<String>> heat = browser.ask("""
                return [...document.querySelectorAll('#heat tr')].slice(1).map(row =>
                  [...row.querySelectorAll('td')].map(cell => cell.title.replace(/^.*: /, '').replace(', closed', '')));""");
        for (int hour = 0; hour < 24; hour++) {
            for (int day = 0; day < 7; day++) {
                assertThat(heat.get(hour).get(day))
                        .as("day %s, hour %s", day, hour)
                        .isEqualTo(count(hoursOf("camera", "lobby", MONDAY.plusDays(day), hour)));
            }
        }
        assertThat(hoursOf("camera", "lobby", SUNDAY, 2))
                .as("the hour that comes twice")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"camera, door", "site, Bremen"})
    void should_show_a_week_as_its_own_record_has_it(String kind, String name) {
        open("/week?date=" + DAY + "&" + kind + "=" + name);
        assertShows(record(weeks, kind, name, MONDAY));
        RollupSummary before = record(weeks, kind, name, MONDAY.minusDays(7));
        assertThat(ReportPagesIT.<List<String>>cast(shown().get("compared")))
                .singleElement()
                .satisfies(compared -> assertThat(compared).startsWith(count(before, before.getPeopleEntered())));
        assertBarsOfDays(name, daysOf(kind, name));
    }

    private static void assertShows(RollupSummary record) {
        assertThat(shown())
                .containsEntry("visitors", count(record, record.getPeopleEntered()))
                .containsEntry("left", count(record, record.getTracksEnded()))
                .containsEntry("stay", mean(record, record.getDwellMeanSeconds()))
                .containsEntry("watchers", count(record, record.getWatchersEnded()))
                .containsEntry("attention", mean(record, record.getAttentionMeanSeconds()))
                .containsEntry("average", decimal(record.getAverageOccupancy()))
                .containsEntry("peak", String.valueOf(record.getPeakOccupancy()))
                .containsEntry("ages", ages(List.of(record)))
                .containsEntry("zones", zones(List.of(record)))
                .containsEntry("lines", lines(List.of(record)));
    }

    private static void assertBarsOfDays(String name, List<RollupSummary> week) {
        List<String> bars = cast(shown().get("bars"));
        assertThat(bars).hasSize(7);
        for (int day = 0; day < 7; day++) {
            RollupSummary before = record(days, kind(name), name, MONDAY.plusDays(day - 7));
            assertThat(bars.get(day))
                    .startsWith(count(week.get(day), week.get(day).getPeopleEntered()) + " "
                            + count(before, before.getPeopleEntered()) + " ");
        }
    }

    private static List<RollupSummary> daysOf(String kind, String name) {
        return MONDAY.datesUntil(SUNDAY.plusDays(1))
                .map(date -> record(days, kind, name, date))
                .toList();
    }

    @Test
    void should_add_all_cameras_up() {
        open("/day?date=" + DAY);
        List<RollupSummary> all = CAMERAS.stream()
                .map(camera -> record(days, "camera", camera, DAY))
                .toList();
        assertThat(shown())
                .containsEntry("visitors", sum(all, RollupSummary::getPeopleEntered))
                .containsEntry("left", sum(all, RollupSummary::getTracksEnded));
        List<String> cameras = cast(shown().get("cameras"));
        assertThat(cameras).hasSize(10);
        for (int i = 0; i < 10; i++) {
            RollupSummary day = all.get(i);
            assertThat(cameras.get(i))
                    .startsWith(day.getCameraId() + " " + (day.getSite() == null ? "–" : day.getSite()) + " "
                            + count(day, day.getPeopleEntered()));
        }
    }

    @Test
    void should_say_in_words_and_by_the_clock_of_the_place_when_a_camera_did_not_see() {
        open("/day?date=" + DAY + "&camera=lobby");
        assertThat(browser.<List<String>>ask(
                        "return [...document.querySelectorAll('#gaps li')].map(item => item.textContent)"))
                .containsExactly("lobby dark 14:00–14:20");
        assertThat(browser.text("#seen-text")).contains("20 min dark");
    }

    @Test
    void should_grey_the_hours_in_which_the_place_is_closed() {
        open("/day?date=" + DAY + "&camera=lobby");
        assertThat(browser.<List<Long>>ask("return [...document.querySelectorAll('#bars .column')]"
                        + ".flatMap((column, hour) => column.classList.contains('closed') ? [] : [hour])"))
                .containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L);
        open("/week?date=" + MONDAY + "&camera=lobby");
        assertThat(browser.<Long>ask("return document.querySelectorAll('#heat td.closed').length"))
                .isEqualTo(7 * 24 - 6 * 8);
    }

    @Test
    void should_show_of_a_day_what_is_within_opening_hours_as_their_topic_has_it() {
        open("/day?date=" + DAY + "&camera=lobby");
        assertThat(browser.tabTo("#hours-open")).isTrue();
        browser.press(Keys.ENTER);
        await().until(() -> browser.text("#state").equals("lobby · within opening hours · final"));
        assertThat(browser.address()).endsWith("/day?date=" + DAY + "&camera=lobby&hours=open");
        assertThat(current()).isEqualTo("Opening hours");
        assertShows(record(open(RollupPeriod.DAILY), "camera", "lobby", DAY));
        List<String> bars = cast(shown().get("bars"));
        for (int hour = 0; hour < 24; hour++) {
            assertThat(bars.get(hour))
                    .as("hour %s", hour)
                    .startsWith(hour < 10 || hour >= 18 ? "closed – – " : openHour(DAY, hour) + " ");
        }
        assertThat(browser.text("#seen-text")).isEqualTo("95 % of the 8.0 h of opening hours was seen: 20 min dark.");
        assertThat(browser.<List<String>>ask(
                        "return [...document.querySelectorAll('#gaps li')].map(item => item.textContent)"))
                .containsExactly("lobby dark 14:00–14:20");
        open("/day?date=" + SUNDAY + "&camera=lobby&hours=open");
        assertThat(browser.text("#state")).isEqualTo("lobby · within opening hours · closed");
        assertThat(browser.text("#visitors")).isEqualTo("closed");
        assertThat(browser.text("#seen-text")).isEqualTo("Closed.");
        browser.ask("document.getElementById('hours-all').click()");
        await().until(() -> browser.text("#state").equals("lobby · final"));
        assertThat(browser.address()).endsWith("/day?date=" + SUNDAY + "&camera=lobby");
    }

    @Test
    void should_show_of_a_week_what_is_within_opening_hours_and_name_the_cameras_that_have_none() {
        open("/week?date=" + DAY + "&camera=lobby&hours=open");
        assertShows(record(open(RollupPeriod.WEEKLY), "camera", "lobby", MONDAY));
        List<String> bars = cast(shown().get("bars"));
        for (int day = 0; day < 6; day++) {
            RollupSummary one = record(open(RollupPeriod.DAILY), "camera", "lobby", MONDAY.plusDays(day));
            assertThat(bars.get(day)).startsWith(count(one, one.getPeopleEntered()) + " ");
        }
        assertThat(bars.get(6)).as("Sunday").startsWith("closed ");
        List<List<String>> heat = browser.ask("""
                return [...document.querySelectorAll('#heat tr')].slice(1).map(row =>
                  [...row.querySelectorAll('td')].map(cell => cell.title.replace(/^.*: /, '')));""");
        for (int hour = 0; hour < 24; hour++) {
            for (int day = 0; day < 7; day++) {
                boolean closed = day == 6 || hour < 10 || hour >= 18;
                assertThat(heat.get(hour).get(day))
                        .as("day %s, hour %s", day, hour)
                        .isEqualTo(closed ? "–, closed" : openHour(MONDAY.plusDays(day), hour));
            }
        }
        open("/week?date=" + DAY + "&site=Bremen&hours=open");
        assertShows(record(open(RollupPeriod.WEEKLY), "site", "Bremen", MONDAY));
        assertThat(browser.text("#hours-text"))
                .isEqualTo("Not counted, since their opening hours are not known: door.");
        browser.screenshot("report-week-site-open");
        open("/day?date=" + DAY + "&camera=door");
        assertThat(browser.<Boolean>ask("return document.getElementById('hours').hidden"))
                .as("no switch where no hours are declared")
                .isTrue();
        open("/day?date=" + DAY + "&camera=door&hours=open");
        assertThat(browser.text("#hours-text")).startsWith("No opening hours are known for these dates");
        assertThat(browser.text("#visitors")).isEqualTo("–");
        assertThat(current()).as("the way back").isEqualTo("Opening hours");
    }

    @Test
    void should_give_files_of_what_is_within_opening_hours() throws Exception {
        open("/week?date=" + MONDAY + "&camera=lobby&hours=open");
        String address = browser.ask("return document.getElementById('csv').getAttribute('href')");
        List<CSVRecord> lines = CSVParser.parse(
                        new StringReader(get(address).body().substring(1)),
                        CSVFormat.RFC4180.builder().setHeader().get())
                .getRecords();
        List<RollupSummary> records = open(RollupPeriod.HOURLY).stream()
                .filter(hour -> is(hour, "camera", "lobby") && !date(hour).isBefore(MONDAY))
                .sorted(Comparator.comparing(RollupSummary::getPeriodStart))
                .toList();
        assertThat(lines).hasSameSizeAs(records).hasSize(6 * 8);
        for (int i = 0; i < lines.size(); i++) {
            RollupSummary hour = records.get(i);
            assertThat(lines.get(i).toMap())
                    .containsEntry("hours", "OPEN")
                    .containsEntry("periodStart", hour.getPeriodStart().toString())
                    .containsEntry("peopleEntered", Objects.toString(hour.getPeopleEntered(), "withheld"));
        }
        String parquet = browser.ask("return document.getElementById('parquet').getAttribute('href')");
        Path file = folder.resolve("open.parquet");
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(site + parquet)).build(),
                        HttpResponse.BodyHandlers.ofFile(file));
        List<Map<String, Object>> rows = Duck.query("SELECT * FROM '" + file
                + "' WHERE gender IS NULL AND zone IS NULL AND line IS NULL ORDER BY periodStart");
        assertThat(rows).hasSameSizeAs(records);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i))
                    .containsEntry("hours", "OPEN")
                    .containsEntry("periodStart", records.get(i).getPeriodStart())
                    .containsEntry("peopleEntered", records.get(i).getPeopleEntered());
        }
    }

    private static List<RollupSummary> open(RollupPeriod length) {
        return open.stream().filter(one -> one.getPeriod() == length).toList();
    }

    private static String openHour(LocalDate date, int hour) {
        return count(open(RollupPeriod.HOURLY).stream()
                .filter(one -> is(one, "camera", "lobby")
                        && date(one).equals(date)
                        && one.getPeriodStart().atZone(BERLIN).getHour() == hour)
                .toList());
    }

    /** Which side of the switch is on. */
    private static String current() {
        return browser.text("#hours [aria-current]");
    }

    @Test
    void should_go_about_by_keyboard_and_keep_all_in_the_address() {
        open("/day?date=" + DAY + "&camera=lobby");
        assertThat(browser.tabTo("#earlier")).isTrue();
        browser.press(Keys.ENTER);
        awaitShown(DAY.minusDays(1), DAY.minusDays(1));
        assertThat(browser.address()).endsWith("/day?date=" + DAY.minusDays(1) + "&camera=lobby");
        String visitors = browser.text("#visitors");
        open(browser.address().substring(site.length()));
        assertThat(browser.text("#visitors")).isEqualTo(visitors);
        browser.ask("document.getElementById('tab-week').click()");
        awaitShown(MONDAY, SUNDAY);
        assertThat(browser.address()).endsWith("/week?date=" + MONDAY + "&camera=lobby");
        browser.ask("history.back()");
        awaitShown(DAY.minusDays(1), DAY.minusDays(1));
        browser.ask("""
                const subject = document.getElementById('subject');
                subject.value = 'site Bremen';
                subject.dispatchEvent(new Event('change', {bubbles: true}));""");
        await().until(() -> browser.address().endsWith("/day?date=" + DAY.minusDays(1) + "&site=Bremen"));
        await().until(() -> browser.text("#state").startsWith("Bremen · "));
        browser.ask("document.getElementById('tab-period').click()");
        awaitShown(DAY.minusDays(7), DAY.minusDays(1));
        browser.ask("""
                const from = document.getElementById('from');
                from.value = '2026-10-13';
                from.dispatchEvent(new Event('change', {bubbles: true}));""");
        awaitShown(LocalDate.parse("2026-10-13"), DAY.minusDays(1));
    }

    @Test
    void should_show_the_newest_day_when_nobody_says_which() {
        open("/day");
        assertThat(browser.address()).endsWith("/day?date=" + SUNDAY);
        open("/week");
        assertThat(browser.address()).endsWith("/week?date=" + MONDAY);
    }

    @Test
    void should_give_the_table_that_is_shown_with_local_times() throws Exception {
        open("/week?date=" + MONDAY + "&camera=lobby");
        String address = browser.ask("return document.getElementById('csv').getAttribute('href')");
        String text = get(address).body();
        assertThat(text).startsWith("\uFEFF");
        List<CSVRecord> lines = CSVParser.parse(
                        new StringReader(text.substring(1)),
                        CSVFormat.RFC4180.builder().setHeader().get())
                .getRecords();
        List<RollupSummary> records = hours.stream()
                .filter(hour -> is(hour, "camera", "lobby"))
                .filter(hour -> !date(hour).isBefore(MONDAY))
                .sorted(Comparator.comparing(RollupSummary::getPeriodStart))
                .toList();
        assertThat(lines).hasSameSizeAs(records).hasSize(7 * 24 + 1);
        for (int i = 0; i < lines.size(); i++) {
            RollupSummary hour = records.get(i);
            assertThat(lines.get(i).get("periodStart"))
                    .isEqualTo(hour.getPeriodStart().toString());
            assertThat(lines.get(i).get("localStart"))
                    .isEqualTo(LocalDateTime.ofInstant(hour.getPeriodStart(), BERLIN)
                            .toString()
                            .replace('T', ' ')
                            .concat(":00"));
            assertThat(lines.get(i).get("peopleEntered"))
                    .isEqualTo(
                            hour.getPeopleEntered() == null
                                    ? "withheld"
                                    : hour.getPeopleEntered().toString());
            assertThat(lines.get(i).get("female 25-34"))
                    .isEqualTo(Objects.toString(hour.getEndedCounts().get(3).getFemale(), "withheld"));
        }
    }

    @Test
    void should_give_the_parquet_file_of_what_is_shown() throws Exception {
        open("/day?date=" + DAY + "&camera=lobby");
        String address = browser.ask("return document.getElementById('parquet').getAttribute('href')");
        Path file = folder.resolve("day.parquet");
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(site + address)).build(),
                        HttpResponse.BodyHandlers.ofFile(file));
        List<Map<String, Object>> rows = Duck.query("SELECT * FROM '" + file
                + "' WHERE gender IS NULL AND zone IS NULL AND line IS NULL ORDER BY periodStart");
        assertThat(rows).hasSize(24);
        for (int hour = 0; hour < 24; hour++) {
            RollupSummary record = hoursOf("camera", "lobby", DAY, hour).get(0);
            assertThat(rows.get(hour))
                    .containsEntry("periodStart", record.getPeriodStart())
                    .containsEntry("localStart", DAY.atTime(hour, 0))
                    .containsEntry("peopleEntered", record.getPeopleEntered())
                    .containsEntry("tracksEnded", record.getTracksEnded());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "day,    /day?date=2026-10-22&camera=lobby",
        "week,   /week?date=2026-10-19&camera=lobby",
        "site,   /week?date=2026-10-19&site=Bremen",
        "open,   /week?date=2026-10-19&site=Bremen&hours=open",
        "period, /period?from=2026-10-05&to=2026-10-25",
    })
    void should_print_on_one_page(String name, String path) throws IOException {
        browser.prefer("dark");
        open(path);
        assertThat(browser.print("print-" + name)).as("pages").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void should_fit_a_phone_and_a_desktop(String scheme) {
        browser.prefer(scheme);
        for (boolean phone : List.of(false, true)) {
            for (String path : List.of(
                    "/day?date=" + DAY + "&camera=lobby",
                    "/week?date=" + MONDAY + "&camera=lobby",
                    "/week?date=" + MONDAY,
                    "/day?date=" + DAY + "&camera=lobby&hours=open")) {
                browser.size(phone ? 390 : 1440, phone ? 844 : 1000, phone);
                open(path);
                long overhang = browser.ask("return document.documentElement.scrollWidth - window.innerWidth");
                assertThat(overhang).as("pixels that %s is too wide", path).isLessThanOrEqualTo(0);
                long height = browser.ask("return document.documentElement.scrollHeight");
                browser.size(phone ? 390 : 1440, (int) height, phone);
                browser.screenshot(
                        "report-" + path.substring(1, path.indexOf('?')) + (path.contains("camera") ? "" : "-all")
                                + (path.contains("open") ? "-open" : "") + (phone ? "-phone-" : "-") + scheme);
            }
        }
    }

    @Test
    void should_ask_no_other_host_and_complain_of_nothing() {
        open("/week?date=" + MONDAY);
        open("/period?from=2026-01-01&to=2026-10-25");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .filteredOn(address -> !address.startsWith("chrome-error://"))
                .isNotEmpty()
                .allMatch(address -> address.startsWith(site + "/"));
    }

    private static void open(String path) {
        browser.go(site + path);
        await().atMost(ofSeconds(30))
                .until(() -> browser.ask(
                        "return Boolean(document.body.dataset.from) && !('loading' in document.body.dataset)"));
    }

    private static void awaitShown(LocalDate from, LocalDate to) {
        await().atMost(ofSeconds(30))
                .until(() -> browser.ask("return document.body.dataset.from === '" + from
                        + "' && document.body.dataset.to === '" + to + "' && !('loading' in document.body.dataset)"));
    }

    private static Map<String, Object> shown() {
        return browser.ask("""
                const text = id => document.getElementById(id).textContent;
                const rows = id => [...document.querySelectorAll('#' + id + ' tr')].slice(1).map(row =>
                  [...row.children].map(cell => cell.textContent));
                return {
                  title: text('title'), visitors: text('visitors'), left: text('left'), stay: text('stay'),
                  attention: text('attention'), watchers: text('watchers'), average: text('average'), peak: text('peak'),
                  compared: [...document.querySelectorAll('#compared dd')].map(one => one.textContent),
                  bars: rows('bars-table').map(cells => cells.slice(1).join(' ')),
                  ages: rows('ages').map(cells => cells.join(' ')), zones: rows('zones').map(cells => cells.join(' ')),
                  lines: rows('lines').map(cells => cells.join(' ')), cameras: rows('cameras').map(cells => cells.join(' '))};""");
    }

    private static String count(RollupSummary of, Long value) {
        return value == null ? of.getWithheld() ? "withheld" : "–" : number(value);
    }

    /** That of an hour by the wall clock, of which there are two when clocks are set back. */
    private static String count(List<RollupSummary> hours) {
        return sum(hours, RollupSummary::getPeopleEntered);
    }

    /** Of some of which something is withheld at least as many as of the others. */
    private static <R> String sum(List<R> records, Function<R, Long> field) {
        return sum(records, field, "%s or more");
    }

    private static <R> String sum(List<R> records, Function<R, Long> field, String atLeast) {
        long sum = records.stream()
                .map(field)
                .filter(Objects::nonNull)
                .mapToLong(one -> one)
                .sum();
        boolean withheld = records.stream().map(field).anyMatch(Objects::isNull);
        return !withheld ? number(sum) : sum == 0 ? "withheld" : String.format(atLeast, number(sum));
    }

    private static String number(long value) {
        return String.format(Locale.UK, "%,d", value);
    }

    private static String decimal(Double value) {
        return value == null ? "–" : String.format(Locale.UK, "%,.1f", value);
    }

    private static String mean(RollupSummary of, Double seconds) {
        return seconds == null ? of.getWithheld() ? "withheld" : "–" : plain(Math.round(seconds * 10) / 10.0) + " s";
    }

    /** As JavaScript writes numbers. */
    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** What all of some records that tell both have, in seconds for each. */
    private static <R> String mean(List<R> records, Function<R, Long> millis, Function<R, Long> of) {
        long total = 0;
        long counted = 0;
        boolean withheld = false;
        for (R record : records) {
            boolean told = millis.apply(record) != null && of.apply(record) != null;
            total += told ? millis.apply(record) : 0;
            counted += told ? of.apply(record) : 0;
            withheld |= of.apply(record) == null;
        }
        return counted > 0 ? plain(Math.round(total / 100.0 / counted) / 10.0) + " s" : withheld ? "withheld" : "–";
    }

    /** Faces in a frame; the fixture's cameras are never blind with faces. */
    private static <R> String average(List<R> records, Function<R, Long> faces, Function<R, Long> frames) {
        return decimal((double) records.stream().mapToLong(faces::apply).sum()
                / records.stream().mapToLong(frames::apply).sum());
    }

    private static <R> int highest(List<R> records, Function<R, Integer> field) {
        return records.stream().mapToInt(field::apply).max().orElseThrow();
    }

    private static List<String> ages(List<RollupSummary> of) {
        List<String> ages = new ArrayList<>();
        for (int i = 0; i < AGES.size(); i++) {
            int age = i;
            List<AgeBandCount> bands =
                    of.stream().map(record -> record.getEndedCounts().get(age)).toList();
            AgeBandCount band = bands.get(0);
            String years =
                    band.getToAge() == null ? band.getFromAge() + "+" : band.getFromAge() + "–" + band.getToAge();
            ages.add(
                    0,
                    String.join(
                            " ",
                            years,
                            sum(bands, AgeBandCount::getFemale, "≥ %s"),
                            sum(bands, AgeBandCount::getMale, "≥ %s"),
                            sum(bands, AgeBandCount::getUnknown, "≥ %s")));
        }
        return ages;
    }

    private static List<String> zones(List<RollupSummary> of) {
        return IntStream.range(0, 2)
                .mapToObj(at ->
                        of.stream().map(record -> record.getZones().get(at)).toList())
                .map(zones -> String.join(
                        " ",
                        zones.get(0).getZone(),
                        sum(zones, ZoneSummary::getPeopleEntered),
                        sum(zones, ZoneSummary::getStaysEnded),
                        mean(zones, ZoneSummary::getDwellTotalMillis, ZoneSummary::getStaysEnded),
                        average(zones, ZoneSummary::getFacesDetected, ZoneSummary::getFramesAnalysed),
                        String.valueOf(highest(zones, ZoneSummary::getPeakOccupancy))))
                .toList();
    }

    private static List<String> lines(List<RollupSummary> of) {
        List<LineSummary> lines =
                of.stream().map(record -> record.getLines().get(0)).toList();
        return List.of(String.join(
                " ",
                lines.get(0).getLine(),
                sum(lines, LineSummary::getCrossedIn),
                sum(lines, LineSummary::getCrossedOut)));
    }

    private static String kind(String name) {
        return name.equals("Bremen") ? "site" : "camera";
    }

    private static boolean is(RollupSummary rollup, String kind, String name) {
        return kind.equals("site")
                ? rollup.getScope() == RollupScope.SITE && name.equals(rollup.getSite())
                : rollup.getScope() == RollupScope.CAMERA && name.equals(rollup.getCameraId());
    }

    private static LocalDate date(RollupSummary rollup) {
        return LocalDate.ofInstant(rollup.getPeriodStart(), BERLIN);
    }

    private static RollupSummary record(List<RollupSummary> all, String kind, String name, LocalDate date) {
        return all.stream()
                .filter(one -> is(one, kind, name) && date(one).equals(date))
                .findFirst()
                .orElseThrow();
    }

    private static List<RollupSummary> hoursOf(String kind, String name, LocalDate date, int hour) {
        return hours.stream()
                .filter(one -> is(one, kind, name)
                        && date(one).equals(date)
                        && one.getPeriodStart().atZone(BERLIN).getHour() == hour)
                .toList();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return BrowsedPlatform.get(site + path);
    }

    /**
     * Three weeks of hours and days, and the windows of the hour in which the lobby was dark, with more behind them than a
     * dashboard reads at its start.
     */
    private static void fill() {
        Random random = new Random(1);
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl())))) {
            for (LocalDate date = MONDAY.minusDays(14); !date.isAfter(SUNDAY); date = date.plusDays(1)) {
                for (String camera :
                        Stream.concat(CAMERAS.stream(), Stream.of("")).toList()) {
                    Instant end = date.plusDays(1).atStartOfDay(BERLIN).toInstant();
                    Instant start = date.atStartOfDay(BERLIN).toInstant();
                    for (Instant hour = start; hour.isBefore(end); hour = hour.plusSeconds(3600)) {
                        boolean dark = camera.equals("lobby")
                                && hour.equals(DAY.atTime(14, 0).atZone(BERLIN).toInstant());
                        send(
                                producer,
                                Topic.SUMMARY_HOURLY,
                                rollup(random, camera, RollupPeriod.HOURLY, hour, hour.plusSeconds(3600), dark));
                    }
                    boolean dark = camera.equals("lobby") && date.equals(DAY);
                    send(producer, Topic.SUMMARY_DAILY, rollup(random, camera, RollupPeriod.DAILY, start, end, dark));
                }
            }
            for (LocalDate monday = MONDAY.minusDays(14); !monday.isAfter(MONDAY); monday = monday.plusDays(7)) {
                for (String camera : List.of("door", "")) {
                    Instant start = monday.atStartOfDay(BERLIN).toInstant();
                    Instant end = monday.plusDays(7).atStartOfDay(BERLIN).toInstant();
                    send(
                            producer,
                            Topic.SUMMARY_WEEKLY,
                            rollup(random, camera, RollupPeriod.WEEKLY, start, end, false));
                }
            }
            fillOpen(producer, random);
            // What comes late replaces what was.
            Instant nine = DAY.atTime(9, 0).atZone(BERLIN).toInstant();
            send(
                    producer,
                    Topic.SUMMARY_HOURLY,
                    RollupSummary.newBuilder(
                                    rollup(random, "lobby", RollupPeriod.HOURLY, nine, nine.plusSeconds(3600), false))
                            .setRevision(2)
                            .setPeopleEntered(34L)
                            .setWithheld(false)
                            .build());
            windows(producer);
            producer.flush();
        }
    }

    /** Of the lobby, which is open from Monday to Saturday from 10 to 18, and of its site. */
    private static void fillOpen(KafkaProducer<String, SpecificRecord> producer, Random random) {
        for (LocalDate date = MONDAY.minusDays(14); !date.isAfter(SUNDAY); date = date.plusDays(1)) {
            Instant start = date.atStartOfDay(BERLIN).toInstant();
            if (date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                for (int hour = 10; hour < 18; hour++) {
                    Instant from = date.atTime(hour, 0).atZone(BERLIN).toInstant();
                    boolean dark = date.equals(DAY) && hour == 14;
                    send(
                            producer,
                            open(rollup(random, "lobby", RollupPeriod.HOURLY, from, from.plusSeconds(3600), dark)));
                }
                Instant end = date.plusDays(1).atStartOfDay(BERLIN).toInstant();
                for (String camera : List.of("lobby", "")) {
                    boolean dark = date.equals(DAY) && camera.equals("lobby");
                    send(producer, open(rollup(random, camera, RollupPeriod.DAILY, start, end, dark)));
                }
            }
            if (date.getDayOfWeek() == DayOfWeek.MONDAY) {
                Instant end = date.plusDays(7).atStartOfDay(BERLIN).toInstant();
                for (String camera : List.of("lobby", "")) {
                    send(producer, open(rollup(random, camera, RollupPeriod.WEEKLY, start, end, false)));
                }
            }
        }
    }

    private static RollupSummary open(RollupSummary rollup) {
        return RollupSummary.newBuilder(rollup).setHours(RollupHours.OPEN).build();
    }

    private static void send(KafkaProducer<String, SpecificRecord> producer, RollupSummary open) {
        send(producer, Topic.SUMMARY_OPEN, open);
    }

    private static void windows(KafkaProducer<String, SpecificRecord> producer) {
        Instant start = DAY.atTime(14, 0).atZone(BERLIN).toInstant();
        for (int minute = 0; minute < 60; minute++) {
            Instant from = start.plusSeconds(60L * minute);
            send(producer, window(from, minute < 20 ? 60 : 0));
        }
        for (int minute = 0; minute < 2100; minute++) {
            send(producer, window(start.plus(Duration.ofDays(2)).plusSeconds(60L * minute), 0));
        }
    }

    private static DemographicSummary window(Instant start, long dark) {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(60))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(100)
                .setFramesMissing(0)
                .setSecondsDark(dark)
                .setSecondsImpaired(dark)
                .setFacesDetected(0)
                .setCounts(List.of())
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();
    }

    private static void send(KafkaProducer<String, SpecificRecord> producer, DemographicSummary window) {
        producer.send(new ProducerRecord<>(
                Topic.SUMMARY, null, window.getWindowEnd().toEpochMilli(), window.getCameraId(), window));
    }

    private static void send(KafkaProducer<String, SpecificRecord> producer, String topic, RollupSummary rollup) {
        producer.send(new ProducerRecord<>(
                topic,
                null,
                rollup.getPeriodEnd().toEpochMilli(),
                rollup.getScope() == RollupScope.SITE ? rollup.getSite() : rollup.getCameraId(),
                rollup));
    }

    /** @param camera the site's where it is empty */
    private static RollupSummary rollup(
            Random random, String camera, RollupPeriod period, Instant start, Instant end, boolean dark) {
        boolean hourly = period == RollupPeriod.HOURLY;
        int hour = start.atZone(BERLIN).getHour();
        long most = 1 + (hourly ? BUSY[hour] : IntStream.of(BUSY).sum());
        long entered = hourly && BUSY[hour] == 0 ? 0 : most * 2 / 3 + random.nextInt((int) most);
        boolean tuesday = camera.equals("lobby")
                && start.equals(MONDAY.plusDays(1).atStartOfDay(BERLIN).toInstant());
        boolean withheld = hourly ? entered > 0 && entered < 8 : tuesday || random.nextInt(8) == 0;
        long watchers = entered / 3;
        return RollupSummary.newBuilder()
                .setScope(camera.isEmpty() ? RollupScope.SITE : RollupScope.CAMERA)
                .setCameraId(camera.isEmpty() ? null : camera)
                .setSite(camera.startsWith("hall") ? null : "Bremen")
                .setCameras(camera.isEmpty() ? 2 : 1)
                .setPeriod(period)
                .setPeriodStart(start)
                .setPeriodEnd(end)
                .setTimeZone("Europe/Berlin")
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setWindows(Duration.between(start, end).toMinutes())
                .setFramesAnalysed(3600)
                .setSecondsDark(dark ? 1200 : 0)
                .setSecondsImpaired(dark ? 1200 : 0)
                .setFacesDetected(9 * entered)
                .setAverageOccupancy(9.0 * entered / 3600)
                .setPeakOccupancy((int) Math.min(9, entered))
                .setPeopleEntered(withheld ? null : (Long) entered)
                .setTracksEnded(withheld ? null : (Long) entered)
                .setDwellTotalMillis(withheld ? null : (Long) (entered * 7345))
                .setDwellMeanSeconds(withheld || entered == 0 ? null : (Double) 7.345)
                .setWatchersEnded(withheld ? null : (Long) watchers)
                .setAttentionTotalMillis(withheld ? null : (Long) (watchers * 1834))
                .setAttentionMeanSeconds(withheld || watchers == 0 ? null : (Double) 1.834)
                .setEndedCounts(bands(random, entered, withheld))
                .setZones(Stream.of("till", "queue")
                        .map(zone -> ZoneSummary.newBuilder()
                                .setZone(zone)
                                .setFramesAnalysed(3600)
                                .setFacesDetected(entered)
                                .setAverageOccupancy(entered / 3600.0)
                                .setPeakOccupancy(2)
                                .setPeopleEntered(withheld ? null : (Long) (entered / 2))
                                .setStaysEnded(withheld ? null : (Long) (entered / 2))
                                .setDwellTotalMillis(withheld ? null : (Long) (entered / 2 * 12_600))
                                .setDwellMeanSeconds(withheld || entered / 2 == 0 ? null : (Double) 12.6)
                                .build())
                        .toList())
                .setLines(List.of(LineSummary.newBuilder()
                        .setLine("entrance")
                        .setCrossedIn(withheld ? null : (Long) entered)
                        .setCrossedOut(withheld ? null : (Long) (entered * 9 / 10))
                        .build()))
                .setWithheld(withheld)
                .build();
    }

    private static List<AgeBandCount> bands(Random random, long entered, boolean withheld) {
        List<AgeBandCount> bands = new ArrayList<>();
        for (int i = 0; i < AGES.size(); i++) {
            long share = entered * (4 - Math.abs(i - 4)) / 32;
            bands.add(new AgeBandCount(
                    AGES.get(i),
                    i + 1 == AGES.size() ? null : AGES.get(i + 1) - 1,
                    withheld ? null : (Long) (share + random.nextInt(2)),
                    withheld ? null : (Long) (share + random.nextInt(3)),
                    withheld ? null : (Long) (long) random.nextInt(2)));
        }
        return bands;
    }

    /** What a topic holds, the highest revision of each. */
    private static List<RollupSummary> newest(String topic) {
        Map<List<Object>, RollupSummary> newest = new HashMap<>();
        try (KafkaConsumer<String, RollupSummary> consumer = platform.consumer(topic, RollupSummary.class)) {
            Set<TopicPartition> partitions = consumer.assignment();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(ofMillis(100))
                        .forEach(record -> newest.merge(
                                List.of(
                                        record.value().getPeriod(),
                                        record.value().getScope(),
                                        record.key(),
                                        record.value().getPeriodStart()),
                                record.value(),
                                (one, other) -> one.getRevision() > other.getRevision() ? one : other));
            }
        }
        return List.copyOf(newest.values());
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
