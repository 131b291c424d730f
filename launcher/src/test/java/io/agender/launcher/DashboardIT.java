package io.agender.launcher;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.Ports;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.LineSummary;
import io.agender.schemas.Topic;
import io.agender.schemas.ZoneSummary;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The dashboard in a real browser over the real pipeline: two cameras that show the samples again and again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    /** The browser's own page for a server that is not up yet. */
    private static final String NO_ANSWER = "chrome-error://";

    private static final int PARTITIONS = 2;

    @TempDir
    static Path folder;

    private static BrowsedPlatform platform;
    private static RunningCommand producer;
    private static RunningCommand processor;
    private static RunningCommand dashboard;
    private static Browser browser;
    private static int port;
    private static int healthPort;
    private static String site;

    @BeforeAll
    static void startEverything() throws IOException {
        platform = BrowsedPlatform.open(PARTITIONS, Map.of());
        browser = platform.browser();
        platform.apply(folder, """
                cameras:
                  - id: lobby
                    zones:
                      - {name: <till>, polygon: [[0.05, 0.1], [0.5, 0.1], [0.5, 0.9], [0.05, 0.9]]}
                    lines:
                      - {name: entrance, from: [0.5, 0], to: [0.5, 1], in: left}
                """);
        startProcessor();
        start(
                "aggregate",
                "--window",
                "5s",
                "--grace",
                "1s",
                "--data-dir",
                folder.resolve("aggregate").toString());
        startProducer();
        port = Ports.free();
        healthPort = Ports.free();
        site = "http://127.0.0.1:" + port;
        openDashboard();
        browser.size(1440, 900, false);
        browser.prefer("light");
    }

    @AfterAll
    static void stopEverything() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    @Order(1)
    void should_show_all_cameras_and_open_one_by_the_keyboard() {
        await().atMost(ofSeconds(60))
                .pollInterval(ofMillis(200))
                .ignoreExceptions()
                .until(() -> load(site + "/").equals("Cameras"));
        await().atMost(ofSeconds(60)).until(() -> pictures() == 2L);
        assertThat(browser.<List<String>>ask(
                        "return [...document.querySelectorAll('.card')].map(card => card.dataset.camera)"))
                .containsExactly("door", "lobby");
        await().atMost(ofSeconds(30)).until(() -> browser.text("#cameras-live").equals("2"));
        await().atMost(ofSeconds(30)).until(() -> boxes() > 0);
        browser.screenshot("overview");
        assertThat(browser.tabTo(".skip")).isTrue();
        assertThat(browser.tabTo("[data-camera=lobby]")).isTrue();
        browser.press(Keys.ENTER);
        await().until(() -> browser.address().endsWith("/cameras/lobby"));
    }

    @Test
    @Order(2)
    void should_draw_each_box_where_the_topic_has_the_face_of_that_picture() {
        browser.go(site + "/cameras/lobby");
        await().atMost(ofSeconds(30)).until(() -> boxes() > 0);
        Map<String, Object> shown = browser.ask("""
                const svg = document.querySelector('.stage svg');
                const image = document.querySelector('.stage img');
                return {
                  stream: svg.dataset.streamId, sequence: svg.dataset.sequence,
                  picture: new URL(image.src).searchParams.get('sequence'), width: image.naturalWidth,
                  boxes: [...svg.querySelectorAll('.box')].map(box =>
                    ['x', 'y', 'width', 'height'].map(name => Number(box.getAttribute(name)))),
                  labels: [...svg.querySelectorAll('text:not(.place-name)')].map(text => text.textContent)};""");
        assertThat(shown.get("picture")).isEqualTo(shown.get("sequence"));
        FrameFaces record = find(
                Topic.FACES,
                FrameFaces.class,
                faces -> faces.getStreamId().equals(shown.get("stream"))
                        && String.valueOf(faces.getSequence()).equals(shown.get("sequence")));
        assertThat(((Number) shown.get("width")).intValue()).isEqualTo(record.getFrameWidth());
        List<List<Number>> boxes = cast(shown.get("boxes"));
        List<String> labels = cast(shown.get("labels"));
        assertThat(boxes).hasSameSizeAs(record.getFaces());
        for (int face = 0; face < boxes.size(); face++) {
            BoundingBox box = record.getFaces().get(face).getBox();
            assertThat(boxes.get(face))
                    .extracting(Number::floatValue)
                    .containsExactly(box.getX(), box.getY(), box.getWidth(), box.getHeight());
            assertThat(labels.get(face)).isEqualTo(label(record.getFaces().get(face)));
        }
    }

    @Test
    @Order(3)
    void should_show_the_figures_of_the_topic() {
        await().atMost(ofSeconds(30)).until(() -> !browser.text("#window-text").isEmpty());
        assertThat(browser.tabTo("#show-window")).isTrue();
        browser.press(Keys.ENTER);
        await().until(() -> !browser.text("#pyramid-table").isEmpty());
        Map<String, Object> shown = browser.ask("""
                const text = id => document.getElementById(id).textContent;
                const window = document.getElementById('window-text').dataset;
                return {
                  start: window.start, revision: window.revision, present: text('in-window'), entered: text('entered'),
                  age: text('age'), peak: text('peak'), dwell: text('dwell'),
                  seen: [...document.querySelectorAll('#coverage tr')].slice(1).map(row =>
                    row.children[0].textContent + ': ' + row.children[1].textContent),
                  models: [...document.querySelectorAll('#models li')].map(item =>
                    item.firstChild.textContent + ' ' + item.querySelector('code').textContent),
                  ages: [...document.querySelectorAll('#pyramid-table tr')].slice(1).map(row =>
                    [...row.children].map(cell => cell.textContent).join(' '))};""");
        DemographicSummary record = find(
                Topic.SUMMARY,
                DemographicSummary.class,
                summary -> summary.getCameraId().equals("lobby")
                        && summary.getWindowStart().toString().equals(shown.get("start"))
                        && String.valueOf(summary.getRevision()).equals(shown.get("revision")));
        assertThat(shown.get("present")).isEqualTo(String.valueOf(record.getPeoplePresent()));
        assertThat(shown.get("entered")).isEqualTo(String.valueOf(record.getPeopleEntered()));
        assertThat(shown.get("peak")).isEqualTo(String.valueOf(record.getPeakOccupancy()));
        assertThat(shown.get("age"))
                .isEqualTo(record.getMeanAge() == null ? "–" : String.valueOf(Math.round(record.getMeanAge())));
        assertThat(shown.get("dwell")).isEqualTo(seconds(record.getDwellMedianSeconds()));
        assertThat(shown.get("seen"))
                .isEqualTo(List.of(
                        "frames analysed: " + record.getFramesAnalysed(),
                        "of these unchanged: " + record.getFramesUnchanged(),
                        "frames predicted: " + record.getFramesPredicted(),
                        "missing: " + record.getFramesMissing(),
                        "unreadable: " + record.getFramesUndecodable(),
                        "too late: " + record.getFramesLate(),
                        "seconds without a frame: " + plain(record.getSecondsWithoutFrames()),
                        "seconds it could not see: " + plain(record.getSecondsImpaired())));
        assertThat((List<?>) shown.get("models"))
                .isNotEmpty()
                .hasSameSizeAs(record.getModels())
                .allSatisfy(model -> assertThat(record.getModels())
                        .anyMatch(used -> (used.getName() + " " + used.getSha256()).startsWith(model.toString())));
        List<String> ages = new ArrayList<>();
        for (AgeBandCount band : record.getCounts()) {
            String years =
                    band.getToAge() == null ? band.getFromAge() + "+" : band.getFromAge() + "–" + band.getToAge();
            ages.add(0, years + " " + band.getFemale() + " " + band.getMale() + " " + band.getUnknown());
        }
        assertThat(shown.get("ages")).isEqualTo(ages);
    }

    @Test
    @Order(4)
    void should_draw_zones_and_lines_and_show_their_figures_and_who_watches() {
        await().atMost(ofSeconds(60))
                .until(() -> !browser.text("#zones").isEmpty()
                        && !browser.text("#watchers").equals("–"));
        Map<String, Object> shown = browser.ask("""
                const text = id => document.getElementById(id).textContent;
                const cells = id => [...document.querySelectorAll('#' + id + ' tr')].slice(1).map(row =>
                  [...row.children].map(cell => cell.textContent).join(' '));
                const window = document.getElementById('window-text').dataset;
                const image = document.querySelector('.stage img');
                return {
                  start: window.start, revision: window.revision, watchers: text('watchers'),
                  share: text('watcher-share'), attention: text('attention'), zones: cells('zones'),
                  lines: cells('lines'), width: image.naturalWidth, height: image.naturalHeight,
                  polygon: document.querySelector('.stage svg .zone').getAttribute('points'),
                  names: [...document.querySelectorAll('.stage svg .place-name')].map(name => name.textContent)};""");
        DemographicSummary record = find(
                Topic.SUMMARY,
                DemographicSummary.class,
                summary -> summary.getCameraId().equals("lobby")
                        && summary.getWindowStart().toString().equals(shown.get("start"))
                        && String.valueOf(summary.getRevision()).equals(shown.get("revision")));
        assertThat(shown.get("watchers")).isEqualTo(String.valueOf(record.getWatchers()));
        assertThat(shown.get("share"))
                .isEqualTo(
                        record.getWatcherShare() == null
                                ? ""
                                : ", " + Math.round(100 * record.getWatcherShare()) + " %");
        assertThat(shown.get("attention")).isEqualTo(seconds(record.getAttentionMeanSeconds()));
        ZoneSummary zone = record.getZones().get(0);
        assertThat(shown.get("zones"))
                .isEqualTo(List.of(String.join(
                        " ",
                        zone.getZone(),
                        String.valueOf(zone.getPeoplePresent()),
                        String.valueOf(zone.getPeopleEntered()),
                        seconds(zone.getDwellMeanSeconds()),
                        zone.getAverageOccupancy() == null
                                ? "–"
                                : String.format(Locale.ROOT, "%.1f", zone.getAverageOccupancy()),
                        String.valueOf(zone.getPeakOccupancy()))));
        LineSummary line = record.getLines().get(0);
        assertThat(shown.get("lines"))
                .isEqualTo(List.of("entrance " + line.getCrossedIn() + " " + line.getCrossedOut()));
        double width = ((Number) shown.get("width")).doubleValue();
        double height = ((Number) shown.get("height")).doubleValue();
        assertThat(Arrays.stream(shown.get("polygon").toString().split("[ ,]"))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .containsExactly(
                        new double[] {
                            0.05 * width, 0.1 * height, 0.5 * width, 0.1 * height,
                            0.5 * width, 0.9 * height, 0.05 * width, 0.9 * height
                        },
                        within(0.1));
        assertThat(shown.get("names")).isEqualTo(List.of("<till>", "entrance"));
        browser.screenshot("zones");
    }

    @Test
    @Order(5)
    void should_fit_a_phone_and_a_dark_room() {
        browser.ask("document.getElementById('show-hour').click()");
        browser.prefer("dark");
        await().until(() ->
                "rgb(18, 22, 21)".equals(browser.ask("return getComputedStyle(document.body).backgroundColor")));
        await().atMost(ofSeconds(30)).until(() -> boxes() > 0);
        browser.screenshot("camera-dark");
        browser.size(390, 844, true);
        for (String path : List.of("/", "/cameras/door")) {
            load(site + path);
            await().atMost(ofSeconds(30)).until(() -> boxes() > 0);
            long overhang = browser.ask("return document.documentElement.scrollWidth - window.innerWidth");
            assertThat(overhang)
                    .as("pixels that %s is too wide for a phone", path)
                    .isLessThanOrEqualTo(0);
            browser.screenshot(path.equals("/") ? "phone-overview" : "phone-camera");
        }
        browser.prefer("light");
        browser.size(1440, 900, false);
    }

    @Test
    @Order(6)
    void should_ask_no_other_host_and_complain_of_nothing() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .filteredOn(address -> !address.startsWith(NO_ANSWER))
                .isNotEmpty()
                .allMatch(address -> address.startsWith(site + "/"));
    }

    @Test
    @Order(7)
    void should_show_silhouettes_and_ask_for_no_picture_when_there_are_to_be_none() throws IOException {
        int other = Ports.free();
        RunningCommand blind = start("dashboard", "--no-pictures", "--port", String.valueOf(other));
        // A page of a camera that is not known yet asks in vain, and the browser complains.
        await().atMost(ofSeconds(30))
                .ignoreExceptions()
                .until(() ->
                        get("http://127.0.0.1:" + other + "/api/cameras/lobby").statusCode() == 200);
        load("http://127.0.0.1:" + other + "/cameras/lobby");
        browser.requests();
        await().atMost(ofSeconds(30))
                .until(() -> browser.<Long>ask("return document.querySelectorAll('.stage .silhouette').length") > 0);
        assertThat(boxes()).isPositive();
        assertThat(pictures()).isZero();
        browser.screenshot("no-pictures");
        assertThat(browser.requests()).noneMatch(address -> address.contains("frame.jpg"));
        load(site + "/");
        blind.close();
        browser.requests();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(8)
    void should_recover_when_the_dashboard_was_away_and_still_know_what_was() {
        load(site + "/cameras/lobby");
        await().atMost(ofSeconds(30)).until(() -> rows() > 1);
        dashboard.close();
        await().atMost(ofSeconds(30))
                .until(() -> browser.text("#connection").matches("Connection lost; as of \\d\\d:\\d\\d:\\d\\d"));
        assertThat(isDimmed()).isTrue();
        browser.screenshot("server-gone");
        openDashboard();
        await().atMost(ofSeconds(40)).until(() -> browser.text("#connection").equals("Connected"));
        assertThat(isDimmed()).isFalse();
        String sequence = browser.ask("return document.querySelector('.stage svg').dataset.sequence || ''");
        await().atMost(ofSeconds(30))
                .until(() -> !browser.ask("return document.querySelector('.stage svg').dataset.sequence || ''")
                        .equals(sequence));
        long before = rows();
        load(site + "/cameras/lobby");
        await().atMost(ofSeconds(30)).until(() -> rows() >= before);
        browser.complaints(); // that the server was away is a complaint
        await().atMost(ofSeconds(30)).until(() -> boxes() > 0);
        browser.size(1440, 1240, false);
        browser.screenshot("camera");
        browser.size(1440, 900, false);
    }

    @Test
    @Order(9)
    void should_notice_a_server_that_is_dead_without_a_word() throws IOException {
        try (Relay relay = Relay.to(port)) {
            load("http://127.0.0.1:" + relay.port() + "/");
            await().atMost(ofSeconds(30))
                    .until(() -> browser.text("#cameras-live").equals("2"));
            relay.freeze(true);
            await().atMost(ofSeconds(30))
                    .until(() -> browser.text("#connection").startsWith("Connection lost; as of "));
            assertThat(isDimmed()).isTrue();
            relay.freeze(false);
            await().atMost(ofSeconds(40))
                    .until(() -> browser.text("#connection").equals("Connected"));
            assertThat(isDimmed()).isFalse();
            load(site + "/");
        }
        browser.complaints();
        browser.requests(); // those of the relay
    }

    @Test
    @Order(10)
    void should_blame_the_processors_and_not_the_cameras_when_nobody_analyses() throws Exception {
        load(site + "/");
        await().atMost(ofSeconds(30)).until(() -> browser.text("#cameras-live").equals("2"));
        assertThat(browser.text("#notice")).isEmpty();
        processor.close();
        await().atMost(ofSeconds(60))
                .until(() -> browser.text("#notice").startsWith("Nobody has analysed frames since "));
        await().atMost(ofSeconds(30))
                .until(() -> browser.text("[data-camera=lobby] .status").startsWith("Not known since "));
        assertThat(browser.text("[data-camera=lobby] [data-figure=now]")).isEqualTo("–");
        assertThat(get(site + "/api/cameras").body()).contains("\"state\":\"NOT_ANALYSED\"", "\"status\":\"UNKNOWN\"");
        browser.screenshot("nobody-analyses");
        startProcessor();
        await().atMost(ofSeconds(90)).until(() -> browser.text("#cameras-live").equals("2"));
        await().atMost(ofSeconds(60)).until(() -> browser.text("#notice").isEmpty());
    }

    @Test
    @Order(11)
    void should_turn_a_camera_dark_that_stops_tell_one_that_has_ended_and_never_show_a_zero() {
        load(site + "/");
        await().atMost(ofSeconds(30)).until(() -> browser.text("#cameras-live").equals("2"));
        producer.close();
        await().atMost(ofSeconds(40))
                .until(() -> browser.text("#cameras-not-live").equals("2"));
        assertThat(browser.text("[data-camera=lobby] .status")).startsWith("Dark since ");
        assertThat(browser.text("[data-camera=lobby] .stage-note")).startsWith("Dark since ");
        assertThat(browser.text("[data-camera=lobby] [data-figure=now]")).isEqualTo("–");
        assertThat(browser.text("#people-now")).isEqualTo("–");
        browser.screenshot("dark-cameras");
        assertThat(browser.text("#notice")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .filteredOn(address -> !address.startsWith(NO_ANSWER))
                .isNotEmpty()
                .allMatch(address -> address.startsWith(site + "/"));
        start("produce", "--camera", "hall=" + sample("lobby"));
        await().atMost(ofSeconds(60))
                .until(() -> browser.text("[data-camera=hall] .status").startsWith("Ended at "));
        assertThat(browser.text("[data-camera=lobby] .status")).startsWith("Dark since ");
    }

    @Test
    @Order(12)
    void should_blame_the_brokers_and_not_the_cameras_when_the_brokers_are_silent() throws Exception {
        String ready = "http://127.0.0.1:" + healthPort + "/health/ready";
        assertThat(get(ready).statusCode()).isEqualTo(200);
        assertThat(browser.text("#notice")).isEmpty();
        startProducer();
        await().atMost(ofSeconds(60)).until(() -> browser.text("#cameras-live").equals("2"));
        platform.closeAllBut(dashboard);
        await().atMost(ofSeconds(60)).until(() -> browser.text("#notice").startsWith("Kafka has not answered since "));
        await().atMost(ofSeconds(30))
                .until(() -> browser.text("[data-camera=lobby] .status").startsWith("Not known since "));
        assertThat(get(ready).statusCode()).isEqualTo(503);
        assertThat(get(ready).body()).contains("\"brokers\":false", "\"history\":true");
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return BrowsedPlatform.get(address);
    }

    private static String load(String address) {
        browser.go(address);
        return browser.text("h1");
    }

    private static long boxes() {
        return browser.ask("return document.querySelectorAll('.stage .box').length");
    }

    private static long pictures() {
        return browser.ask("return document.querySelectorAll('.stage img').length");
    }

    private static long rows() {
        return browser.ask("return document.querySelectorAll('#line-table tr').length");
    }

    /** To a tenth of a second, as long as it is less than 90. */
    private static String seconds(Number dwell) {
        return dwell == null ? "–" : plain(Math.round(dwell.doubleValue() * 10) / 10.0) + " s";
    }

    /** As JavaScript writes numbers. */
    private static String plain(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** As docs/dashboard.md describes it. */
    private static String label(Face face) {
        String track = face.getTrack() == null ? "" : "#" + face.getTrack().getNumber() + " ";
        boolean estimated = face.getTrack() != null && face.getTrack().getEstimates() > 0;
        Float age = estimated ? face.getTrack().getAge() : face.getAge();
        String gender =
                switch (estimated ? face.getTrack().getGender() : face.getGender()) {
                    case FEMALE -> "F";
                    case MALE -> "M";
                    default -> "?";
                };
        return track + gender + (age == null ? "" : " " + Math.round(age));
    }

    private static void openDashboard() {
        dashboard = start("dashboard", "--port", String.valueOf(port), "--http-port", String.valueOf(healthPort));
    }

    private static String sample(String name) {
        return Truth.SAMPLES.resolve(name + ".mp4").toString();
    }

    private static void startProcessor() {
        processor = start("process", "--data-dir", folder.resolve("process").toString());
    }

    private static void startProducer() {
        producer = start("produce", sample("lobby"), sample("door"), "--loop");
    }

    private static boolean isDimmed() {
        return browser.<Boolean>ask("return Number(getComputedStyle(document.querySelector('main')).opacity) < 1");
    }

    private static RunningCommand start(String... args) {
        return platform.start(args);
    }

    /** The record of a topic that the page must have shown. */
    private static <T extends SpecificRecord> T find(String topic, Class<T> type, Predicate<T> wanted) {
        try (KafkaConsumer<String, T> consumer = platform.consumer(topic, type)) {
            List<T> found = new ArrayList<>();
            await().atMost(ofSeconds(30)).until(() -> {
                consumer.poll(ofMillis(100)).forEach(record -> {
                    if (wanted.test(record.value())) {
                        found.add(record.value());
                    }
                });
                return !found.isEmpty();
            });
            return found.get(0);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
