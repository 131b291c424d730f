package io.agender.dashboard.http;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.faces;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.dashboard.Records;
import io.agender.dashboard.config.PictureMode;
import io.agender.dashboard.state.SettingsWriter.NotWrittenException;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.WeekDay;
import io.agender.schemas.camera.CameraVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of cameras over HTTP, and those who would like to change them. */
class EditorApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "a-token-of-some-length";
    private static final String PATH = "/api/cameras/lobby/settings";
    private static final String API = "/api/cameras/{id}/settings";

    /** What a draft says beside its zones. */
    private static final String DRAFT =
            "{\"seen\":1,\"validFrom\":null,\"site\":\"Bremen\",\"timeZone\":\"Europe/Berlin\",\"openingHours\":"
                    + "{\"week\":[{\"day\":\"MONDAY\",\"open\":[{\"from\":540,\"to\":1110}]}],\"dates\":[]},"
                    + "\"zones\":[%s],\"lines\":[%s]}";

    private static final String TILL = "{\"name\":\"till\",\"polygon\":[[0,0],[0.5,0],[0.5,0.5]]}";
    private static final String DOOR = "{\"name\":\"door\",\"from\":[0.5,0],\"to\":[0.5,1],\"inside\":\"LEFT\"}";
    private static final String GOOD = DRAFT.formatted(TILL, DOOR);

    private final TestServer server = new TestServer(Records.config(PictureMode.ON, Optional.of(TOKEN)), 10);
    private final OpenApi api =
            new OpenApi(OpenApi.text(server.get("/api/openapi.yaml", "Authorization", "Bearer " + TOKEN)));
    private final List<CameraVersion> written = new ArrayList<>();

    @BeforeEach
    void fill() {
        server.cameras.take(faces("lobby", 1, NOON).build(), NOON);
        server.cameras.take(new CameraSettings(
                "lobby",
                List.of(CameraVersion.newBuilder()
                        .setVersion(1)
                        .setValidFrom(NOON.minusSeconds(60))
                        .setAppliedAt(NOON.minusSeconds(30))
                        .setSite("Bremen")
                        .setTimeZone("Europe/Berlin")
                        .setOpeningHours(new OpeningHours(
                                List.of(new OpenDay(WeekDay.MONDAY, List.of(new OpenTime(540, 1110)))), List.of()))
                        .build()),
                List.of()));
        server.writer = (camera, seen, draft) -> {
            written.add(draft);
            return CompletableFuture.completedFuture(Optional.of(CameraVersions.withDrawn(
                    camera, server.cameras.settings(camera), draft, NOON, Duration.ofDays(365))));
        };
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void should_show_all_versions_and_which_is_valid() throws IOException {
        HttpResponse<byte[]> answer = server.get(PATH, "Authorization", "Bearer " + TOKEN);

        api.check(API, answer);
        JsonNode settings = JSON.readTree(answer.body());
        assertThat(settings.path("newest").asInt()).isEqualTo(1);
        assertThat(settings.path("valid").asInt()).isEqualTo(1);
        assertThat(settings.path("refusal").isNull()).isTrue();
        assertThat(settings.at("/versions/0/openingHours/week/0/open/0/to").asInt())
                .isEqualTo(1110);
        assertThat(settings.at("/versions/0/drawn").asBoolean()).isFalse();
    }

    @Test
    void should_write_a_version_that_says_all_that_the_draft_says_and_show_it_at_once() throws IOException {
        HttpResponse<byte[]> answer = save(GOOD);

        assertThat(answer.statusCode()).as(OpenApi.text(answer)).isEqualTo(201);
        api.check(API, answer);
        JsonNode saved = JSON.readTree(answer.body());
        assertThat(saved.path("written").asBoolean()).isTrue();
        assertThat(saved.at("/settings/newest").asInt()).isEqualTo(2);
        assertThat(saved.at("/settings/versions/1/drawn").asBoolean()).isTrue();
        assertThat(saved.at("/settings/versions/1/zones/0/polygon/1/0").asDouble())
                .isEqualTo(0.5);
        assertThat(written).singleElement().satisfies(version -> {
            assertThat(version.getValidFrom()).isEqualTo(server.clock.instant());
            assertThat(version.getSite()).isEqualTo("Bremen");
            assertThat(version.getTimeZone()).isEqualTo("Europe/Berlin");
            assertThat(version.getOpeningHours().getWeek()).hasSize(1);
            assertThat(version.getLines().get(0).getName()).isEqualTo("door");
        });
        assertThat(server.cameras.view("lobby").orElseThrow().places().zones()).isEmpty();
        server.cameras.take(faces("lobby", 2, NOON.plusSeconds(120)).build(), NOON.plusSeconds(120));
        assertThat(server.cameras.view("lobby").orElseThrow().places().zones()).hasSize(1);
    }

    @Test
    void should_take_the_time_from_which_it_is_valid_and_warn_as_the_command_does() throws IOException {
        HttpResponse<byte[]> answer = save(DRAFT.formatted("", DOOR.replace("0.5,", "0.02,"))
                .replace("\"validFrom\":null", "\"validFrom\":\"2026-11-30T10:00:00+01:00\""));

        assertThat(written.get(0).getValidFrom()).isEqualTo("2026-11-30T09:00:00Z");
        assertThat(JSON.readTree(answer.body()).at("/warnings/0").asText())
                .startsWith("Line door of camera lobby lies within a tenth of the picture of its left border");
    }

    @Test
    void should_say_so_when_the_newest_version_says_the_same() throws IOException {
        server.writer = (camera, seen, draft) -> CompletableFuture.completedFuture(Optional.empty());

        HttpResponse<byte[]> answer = save(GOOD);

        assertThat(answer.statusCode()).isEqualTo(200);
        api.check(API, answer);
        assertThat(JSON.readTree(answer.body()).path("written").asBoolean()).isFalse();
    }

    @Test
    void should_take_settings_of_a_camera_that_has_sent_nothing_but_not_of_one_that_is_not_known() {
        server.cameras.take(new CameraSettings("yard", List.of(), List.of()));

        assertThat(post("/api/cameras/yard/settings", GOOD).statusCode()).isEqualTo(201);
        HttpResponse<byte[]> unknown = post("/api/cameras/nobody/settings", GOOD);

        assertThat(unknown.statusCode()).isEqualTo(404);
        api.check(API, unknown);
        assertThat(written).hasSize(1);
    }

    @Test
    void should_tell_a_writer_who_was_outpaced_and_one_whose_brokers_are_away() {
        server.writer = (camera, seen, draft) ->
                CompletableFuture.failedFuture(NotWrittenException.outpaced("Somebody else was faster."));
        HttpResponse<byte[]> outpaced = save(GOOD);
        server.writer = (camera, seen, draft) ->
                CompletableFuture.failedFuture(NotWrittenException.trouble("Kafka has not answered.", null));
        HttpResponse<byte[]> silent = save(GOOD);

        assertThat(outpaced.statusCode()).isEqualTo(409);
        assertThat(OpenApi.text(outpaced)).isEqualTo("{\"error\":\"Somebody else was faster.\"}");
        api.check(API, outpaced);
        assertThat(silent.statusCode()).isEqualTo(503);
        assertThat(OpenApi.text(silent)).isEqualTo("{\"error\":\"Kafka has not answered.\"}");
        api.check(API, silent);
    }

    /** The sentences are those of {@code agender cameras apply}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "no JSON                | {                                                      | not written as JSON",
                "nothing                | null                                                   | not written as JSON",
                "no object              | [1]                                                    | not as the API describes it",
                "a part is missing      | {'seen':1}                                             | not as the API describes it",
                "a misspelt part        | {'zonen':[]}                                           | not as the API describes it",
            })
    void should_refuse_what_is_no_draft(String name, String body, String sentence) {
        refused(body.replace('\'', '"'), sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'name':'till','polygon':[[0,0],[1,1],[1,0],[0,1]]}      | The zone till crosses itself or touches itself",
                "{'name':'till','polygon':[[0,0],[1,1]]}                  | The zone till has 2 points; a polygon takes three",
                "{'name':'till','polygon':[[0,0],[1.1,0],[0,1]]}          | The zone till has a point outside of the picture",
                "{'name':'till','polygon':[[0,0],[1e999,0],[0,1]]}        | The zone till has a point outside of the picture",
                "{'name':'till','polygon':[[0,0],[NaN,0],[0,1]]}          | not written as JSON",
                "{'name':'till','polygon':[[0,0],['1',0],[0,1]]}          | not as the API describes it, at zones[0].polygon[1][0]",
                "{'name':'till','polygon':[[0,0],[1],[0,1]]}              | The zone till has a point that is none",
                "{'name':'till','polygon':[[0,0],null,[0,1]]}             | The zone till has a point that is none",
                "{'name':'till','polygon':null}                           | lacks the polygon of the zone till",
                "null                                                     | lacks a zone",
                "{'name':' till','polygon':[[0,0],[1,0],[0,1]]}           | A zone has no name, or one with spaces around it",
                "{'name':null,'polygon':[[0,0],[1,0],[0,1]]}              | A zone has no name",
                "{'name':'a\\nb','polygon':[[0,0],[1,0],[0,1]]}           | can't be printed",
                "{'name':'till','polygon':[[0,0],[1,0],[0,1]],'x':1}      | 'x' is nothing of a draft",
                "{'name':'till','name':'b','polygon':[[0,0],[1,0],[0,1]]} | not written as JSON",
            })
    void should_refuse_zones_that_are_none(String zone, String sentence) {
        refused(DRAFT.formatted(zone.replace('\'', '"'), ""), sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'inside':'LEFT'          | 'inside':'UNKNOWN'                | The line door has no side that is in",
                "'inside':'LEFT'          | 'inside':1                        | not as the API describes it",
                "'to':[0.5,1]             | 'to':[0.5,0]                      | The line door begins where it ends",
                "'day':'MONDAY'           | 'day':'UNKNOWN'                   | The opening hours have a day that is none",
                "'from':540,'to':1110     | 'from':1200,'to':1110             | The opening hours of monday end before they begin",
                "'timeZone':'Europe/Berlin' | 'timeZone':'Europe/Bremen'      | There is no time zone Europe/Bremen",
                "'site':'Bremen'          | 'site':' '                        | The site has no name",
                "'validFrom':null         | 'validFrom':'tomorrow'            | 'validFrom' must be a time",
                "'validFrom':null         | 'validFrom':'1969-12-31T23:59:59Z' | from 1970 to 9999",
                "'validFrom':null         | 'validFrom':'+99999-01-01T00:00:00Z' | from 1970 to 9999",
                "'seen':1                 | 'seen':null                       | not as the API describes it",
                "'seen':1                 | 'seen':'1'                        | not as the API describes it",
                "'seen':1                 | 'seen':1.5                        | not as the API describes it",
            })
    void should_refuse_other_parts_that_are_none(String part, String instead, String sentence) {
        refused(GOOD.replace(part.replace('\'', '"'), instead.replace('\'', '"')), sentence);
    }

    private void refused(String body, String sentence) {
        HttpResponse<byte[]> answer = save(body);
        assertThat(answer.statusCode()).as(OpenApi.text(answer)).isEqualTo(400);
        api.check(API, answer);
        assertThat(OpenApi.text(answer)).contains(sentence).matches("\\{\"error\":\"[A-Z'][^\\n]*[.]\"\\}");
        assertThat(written).isEmpty();
    }

    @Test
    void should_write_a_name_with_a_script_in_it_as_the_text_it_is() {
        assertThat(save(GOOD.replace("till", "<script>alert(1)</script>")).statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> shown = server.get(PATH, "Authorization", "Bearer " + TOKEN);
        assertThat(shown.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(OpenApi.text(shown)).contains("\"name\":\"<script>alert(1)</script>\"");
    }

    @Test
    void should_write_nothing_without_a_token_and_say_why() {
        try (TestServer open = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10)) {
            open.cameras.take(faces("lobby", 1, NOON).build(), NOON);
            open.writer = server.writer;
            HttpResponse<byte[]> refused = open.post(PATH, GOOD, "Content-Type", "application/json");

            assertThat(refused.statusCode()).isEqualTo(403);
            api.check(API, refused);
            assertThat(OpenApi.text(refused))
                    .contains("Nothing can be saved here, since this dashboard has no token; start it with one"
                            + " (AGENDER_DASHBOARD_TOKEN, 16 characters or more).");
            assertThat(OpenApi.text(open.get(PATH))).contains("\"refusal\":\"Nothing can be saved here");
        }
        assertThat(written).isEmpty();
    }

    @Test
    void should_write_nothing_for_who_does_not_know_the_token() {
        HttpResponse<byte[]> nothing = server.post(PATH, GOOD, "Content-Type", "application/json");
        HttpResponse<byte[]> wrong =
                server.post(PATH, GOOD, "Content-Type", "application/json", "Authorization", "Bearer " + TOKEN + "x");
        assertThat(List.of(nothing.statusCode(), wrong.statusCode())).containsOnly(401);
        assertThat(written).isEmpty();
    }

    /** What browsers send for a page's own request and for what pages of others make them send; and programs. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'Origin: http://localhost~Sec-Fetch-Site: same-origin', 201",
        "'Origin: http://localhost~Sec-Fetch-Site: same-origin~User-Agent: Mozilla/5.0', 201",
        "'Origin: http://localhost~User-Agent: Mozilla/5.0 Safari~Referer: http://localhost/cameras/lobby/edit', 201",
        "'User-Agent: curl/8.5.0', 201",
        "'Origin: http://evil.example~Sec-Fetch-Site: cross-site', 403",
        "'Origin: http://localhost:3000~Sec-Fetch-Site: same-site', 403",
        "'Origin: http://localhost:3000', 403",
        "'Origin: null~Sec-Fetch-Site: cross-site', 403",
        "'Origin: null', 403",
        "'Sec-Fetch-Site: same-origin', 403",
        "'Origin: http://localhost~Sec-Fetch-Site: none', 403",
        "'Origin: http://evil.example~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document', 403",
        "'User-Agent: Mozilla/5.0 Safari~Referer: http://localhost/cameras/lobby/edit', 403",
        "'User-Agent: Mozilla/5.0 Safari', 403",
    })
    void should_write_only_for_its_own_page_and_for_programs(String headers, int status) throws IOException {
        String answer =
                raw("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + TOKEN + "\r\n" + headers.replace("~", "\r\n")
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + GOOD.length() + "\r\n\r\n" + GOOD);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(written).hasSize(status == 201 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/jsonp",
                "text/plain; application/json"
            })
    void should_take_nothing_that_a_form_can_send(String type) {
        HttpResponse<byte[]> answer = server.post(PATH, GOOD, "Content-Type", type, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.statusCode()).isEqualTo(415);
        api.check(API, answer);
        assertThat(written).isEmpty();
    }

    @Test
    void should_read_no_more_than_a_draft_can_have() throws IOException {
        String large = GOOD.replace("Bremen", "B".repeat(EditorApi.MAX_BODY));
        String head = "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + TOKEN + "\r\nContent-Type: application/json\r\n";
        assertThat(raw(head + "Content-Length: 2000000000\r\n\r\n{"))
                .startsWith("HTTP/1.1 413 ")
                .contains("A draft has 131072 bytes at most.");
        String chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";
        assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk)).startsWith("HTTP/1.1 413 ");
        assertThat(written).isEmpty();
    }

    @Test
    void should_have_room_for_the_largest_draft_there_may_be() {
        StringBuilder zones = new StringBuilder();
        for (int zone = 0; zone < 32; zone++) {
            StringBuilder corners = new StringBuilder();
            for (int corner = 0; corner < 64; corner++) {
                double angle = 2 * Math.PI * corner / 64;
                corners.append(corner == 0 ? "" : ",")
                        .append(List.of(0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)));
            }
            zones.append(zone == 0 ? "" : ",")
                    .append("{\"name\":\"" + "z".repeat(57) + zone + "\",\"polygon\":[" + corners + "]}");
        }
        assertThat(save(DRAFT.formatted(zones, DOOR)).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void should_know_no_other_way_to_change_anything(String method) throws IOException {
        assertThat(raw(method + " " + PATH
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nContent-Length: 0\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (404|405) .*");
        assertThat(written).isEmpty();
    }

    private HttpResponse<byte[]> save(String body) {
        return post(PATH, body);
    }

    private HttpResponse<byte[]> post(String path, String body) {
        return server.post(path, body, "Content-Type", "application/json", "Authorization", "Bearer " + TOKEN);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
