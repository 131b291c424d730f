package io.agender.dashboard.http;

import static io.agender.dashboard.Records.rollup;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.dashboard.Records;
import io.agender.dashboard.config.PictureMode;
import io.agender.dashboard.report.UnansweredException;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.ZoneSummary;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant MIDNIGHT = Instant.parse("2026-11-25T00:00:00Z");
    private static final String FORMULA = "=cmd|' /C calc'!A0";

    private static TestServer server;
    private static OpenApi api;

    @BeforeAll
    static void fill() {
        server = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10);
        server.periods.add(day("lobby")
                .setSite("Bremen")
                .setEndedEstimates(List.of(new CountEstimate(0, 12, Gender.UNKNOWN, 21.0, 10L, 31L)))
                .setEstimatedBy("some faces")
                .setSecondsWithoutFrames(300)
                .setZones(List.of(ZoneSummary.newBuilder().setZone("till").build()))
                .setLines(List.of(LineSummary.newBuilder().setLine("entrance").build()))
                .build());
        server.periods.add(day(FORMULA).setPeopleEntered(null).setWithheld(true).build());
        server.periods.add(
                day(null).setScope(RollupScope.SITE).setSite("Bremen").build());
        for (int hour = 0; hour < 24; hour++) {
            server.periods.add(rollup("lobby", RollupPeriod.HOURLY, MIDNIGHT.plusSeconds(3600L * hour))
                    .setPeopleEntered((long) hour)
                    .setAverageOccupancy(0.5)
                    .build());
        }
        server.periods.add(rollup("lobby", RollupPeriod.HOURLY, MIDNIGHT.plusSeconds(9 * 3600))
                .setHours(RollupHours.OPEN)
                .setPeopleEntered(4L)
                .build());
        server.cameras.take(Records.summary("new", MIDNIGHT).build());
        api = new OpenApi(OpenApi.text(server.get("/api/openapi.yaml")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/report,         /api/report, 200",
        "/api/report,         /api/report?camera=lobby, 200",
        "/api/report,         /api/report?camera=new, 200",
        "/api/report,         /api/report?camera=nobody, 404",
        "/api/report,         /api/report?site=Bremen, 200",
        "/api/report,         /api/report?site=Kiel, 404",
        "/api/report,         /api/report?site=Bremen&camera=lobby, 400",
        "/api/report,         /api/report?from=2026-11-23&to=2026-11-29, 200",
        "/api/report,         /api/report?from=2026-01-01&to=2026-12-31, 200",
        "/api/report,         /api/report?from=2025-01-01&to=2026-12-31, 400",
        "/api/report,         /api/report?from=2026-11-23, 400",
        "/api/report,         /api/report?to=2026-11-23, 400",
        "/api/report,         /api/report?from=2026-11-23&to=2026-11-22, 400",
        "/api/report,         /api/report?from=today&to=2026-11-22, 400",
        "/api/report,         /api/report?from=2026-02-30&to=2026-11-22, 400",
        "/api/report,         /api/report?from=-999999999-01-01&to=-999999999-01-01, 400",
        "/api/report,         /api/report?from=2026-11-23&to=%2B999999999-12-31, 400",
        "/api/report,         /api/report?date=2026-11-23, 400",
        "/api/report,         /api/report?from=2026-11-23&from=2026-11-23&to=2026-11-23, 400",
        "/api/report,         /api/report?hours=open, 200",
        "/api/report,         /api/report?hours=all, 200",
        "/api/report,         /api/report?hours=closed, 400",
        "/api/report.csv,     /api/report.csv, 200",
        "/api/report.csv,     /api/report.csv?hours=open, 200",
        "/api/report.csv,     /api/report.csv?period=daily&decimal=comma, 200",
        "/api/report.csv,     /api/report.csv?period=weekly, 200",
        "/api/report.csv,     /api/report.csv?period=yearly, 400",
        "/api/report.csv,     /api/report.csv?decimal=dot, 400",
        "/api/report.csv,     /api/report.csv?camera=nobody, 404",
        "/api/report.parquet, /api/report.parquet, 200",
        "/api/report.parquet, /api/report.parquet?hours=open, 200",
        "/api/report.parquet, /api/report.parquet?hours=openly, 400",
        "/api/report.parquet, /api/report.parquet?decimal=comma, 400",
        "/api/report.parquet, /api/report.parquet?camera=nobody, 404",
    })
    void should_answer_as_its_description_says(String path, String address, int status) {
        HttpResponse<byte[]> answer = server.get(address);
        assertThat(answer.statusCode()).as(OpenApi.text(answer)).isEqualTo(status);
        api.check(path, answer);
        if (status >= 400) {
            assertThat(OpenApi.text(answer)).matches("\\{\"error\":\"[A-Z'][^\\n]*[.]\"\\}");
        }
    }

    @Test
    void should_tell_the_newest_day_when_nobody_says_which() throws IOException {
        JsonNode report = JSON.readTree(server.get("/api/report").body());
        assertThat(report.path("from").asText()).isEqualTo("2026-11-25");
        assertThat(report.path("total").path("peopleEntered"))
                .isEqualTo(JSON.readTree("{\"count\":10,\"withheld\":1}"));
        assertThat(report.path("choices").path("cameras")).hasSize(2);
    }

    @Test
    void should_give_the_hours_as_a_table_that_spreadsheets_open() throws IOException {
        HttpResponse<byte[]> answer = server.get("/api/report.csv?from=2026-11-25&to=2026-11-25");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"all-2026-11-25-2026-11-25.csv\"");
        String text = OpenApi.text(answer);
        assertThat(text).startsWith("\uFEFF");
        List<CSVRecord> lines = records(text, ',');
        assertThat(lines).hasSize(24);
        assertThat(lines.get(9).toMap())
                .containsEntry("camera", "lobby")
                .containsEntry("localStart", "2026-11-25 09:00:00")
                .containsEntry("localEnd", "2026-11-25 10:00:00")
                .containsEntry("periodStart", "2026-11-25T09:00:00Z")
                .containsEntry("peopleEntered", "9")
                .containsEntry("averageOccupancy", "0.5")
                .containsEntry("female 0-12", "1");
    }

    @Test
    void should_give_files_of_opening_hours_with_nothing_else_in_them() throws IOException {
        HttpResponse<byte[]> answer = server.get("/api/report.csv?from=2026-11-25&to=2026-11-25&hours=open");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"all-open-2026-11-25-2026-11-25.csv\"");
        assertThat(records(OpenApi.text(answer), ',')).singleElement().satisfies(line -> assertThat(line.toMap())
                .containsEntry("hours", "OPEN")
                .containsEntry("localStart", "2026-11-25 09:00:00")
                .containsEntry("peopleEntered", "4"));
        String[] written = OpenApi.text(server.get("/api/report.parquet?camera=lobby&hours=open"))
                .split("\n");
        assertThat(written).hasSize(7).allMatch(row -> row.contains("\"hours\":\"OPEN\""));
    }

    @Test
    void should_write_numbers_as_those_write_them_who_divide_them_by_a_comma() throws IOException {
        List<CSVRecord> lines =
                records(OpenApi.text(server.get("/api/report.csv?from=2026-11-25&to=2026-11-25&decimal=comma")), ';');
        assertThat(lines.get(9).toMap())
                .containsEntry("averageOccupancy", "0,5")
                .containsEntry("peopleEntered", "9");
    }

    @Test
    void should_write_no_formula_and_no_zero_for_what_is_withheld() throws IOException {
        List<CSVRecord> lines =
                records(OpenApi.text(server.get("/api/report.csv?from=2026-11-25&to=2026-11-25&period=daily")), ',');
        assertThat(lines).extracting(line -> line.get("camera")).containsExactly("'" + FORMULA, "lobby");
        assertThat(lines.get(0).get("peopleEntered")).isEqualTo("withheld");
    }

    @Test
    void should_hand_the_rows_of_the_records_to_who_writes_the_file() throws IOException {
        String[] written =
                OpenApi.text(server.get("/api/report.parquet?camera=lobby")).split("\n");
        assertThat(written)
                .as("24 hours of two bands of three and all together")
                .hasSize(24 * 7);
        JsonNode row = JSON.readTree(written[9 * 7]);
        assertThat(row.path("peopleEntered").asLong()).isEqualTo(9);
        assertThat(row.path("periodStart").asText()).isEqualTo("2026-11-25T09:00:00Z");
    }

    @Test
    void should_say_that_kafka_does_not_answer() {
        try (TestServer silent = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10)) {
            silent.periods.trouble = new UnansweredException("Kafka does not answer at the moment; try again.");
            for (String path : List.of("/api/report", "/api/report.csv", "/api/report.parquet")) {
                HttpResponse<byte[]> answer = silent.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                api.check(path, answer);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            silent.periods.trouble = null;
            for (int time = 0; time < 20; time++) {
                assertThat(silent.get("/api/report").statusCode())
                        .as("its place is given back")
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void should_refuse_a_table_that_is_too_long() {
        try (TestServer large = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10)) {
            for (int camera = 0; camera < 11; camera++) {
                large.periods.add(day("camera-" + camera).build());
            }
            HttpResponse<byte[]> refused = large.get("/api/report.csv?from=2025-12-01&to=2026-11-30&period=hourly");
            assertThat(refused.statusCode()).as("11 * 365 * 24").isEqualTo(200);
            for (int camera = 11; camera < 15; camera++) {
                large.periods.add(day("camera-" + camera).build());
            }
            refused = large.get("/api/report.csv?from=2025-12-01&to=2026-11-30&period=hourly");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(OpenApi.text(refused)).contains("agender export");
        }
    }

    @Test
    void should_serve_one_page_for_all_periods() {
        for (String page : List.of("/day", "/week?date=2026-11-23", "/period")) {
            assertThat(OpenApi.text(server.get(page))).as(page).contains("/report.js");
        }
    }

    private static RollupSummary.Builder day(String camera) {
        return rollup(camera, RollupPeriod.DAILY, MIDNIGHT);
    }

    private static List<CSVRecord> records(String text, char delimiter) throws IOException {
        return CSVParser.parse(
                        new StringReader(text.substring(1)),
                        CSVFormat.RFC4180
                                .builder()
                                .setDelimiter(delimiter)
                                .setHeader()
                                .get())
                .getRecords();
    }
}
