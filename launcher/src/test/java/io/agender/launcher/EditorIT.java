package io.agender.launcher;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.agender.dashboard.Dashboard;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.runtime.CameraSettingsTopic;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.LineSide;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The editor of zones and lines in a real browser, over the real pipeline. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EditorIT {

    private static final String TOKEN = "a-token-of-some-length";
    private static final String CANVAS = "#drawing svg";
    private static final Duration LONG = ofSeconds(60);

    @TempDir
    static Path folder;

    /** Whoever asks may do all, as long as nobody says otherwise. */
    private static final Map<String, String> WITH_RIGHTS = Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true");

    private static BrowsedPlatform platform;
    private static EmbeddedPlatform cluster;
    private static Dashboard dashboard;
    private static Browser browser;
    private static String site;

    @BeforeAll
    static void startEverything() throws IOException {
        platform = BrowsedPlatform.open(1, WITH_RIGHTS);
        cluster = platform.cluster();
        browser = platform.browser();
        platform.start("process", "--data-dir", folder.resolve("process").toString());
        platform.start(
                "aggregate",
                "--window",
                "5s",
                "--grace",
                "1s",
                "--data-dir",
                folder.resolve("aggregate").toString());
        platform.start("produce", Truth.SAMPLES.resolve("lobby.mp4").toString(), "--loop");
        dashboard = open(Map.of(DashboardConfig.TOKEN, TOKEN));
        site = "http://127.0.0.1:" + dashboard.address().getPort();
        browser.size(1280, 1100, false);
        browser.prefer("light");
        await().atMost(LONG)
                .pollInterval(ofMillis(500))
                .until(() -> get("/api/cameras/lobby").statusCode() == 200);
        browser.go(site.replace("//", "//me:" + TOKEN + "@") + "/"); // from here on the browser knows the token
    }

    @AfterAll
    static void stopEverything() {
        if (dashboard != null) {
            dashboard.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    @Order(1)
    void should_draw_a_zone_and_a_line_with_the_mouse_and_let_the_next_windows_go_by_them() throws Exception {
        openEditor();
        browser.screenshot("editor-empty");
        browser.tap(Kind.MOUSE, "#add-zone", 0.5, 0.5);
        browser.tap(Kind.MOUSE, CANVAS, 0.1, 0.1, 0.5, 0.1, 0.5, 0.9, 0.1, 0.9, 0.1, 0.1);
        browser.press("till", Keys.TAB);
        browser.tap(Kind.MOUSE, "#add-line", 0.5, 0.5);
        browser.tap(Kind.MOUSE, CANVAS, 0.6, 0.2, 0.6, 0.9);
        browser.press("door", Keys.TAB);
        browser.screenshot("editor");
        browser.tap(Kind.MOUSE, "#save", 0.5, 0.5);

        await().atMost(LONG).until(() -> browser.text("#result").startsWith("Saved as version 1, valid from "));
        CameraVersion version = newest("lobby");
        CameraZone zone = version.getZones().get(0);
        assertThat(zone.getName()).isEqualTo("till");
        assertThat(zone.getPolygon()).hasSize(4);
        assertThat(zone.getPolygon().get(2).getX()).isEqualTo(0.5, within(0.01));
        assertThat(zone.getPolygon().get(2).getY()).isEqualTo(0.9, within(0.01));
        assertThat(version.getLines()).singleElement().satisfies(line -> {
            assertThat(line.getName()).isEqualTo("door");
            assertThat(line.getInside()).isEqualTo(LineSide.LEFT);
        });
        assertThat(settings("lobby").getDrawn()).containsExactly(1);
        assertThat(browser.text("#save-text")).isEqualTo("Nothing has changed since version 1.");
        await().atMost(LONG).pollInterval(ofMillis(500)).untilAsserted(() -> assertThat(
                        get("/api/cameras/lobby").body())
                .contains("\"settingsVersion\":1", "\"zone\":\"till\"", "\"line\":\"door\""));
    }

    @Test
    @Order(2)
    void should_change_all_of_it_by_keys_alone() {
        openEditor();
        assertThat(browser.tabTo("#add-zone")).isTrue();
        browser.press(Keys.ENTER);
        browser.press(Keys.ENTER); // a corner in the middle
        browser.hold(Keys.SHIFT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        browser.press(Keys.ENTER);
        browser.hold(Keys.SHIFT, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.hold(Keys.SHIFT, Keys.ARROW_LEFT);
        browser.press(Keys.ENTER, Keys.BACK_SPACE, "f");
        browser.press("sofa", Keys.TAB);
        assertThat(draft()).isEqualTo(List.of("till 4", "sofa 3", "door"));
        assertThat(browser.tabTo("#undo")).as("round the page").isTrue();
        assertThat(browser.tabTo("[data-key=\"zones-1\"]")).isTrue();
        browser.press(Keys.ENTER);
        assertThat(browser.tabTo("[data-point=\"0\"]")).isTrue();
        browser.press(Keys.ARROW_UP, Keys.ARROW_UP, "+");
        assertThat(draft()).isEqualTo(List.of("till 4", "sofa 4", "door"));
        assertThat(browser.<String>ask("return document.activeElement.getAttribute('aria-label')"))
                .startsWith("Corner 2 of 4 of zone sofa, ");
        browser.screenshot("editor-keys");
        browser.press(Keys.DELETE);
        browser.hold(Keys.CONTROL, "z");
        assertThat(draft()).isEqualTo(List.of("till 4", "sofa 4", "door"));
        browser.hold(Keys.CONTROL, "y");
        assertThat(draft()).isEqualTo(List.of("till 4", "sofa 3", "door"));
        assertThat(browser.tabTo("#save")).isTrue();
        browser.press(Keys.ENTER);

        await().atMost(LONG).until(() -> browser.text("#result").startsWith("Saved as version 2"));
        CameraZone sofa = newest("lobby").getZones().get(1);
        assertThat(sofa.getName()).isEqualTo("sofa");
        assertThat(sofa.getPolygon()).hasSize(3);
        assertThat(sofa.getPolygon().get(0).getX()).isEqualTo(0.5, within(1e-9));
        assertThat(sofa.getPolygon().get(0).getY()).isEqualTo(0.49, within(1e-9));
        assertThat(sofa.getPolygon().get(1).getX()).isEqualTo(0.65, within(1e-9));
        assertThat(sofa.getPolygon().get(2).getY()).isEqualTo(0.6, within(1e-9));
    }

    @Test
    @Order(3)
    void should_be_used_with_a_finger_on_a_phone() {
        browser.size(390, 844, true);
        browser.touch(true);
        openEditor();
        browser.tap(Kind.TOUCH, CANVAS, 0.2, 0.5); // the till
        await().until(() -> browser.<Long>ask("return document.querySelectorAll('[data-point]').length") == 4);
        browser.drag(Kind.TOUCH, CANVAS, 0.1, 0.1, 0.2, 0.25);
        browser.tap(Kind.TOUCH, "#add-line", 0.5, 0.5);
        browser.tap(Kind.TOUCH, CANVAS, 0.8, 0.2, 0.8, 0.8);
        browser.press("<img src=x>", Keys.TAB); // a name is a text
        long overhang = browser.ask("return document.documentElement.scrollWidth - window.innerWidth");
        assertThat(overhang).isLessThanOrEqualTo(0);
        browser.screenshot("phone-editor");
        browser.prefer("dark");
        browser.screenshot("phone-editor-dark");
        browser.tap(Kind.TOUCH, "#save", 0.5, 0.5);

        await().atMost(LONG).until(() -> browser.text("#result").startsWith("Saved as version 3"));
        CameraVersion version = newest("lobby");
        assertThat(version.getZones().get(0).getPolygon().get(0).getX()).isEqualTo(0.2, within(0.02));
        assertThat(version.getZones().get(0).getPolygon().get(0).getY()).isEqualTo(0.25, within(0.02));
        assertThat(version.getLines().get(1).getName()).isEqualTo("<img src=x>");
        browser.touch(false);
        browser.size(1280, 1100, false);
        browser.screenshot("editor-dark");
        browser.prefer("light");
    }

    @Test
    @Order(4)
    void should_keep_the_draft_when_somebody_else_was_faster_and_take_an_older_version_back() throws Exception {
        openEditor();
        browser.tap(Kind.MOUSE, "[data-key=\"delete-zones-1\"]", 0.5, 0.5);
        Path file = Files.writeString(
                folder.resolve("cameras.yml"), "cameras: [{id: lobby, site: Bremen, time.zone: Europe/Berlin}]");
        assertThat(Agender.runAt(cluster, "cameras", "apply", file.toString()).exitCode())
                .isZero();
        browser.tap(Kind.MOUSE, "#save", 0.5, 0.5);

        await().atMost(LONG).until(() -> browser.text("#result")
                .equals("Somebody else was faster: there is version 4 now, and you saw version 3. Nothing was saved."
                        + " Your draft is still here."));
        assertThat(draft()).isEqualTo(List.of("till 4", "door", "<img src=x>"));
        await().until(() -> browser.text("#version").equals("Version 4 is the newest"));
        browser.screenshot("editor-conflict");
        browser.tap(Kind.MOUSE, "#theirs", 0.5, 0.5);
        assertThat(draft()).isEmpty();
        browser.tap(Kind.MOUSE, "[data-key=take-2]", 0.5, 0.5);
        assertThat(draft()).isEqualTo(List.of("till 4", "sofa 3", "door"));
        browser.tap(Kind.MOUSE, "#hours-known", 0.5, 0.5);
        browser.tap(Kind.MOUSE, "#day-monday", 0.5, 0.5);
        browser.press("9-18", Keys.TAB);
        assertThat(browser.text("#save-text")).startsWith("“9-18” is no time; write 09:00-18:30");
        browser.tap(Kind.MOUSE, "#day-monday", 0.5, 0.5);
        browser.hold(Keys.CONTROL, "a");
        browser.press("09:00-18:30", Keys.TAB);
        browser.tap(Kind.MOUSE, "#save", 0.5, 0.5);

        await().atMost(LONG).until(() -> browser.text("#result").startsWith("Saved as version 5"));
        CameraVersion version = newest("lobby");
        assertThat(version.getZones()).extracting(CameraZone::getName).containsExactly("till", "sofa");
        assertThat(version.getOpeningHours().getWeek())
                .singleElement()
                .satisfies(day -> assertThat(day.getOpen().get(0).getTo()).isEqualTo(18 * 60 + 30));
        assertThat(settings("lobby").getDrawn()).containsExactly(1, 2, 3, 5);
    }

    @Test
    @Order(5)
    void should_say_that_the_brokers_do_not_let_it_write_and_save_when_they_do() throws Exception {
        openEditor();
        browser.tap(Kind.MOUSE, "[data-key=\"delete-zones-1\"]", 0.5, 0.5);
        List<AclBinding> rights = List.of(
                right(AclOperation.ALL, AclPermissionType.ALLOW), right(AclOperation.WRITE, AclPermissionType.DENY));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createAcls(rights).all().get();
            await().atMost(LONG).until(() -> !mayWrite(admin));
            browser.tap(Kind.MOUSE, "#save", 0.5, 0.5);
            await().atMost(LONG).until(() -> browser.text("#result")
                    .equals(
                            "The dashboard may not write to the topic agender.cameras: the brokers don't grant it the rights"
                                    + " that docs/security.md lists."));
            assertThat(draft()).isEqualTo(List.of("till 4", "door"));
            assertThat(newest("lobby").getVersion()).isEqualTo(5);
            browser.screenshot("editor-no-right");
            admin.deleteAcls(rights.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
            await().atMost(LONG).until(() -> mayWrite(admin));
        }
        browser.tap(Kind.MOUSE, "#save", 0.5, 0.5);
        await().atMost(LONG).until(() -> browser.text("#result").startsWith("Saved as version 6"));
        assertThat(newest("lobby").getZones()).extracting(CameraZone::getName).containsExactly("till");
    }

    private static AclBinding right(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, Topic.CAMERAS, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
    }

    private static boolean mayWrite(Admin admin) throws Exception {
        return admin.describeTopics(
                        List.of(Topic.CAMERAS), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get()
                .get(Topic.CAMERAS)
                .authorizedOperations()
                .contains(AclOperation.WRITE);
    }

    @Test
    @Order(6)
    void should_say_in_one_sentence_why_nothing_can_be_saved() {
        try (Dashboard open = open(Map.of())) {
            String address = "http://127.0.0.1:" + open.address().getPort();
            await().atMost(LONG)
                    .until(() ->
                            get(address, "/api/cameras/lobby/settings").body().contains("\"newest\":6"));
            browser.go(address + "/cameras/lobby/edit");
            await().atMost(LONG).until(() -> !browser.text("#history").isEmpty());
            assertThat(browser.text("#notice"))
                    .isEqualTo("Nothing can be saved here, since this dashboard has no token; start it with one"
                            + " (AGENDER_DASHBOARD_TOKEN, 16 characters or more).");
            assertThat(browser.<String>ask("return document.getElementById('save').getAttribute('aria-disabled')"))
                    .isEqualTo("true");
            browser.screenshot("editor-no-token");
            browser.go(site + "/cameras/lobby");
        }
        await().atMost(LONG).until(() -> browser.text("#name").equals("lobby"));
    }

    @Test
    @Order(7)
    void should_be_reached_from_the_page_of_its_camera_and_complain_of_nothing() {
        browser.complaints(); // a conflict is a complaint, and so is a picture that is not here yet
        browser.go(site + "/cameras/lobby");
        assertThat(browser.tabTo("#edit")).isTrue();
        browser.press(Keys.ENTER);
        await().until(() -> browser.address().endsWith("/cameras/lobby/edit"));
        await().atMost(LONG).until(() -> !browser.text("#history").isEmpty());
        assertThat(browser.complaints())
                .filteredOn(complaint -> !complaint.contains("frame.jpg"))
                .isEmpty();
        assertThat(browser.requests())
                .filteredOn(address -> address.startsWith("http"))
                .isNotEmpty()
                .allMatch(address -> address.startsWith("http://127.0.0.1:") || address.contains("@127.0.0.1:"));
    }

    private static void openEditor() {
        browser.go(site + "/cameras/lobby/edit");
        await().atMost(LONG)
                .until(() -> browser.<Boolean>ask("return document.querySelector('#drawing img') !== null"
                        + " && !document.getElementById('save-text').textContent.startsWith('The versions')"));
    }

    /** The names in the list, with the corners of zones. */
    private static List<String> draft() {
        return browser.ask("""
                const corners = [...document.querySelectorAll('.place .zone')].map(zone =>
                  ' ' + zone.getAttribute('points').split(' ').length);
                return [...document.querySelectorAll('.place-list input')].map((name, number) =>
                  name.value + (corners[number] || ''));""");
    }

    private static CameraVersion newest(String camera) {
        List<CameraVersion> versions = settings(camera).getVersions();
        return versions.get(versions.size() - 1);
    }

    private static CameraSettings settings(String camera) {
        return new CameraSettingsTopic(KafkaConfig.from(kafka(Map.of()))).read().get(camera);
    }

    private static Dashboard open(Map<String, String> more) {
        Settings settings = kafka(more);
        return Dashboard.open(KafkaConfig.from(settings), DashboardConfig.from(settings));
    }

    private static Settings kafka(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("dashboard.port", "0");
        return platform.settings(all);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(site, path);
    }

    private static HttpResponse<String> get(String site, String path) throws IOException, InterruptedException {
        return BrowsedPlatform.get(site + path, "Authorization", "Bearer " + TOKEN);
    }
}
