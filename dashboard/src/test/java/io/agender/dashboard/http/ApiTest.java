package io.agender.dashboard.http;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.faces;
import static io.agender.dashboard.Records.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.dashboard.Records;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.config.PictureMode;
import io.agender.dashboard.picture.PictureMakerTest;
import io.agender.runtime.config.Settings;
import io.agender.runtime.http.Strangers;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.FrameView;
import io.agender.schemas.Gender;
import io.agender.schemas.RecordJson;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestServer server;
    private static OpenApi api;

    @BeforeAll
    static void fill() {
        server = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10);
        server.cameras.take(
                faces("lobby", 7, NOON.plusSeconds(59))
                        .setView(new FrameView(ViewKind.BLURRED, NOON.plusSeconds(40), null))
                        .setFaces(List.of(
                                Records.face(100, 80, 64, 1, Gender.FEMALE, 31.5f),
                                Records.face(10, 20, 30, 2, Gender.UNKNOWN, null)))
                        .build(),
                NOON.plusSeconds(59));
        server.cache.put(faces("lobby", 7, NOON.plusSeconds(59)).build());
        server.cache.put(Records.frame("lobby", 7, NOON.plusSeconds(59), "jpeg"));
        server.cache.put(Records.frame("lobby", 8, NOON.plusSeconds(60), "jpeg"));
        for (int window = 0; window < 5; window++) {
            server.cameras.take(summary("lobby", NOON.plusSeconds(10 * window)).build());
        }
        server.cameras.take(summary("lobby", NOON.plusSeconds(50))
                .setStatus(SummaryStatus.PARTIAL)
                .setWithheld(true)
                .setPeoplePresent(null)
                .setCounts(List.of(new AgeBandCount(0, 12, null, 0L, 0L), new AgeBandCount(13, null, 1L, 0L, null)))
                .build());
        server.cameras.take(summary("=cmd|' /C calc'!A0", NOON)
                .setCountedUnit(CountedUnit.FACES)
                .setPeoplePresent(null)
                .setPeopleEntered(null)
                .setTracksEnded(null)
                .setEndedCounts(List.of())
                .build());
        api = new OpenApi(OpenApi.text(server.get("/api/openapi.yaml")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/cameras,                       /api/cameras,                  200",
        "/api/cameras,                       /api/cameras?x=1,              400",
        "/api/cameras,                       /api/cameras?limit=1,          200",
        "/api/cameras,                       /api/cameras?limit=1001,       400",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?limit=2, 200",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?limit=0, 400",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?limit=10001, 400",
        "/api/cameras/{id},                  /api/cameras/lobby,            200",
        "/api/cameras/{id},                  /api/cameras/%3Dcmd%7C'%20%2FC%20calc'!A0, 200",
        "/api/cameras/{id},                  /api/cameras/nobody,           404",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary,    200",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?from=2026-11-24T12:00:10Z&to=2026-11-24T12:00:30Z, 200",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?from=2020-11-24T12:00:10Z&to=2020-11-24T12:00:30Z, 200",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?from=now, 400",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?from=2026-11-24T13:00:00Z, 400",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?form=2026-11-24T11:00:00Z, 400",
        "/api/cameras/{id}/summary,          /api/cameras/lobby/summary?to=2026-11-24T13:00:00Z&to=2026-11-24T14:00:00Z, 400",
        "/api/cameras/{id}/summary,          /api/cameras/nobody/summary,   404",
        "/api/cameras/{id}/summary.csv,      /api/cameras/lobby/summary.csv, 200",
        "/api/cameras/{id}/summary.csv,      /api/cameras/lobby/summary.csv?to=x, 400",
        "/api/cameras/{id}/summary.csv,      /api/cameras/nobody/summary.csv, 404",
        "/api/cameras/{id}/frame.jpg,        /api/cameras/lobby/frame.jpg,  200",
        "/api/cameras/{id}/frame.jpg,        /api/cameras/lobby/frame.jpg?streamId=lobby-run&sequence=7, 200",
        "/api/cameras/{id}/frame.jpg,        /api/cameras/lobby/frame.jpg?streamId=lobby-run&sequence=8, 204",
        "/api/cameras/{id}/frame.jpg,        /api/cameras/lobby/frame.jpg?sequence=8, 400",
        "/api/cameras/{id}/frame.jpg,        /api/cameras/lobby/frame.jpg?streamId=a&sequence=-8, 400",
        "/api/cameras/{id}/frame.jpg,        /api/cameras/nobody/frame.jpg, 404",
        "/api/events,                        /api/events?cam=lobby,         400",
        "/api/openapi.yaml,                  /api/openapi.yaml,             200",
    })
    void should_answer_as_its_description_says(String path, String address, int status) {
        HttpResponse<byte[]> answer = server.get(address.replace("|", "%7C"));
        assertThat(answer.statusCode()).as(OpenApi.text(answer)).isEqualTo(status);
        api.check(path, answer);
        if (status >= 400) {
            assertThat(OpenApi.text(answer)).matches("\\{\"error\":\"[A-Z'][^\\n]*[.]\"\\}");
        }
    }

    @Test
    void should_describe_each_of_its_paths_and_no_other() {
        TreeSet<String> described = new TreeSet<>();
        api.document().path("paths").fieldNames().forEachRemaining(described::add);
        assertThat(described)
                .containsExactlyInAnyOrder(
                        "/api/cameras",
                        "/api/cameras/{id}",
                        "/api/cameras/{id}/summary",
                        "/api/cameras/{id}/summary.csv",
                        "/api/cameras/{id}/frame.jpg",
                        "/api/cameras/{id}/settings",
                        "/api/events",
                        "/api/report",
                        "/api/report.csv",
                        "/api/report.parquet",
                        "/api/openapi.yaml");
    }

    @Test
    void should_give_the_windows_of_a_range_as_they_are_in_the_topic() throws IOException {
        JsonNode answer =
                JSON.readTree(server.get("/api/cameras/lobby/summary?from=2026-11-24T12:00:10Z&to=2026-11-24T12:00:30Z")
                        .body());
        assertThat(answer.path("windows")).hasSize(2);
        assertThat(answer.path("windows").get(0))
                .isEqualTo(JSON.readTree(
                        RecordJson.line(summary("lobby", NOON.plusSeconds(10)).build())));
        assertThat(answer.path("total").path("entered").path("count").asInt()).isEqualTo(2);
        assertThat(answer.path("heldFrom").asText()).isEqualTo("2026-11-24T12:00:00Z");
    }

    @Test
    void should_give_a_range_page_by_page() throws IOException {
        List<String> starts = new ArrayList<>();
        String from = "2026-11-24T12:00:00Z";
        int pages = 0;
        do {
            JsonNode page =
                    JSON.readTree(server.get("/api/cameras/lobby/summary?to=2026-11-24T13:00:00Z&limit=4&from=" + from)
                            .body());
            page.path("windows")
                    .forEach(window -> starts.add(window.path("windowStart").asText()));
            assertThat(page.path("total").path("windows").asInt())
                    .isEqualTo(page.path("windows").size());
            from = page.path("next").asText(null);
            pages++;
        } while (from != null);
        assertThat(pages).isEqualTo(2);
        assertThat(starts).hasSize(6).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void should_give_the_cameras_page_by_page() throws IOException {
        JsonNode first = JSON.readTree(server.get("/api/cameras?limit=1").body());
        assertThat(first.path("next").asText())
                .isEqualTo(first.path("cameras").get(0).path("id").asText());
        JsonNode second = JSON.readTree(server.get("/api/cameras?limit=1&after="
                        + URLEncoder.encode(first.path("next").asText(), StandardCharsets.UTF_8))
                .body());
        assertThat(second.path("cameras").get(0).path("id").asText()).isEqualTo("lobby");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void should_give_a_table_of_all_windows_of_a_range_however_many() {
        try (TestServer full = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10)) {
            for (int window = 0; window < 3 * WindowPages.PAGE; window++) {
                full.cameras.take(
                        summary("lobby", NOON.plusSeconds(10 * window)).build());
            }
            String table = OpenApi.text(full.get("/api/cameras/lobby/summary.csv?from=" + NOON));
            assertThat(table.lines().skip(1)).hasSize(3 * WindowPages.PAGE).doesNotHaveDuplicates();
        }
    }

    @Test
    void should_say_which_windows_had_to_go_from_memory() throws IOException {
        try (TestServer full = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10)) {
            for (int window = 0; window < 1010; window++) {
                full.cameras.take(
                        summary("lobby", NOON.plusSeconds(10 * window)).build());
            }
            JsonNode answer =
                    JSON.readTree(full.get("/api/cameras/lobby/summary").body());
            assertThat(answer.path("evictedBefore").asText())
                    .isEqualTo(NOON.plusSeconds(100).toString());
            assertThat(JSON.readTree(full.get("/api/cameras").body())
                            .path("server")
                            .path("evictedWindows")
                            .asInt())
                    .isEqualTo(10);
        }
    }

    @Test
    void should_give_the_newest_picture_whose_faces_are_known() {
        HttpResponse<byte[]> answer = server.get("/api/cameras/lobby/frame.jpg");
        assertThat(answer.headers().firstValue("X-Agender-Sequence")).contains("7");
        assertThat(ByteBuffer.wrap(answer.body()))
                .isEqualTo(Records.frame("lobby", 7, NOON, "jpeg").getImage());
        assertThat(server.looks.get()).isPositive();
    }

    @Test
    void should_offer_the_table_as_a_file_with_a_tame_name_and_no_formula() {
        HttpResponse<byte[]> answer = server.get("/api/cameras/%3Dcmd%7C'%20%2FC%20calc'!A0/summary.csv");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"_cmd____C_calc__A0-summary.csv\"");
        assertThat(OpenApi.text(answer)).contains("'=cmd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/app.css",
                "/cameras/lobby",
                "/day",
                "/api/report",
                "/api/cameras",
                "/api/cameras/nobody",
                "/nothing",
                "/api/cameras?x=1"
            })
    void should_send_headers_that_keep_the_browser_in_bounds(String path) {
        HttpResponse<byte[]> answer = server.get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../DashboardServer.class",
                "/..%2fDashboardServer.class",
                "/%2e%2e/DashboardServer.class",
                "/%2e%2e%2fDashboardServer.class",
                "/..%5cDashboardServer.class",
                "/lib/../../DashboardServer.class",
                "/lib/..;/..;/DashboardServer.class",
                "//../DashboardServer.class",
                "/%252e%252e/DashboardServer.class",
                "/../../../../../../../../etc/passwd",
                "/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/lib/",
                "/lib",
                "/.",
                "/%00",
            })
    void should_serve_nothing_but_its_web_folder(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("root:", "\u00ca\u00fe");
    }

    @Test
    void should_not_answer_a_page_from_elsewhere_that_points_its_name_here() throws IOException {
        assertThat(raw("GET /api/cameras HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("answers only to localhost");
    }

    /** What Chromium sends for a fetch in mode no-cors, a picture, a frame, a link and its own page's requests. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/api/cameras/lobby/summary, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: empty', 403",
        "/api/cameras/lobby/frame.jpg, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: image', 403",
        "/api/cameras/lobby/summary.csv, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document', 403",
        "/api/report.csv, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document', 403",
        "/day, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document', 200",
        "/api/events, 'Sec-Fetch-Site: same-site~Sec-Fetch-Mode: cors~Origin: http://localhost:3000', 403",
        "/, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: iframe', 403",
        "/app.css, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: style', 403",
        "/, 'Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document', 200",
        "/, 'Sec-Fetch-Site: none~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document', 200",
        "/api/cameras, 'Sec-Fetch-Site: same-origin~Sec-Fetch-Mode: cors~Sec-Fetch-Dest: empty', 200",
        "/api/cameras, 'Sec-Fetch-Site: none~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document', 200",
        "/api/cameras, 'User-Agent: curl/8.5.0', 200",
        "/api/cameras, 'User-Agent: Mozilla/5.0 (Macintosh) Version/15.0 Safari/605.1.15', 403",
        "/api/cameras, 'User-Agent: Mozilla/5.0 (Macintosh) Version/15.0 Safari/605.1.15~Referer: http://localhost/', 200",
    })
    void should_refuse_what_a_page_of_another_site_makes_a_browser_ask_for(String path, String headers, int status)
            throws IOException {
        for (Optional<String> token : List.of(Optional.<String>empty(), Optional.of("a-token-of-some-length"))) {
            try (TestServer asked = new TestServer(Records.config(PictureMode.ON, token), 10)) {
                String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + headers.replace("~", "\r\n")
                        + token.map(secret -> "\r\nAuthorization: Bearer " + secret)
                                .orElse("") + "\r\n\r\n";
                assertThat(raw(asked.port(), request)).startsWith("HTTP/1.1 " + status + " ");
            }
        }
    }

    @Test
    void should_answer_only_to_the_names_it_is_told() throws IOException {
        DashboardConfig config = DashboardConfig.from(new Settings(Map.of(
                DashboardConfig.TOKEN, "a-token-of-some-length",
                DashboardConfig.HOST_NAMES, "Dash.example",
                DashboardConfig.PORT, "0")));
        try (TestServer named = new TestServer(config, 10)) {
            String authorization = "Authorization: Bearer a-token-of-some-length\r\nConnection: close\r\n\r\n";
            for (String known : List.of("dash.example", "DASH.example:8443", "10.0.0.7:8080", "localhost")) {
                assertThat(raw(named.port(), "GET / HTTP/1.1\r\nHost: " + known + "\r\n" + authorization))
                        .as(known)
                        .startsWith("HTTP/1.1 200 ");
            }
            assertThat(raw(named.port(), "GET / HTTP/1.1\r\nHost: evil.example\r\n" + authorization))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void should_slow_down_who_guesses_the_token() {
        String token = "a-token-of-some-length";
        try (TestServer guarded = new TestServer(Records.config(PictureMode.ON, Optional.of(token)), 10)) {
            for (int guess = 0; guess < WrongTokens.FREE; guess++) {
                assertThat(guarded.get("/api/cameras", "Authorization", "Bearer wrong" + guess)
                                .statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<byte[]> slowed = null;
            for (int guess = 0; guess < 20 && (slowed == null || slowed.statusCode() == 401); guess++) {
                slowed = guarded.get("/api/cameras", "Authorization", "Bearer wrong");
            }
            assertThat(slowed.statusCode()).isEqualTo(429);
            assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
            api.check("/api/cameras", slowed);
            assertThat(guarded.wrongTokens.wrong()).isGreaterThanOrEqualTo(WrongTokens.FREE);
            assertThat(guarded.wrongTokens.slowed()).isPositive();
            assertThat(guarded.get("/api/cameras").statusCode())
                    .as("who offers none is asked for it")
                    .isEqualTo(401);
        }
    }

    @Test
    void should_drop_who_does_not_take_an_answer() throws Exception {
        try (TestServer hasty =
                        new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10, Duration.ofMillis(300));
                Strangers strangers = new Strangers(hasty.port())) {
            for (int window = 0; window < 1000; window++) {
                hasty.cameras.take(
                        summary("lobby", NOON.plusSeconds(10 * window)).build());
            }
            String request = "GET /api/cameras/lobby/summary?from=" + NOON + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            for (int stranger = 0; stranger < 50; stranger++) {
                strangers.send(request.repeat(20)); // more than sockets and buffers take
            }
            await().until(() -> hasty.transfers.count() > 0);
            await().until(() -> {
                hasty.transfers.dropSlow();
                return hasty.transfers.count() == 0;
            });
            assertThat(hasty.get("/api/cameras").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void should_ask_for_the_token_where_there_is_one() {
        String token = "a-token-of-some-length";
        try (TestServer guarded = new TestServer(Records.config(PictureMode.ON, Optional.of(token)), 10)) {
            for (String path : List.of(
                    "/",
                    "/app.css",
                    "/day",
                    "/api/cameras",
                    "/api/events",
                    "/api/report",
                    "/api/report.csv",
                    "/api/report.parquet",
                    "/api/openapi.yaml",
                    "/nothing")) {
                HttpResponse<byte[]> refused = guarded.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            }
            api.check("/api/cameras", guarded.get("/api/cameras"));
            assertThat(guarded.get("/api/cameras", "Authorization", "Bearer " + token + "x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(guarded.get("/api/cameras", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
            String pair = Base64.getEncoder().encodeToString(("me:" + token).getBytes(StandardCharsets.UTF_8));
            assertThat(guarded.get("/api/cameras", "Authorization", "Basic " + pair)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void should_let_no_picture_out_when_there_are_to_be_none() {
        try (TestServer blind = new TestServer(Records.config(PictureMode.OFF, Optional.empty()), 10)) {
            blind.cameras.take(faces("lobby", 7, NOON).build(), NOON);
            blind.cache.put(faces("lobby", 7, NOON).build());
            blind.cache.put(Records.frame("lobby", 7, NOON, "jpeg"));
            HttpResponse<byte[]> answer = blind.get("/api/cameras/lobby/frame.jpg");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(OpenApi.text(answer)).contains("shows no pictures");
        }
    }

    @Test
    void should_let_only_pictures_out_whose_faces_are_hidden_when_told_to_blur() throws IOException {
        try (TestServer blurring = new TestServer(Records.config(PictureMode.BLUR, Optional.empty()), 10)) {
            blurring.cameras.take(faces("lobby", 7, NOON).build(), NOON);
            blurring.cache.put(Records.frame("lobby", 7, NOON, "jpeg"));
            // Where the faces are is not known yet, so nothing can be hidden.
            assertThat(blurring.get("/api/cameras/lobby/frame.jpg").statusCode())
                    .isEqualTo(204);
            assertThat(blurring.get("/api/cameras/lobby/frame.jpg?streamId=lobby-run&sequence=7")
                            .statusCode())
                    .isEqualTo(204);
            blurring.cache.put(faces("lobby", 7, NOON)
                    .setFaces(List.of(Records.face(110, 90, 44, 1, Gender.FEMALE, 31.5f)))
                    .build());
            byte[] jpeg = blurring.get("/api/cameras/lobby/frame.jpg").body();
            assertThat(PictureMakerTest.contrast(ImageIO.read(new ByteArrayInputStream(jpeg)), 110, 90))
                    .isLessThan(40);
        }
    }

    @Test
    void should_refuse_cameras_beyond_its_limit_and_say_how_many() throws IOException {
        try (TestServer small = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10)) {
            for (int camera = 0; camera < 5; camera++) {
                small.cameras.take(faces("camera-" + camera, 0, NOON).build(), NOON);
            }
            JsonNode answer = JSON.readTree(small.get("/api/cameras").body());
            assertThat(answer.path("cameras")).hasSize(3);
            assertThat(answer.path("server").path("refusedCameras").asInt()).isEqualTo(2);
        }
    }

    @Test
    void should_say_in_one_sentence_that_its_port_is_taken() {
        DashboardConfig free = Records.config(PictureMode.ON, Optional.empty());
        DashboardConfig taken = new DashboardConfig(
                true,
                free.bind(),
                server.port(),
                free.token(),
                free.pictures(),
                free.darkAfter(),
                free.history(),
                free.maxWindows(),
                free.maxCameras(),
                free.pictureBytes(),
                free.maxStreams(),
                free.maxStreamsPerClient(),
                free.hostNames(),
                free.address());
        assertThatThrownBy(() -> new TestServer(taken, 10))
                .isInstanceOf(PortTakenException.class)
                .hasMessage("Port " + server.port()
                        + " of 127.0.0.1 can't be had for the dashboard; choose another (dashboard.port).");
    }

    private static String raw(String request) throws IOException {
        return raw(server.port(), request);
    }

    /** The answer, or of a stream of events that never ends its beginning. */
    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
