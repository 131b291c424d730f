package io.agender.launcher.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFormatTest {

    static {
        TrustedRecords.ensure();
    }

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** In the night in which Berlin has this hour twice. */
    private static final Instant START = Instant.parse("2026-10-25T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void should_write_parquet_that_another_reader_reads_as_it_was() throws Exception {
        List<DemographicRow> rows = rows();

        List<Map<String, Object>> read = Duck.rows(written(ExportFormat.PARQUET, rows));

        assertThat(read).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            DemographicRow row = rows.get(i);
            Map<String, Object> found = read.get(i);
            for (RowColumns.Column column : new RowColumns(BERLIN).all()) {
                assertThat(found)
                        .as("row %s, %s", i, column.name())
                        .containsEntry(column.name(), column.value().apply(row));
            }
        }
        assertThat(read.get(0))
                .containsEntry("periodStart", START)
                .containsEntry("localStart", LocalDateTime.parse("2026-10-25T02:00:00"))
                .containsEntry("gender", null)
                .containsEntry("zone", "=queue | é \"1\"")
                .containsEntry("averageOccupancy", 0.25)
                .containsEntry("tracksEnded", 1000L);
        assertThat(read.get(1)).containsEntry("localStart", LocalDateTime.parse("2026-10-25T02:00:00"));
    }

    @Test
    void should_write_csv_with_local_times_that_spreadsheets_know() throws IOException {
        Path file = written(ExportFormat.CSV, rows());

        try (CSVParser csv = CSVParser.parse(
                file,
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180.builder().setHeader().get())) {
            List<CSVRecord> records = csv.getRecords();
            assertThat(records).hasSize(40);
            assertThat(records.get(0).get("localStart")).isEqualTo("2026-10-25 02:00:00");
            assertThat(records.get(0).get("localEnd")).isEqualTo("2026-10-25 02:00:00");
            assertThat(records.get(0).get("periodEnd")).isEqualTo("2026-10-25T01:00:00Z");
            assertThat(records.get(0).get("gender")).isEmpty();
            assertThat(records.get(0).get("zone")).isEqualTo("'=queue | é \"1\"");
            assertThat(records.get(0).get("tracksEnded")).isEqualTo("1000");
            assertThat(records.get(3).get("gender")).isEqualTo("MALE");
        }
    }

    @Test
    void should_write_a_json_object_a_line() throws IOException {
        List<String> lines = Files.readAllLines(written(ExportFormat.JSONL, rows()));

        assertThat(lines).hasSize(40);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("periodStart").asText()).isEqualTo("2026-10-25T00:00:00Z");
        assertThat(first.get("localStart").asText()).isEqualTo("2026-10-25T02:00");
        assertThat(first.get("gender").isNull()).isTrue();
        assertThat(first.get("tracksEnded").isIntegralNumber()).isTrue();
        assertThat(first.get("withheld").isBoolean()).isTrue();
    }

    /** The manual's query, as it is there, over a file of the name that it asks. */
    @Test
    void should_answer_the_query_of_the_manual() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "tables.md"));
        Matcher block = Pattern.compile("```sql\\n([^`]*parquet[^`]*)```").matcher(manual);
        assertThat(block.find()).isTrue();
        Path file = written(ExportFormat.PARQUET, rows());
        String sql = block.group(1);
        assertThat(sql).contains("'hours.parquet'");

        List<Map<String, Object>> answer = Duck.query(sql.replace("'hours.parquet'", "'" + file + "'"));

        // The rows of zones are in neither.
        assertThat(answer).hasSize(1);
        assertThat(answer.get(0)).containsEntry("cameraId", "lobby").containsEntry("fromAge", 25);
        assertThat(String.valueOf(answer.get(0).get("men"))).isEqualTo(String.valueOf(ended(Gender.MALE)));
        assertThat(String.valueOf(answer.get(0).get("women"))).isEqualTo(String.valueOf(ended(Gender.FEMALE)));
    }

    private static long ended(Gender gender) {
        return rows().stream()
                .filter(row -> row.getZone() == null && row.getGender() == gender && row.getTracksEnded() != null)
                .mapToLong(DemographicRow::getTracksEnded)
                .sum();
    }

    private Path written(ExportFormat format, List<DemographicRow> rows) throws IOException {
        Path file = folder.resolve("rows." + format);
        try (RowWriter writer = format.open(file, new RowColumns(BERLIN))) {
            for (DemographicRow row : rows) {
                writer.write(row);
            }
        }
        return file;
    }

    private static List<DemographicRow> rows() {
        List<DemographicRow> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant start = START.plus(Duration.ofHours(i));
            rows.add(DemographicRow.newBuilder()
                    .setScope(RollupScope.CAMERA)
                    .setCameraId("lobby")
                    .setSite(i % 5 == 0 ? null : "Bremen")
                    .setPeriod(RowPeriod.HOURLY)
                    .setPeriodStart(start)
                    .setPeriodEnd(start.plusSeconds(3600))
                    .setStatus(SummaryStatus.FINAL)
                    .setRevision(1)
                    .setZone(i % 2 == 0 ? "=queue | é \"1\"" : null)
                    .setGender(i % 3 == 0 && i % 2 == 0 ? null : i % 4 == 3 ? Gender.MALE : Gender.FEMALE)
                    .setFromAge(25)
                    .setToAge(i % 7 == 0 ? null : 34)
                    .setWithheld(i % 11 == 0)
                    .setFramesAnalysed(i % 3 == 0 ? 250_000L + i : null)
                    .setPeakOccupancy(i)
                    .setAverageOccupancy(0.25 + i)
                    .setTracksEnded(i % 13 == 12 ? null : 1000L + i)
                    .build());
        }
        return rows;
    }
}
