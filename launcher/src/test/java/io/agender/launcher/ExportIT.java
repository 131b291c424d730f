package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.launcher.export.Duck;
import io.agender.program.ExitCode;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import io.agender.schemas.rows.SummaryRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code agender export} makes of the topics. */
class ExportIT {

    static {
        TrustedRecords.ensure();
    }

    /** A full hour, and not so old that topics drop it. */
    private static final Instant START = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 3600 * 3600 - 7200);

    @TempDir
    static Path folder;

    private static Cluster cluster;

    @BeforeAll
    static void fillTheTopics() throws Exception {
        cluster = Cluster.open();
        assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", "2")
                        .exitCode())
                .isZero();
        for (int i = 0; i < 4; i++) {
            send(0, window("lobby", i, SummaryStatus.PARTIAL));
            send(0, window("lobby", i, SummaryStatus.FINAL));
            send(1, window("door", i, SummaryStatus.FINAL));
        }
        send(0, hour(RollupScope.CAMERA, 0, 1));
        send(0, hour(RollupScope.CAMERA, 1, 1));
        send(0, hour(RollupScope.CAMERA, 0, 2));
        send(1, hour(RollupScope.SITE, 0, 1));
        send(1, hour(RollupScope.SITE, 0, 2));
        sendBytes(Topic.SUMMARY_DAILY, 0, "lobby", new byte[] {7});
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void should_write_final_windows_as_parquet_that_says_what_the_topic_says() throws Exception {
        Path file = folder.resolve("windows.parquet");
        Agender export = export("--format", "parquet", "--output", file.toString());

        assertThat(export.exitCode()).as("%s", export).isZero();
        List<DemographicRow> expected = new ArrayList<>();
        for (String camera : List.of("lobby", "door")) {
            for (int i = 0; i < 4; i++) {
                expected.addAll(SummaryRows.of(window(camera, i, SummaryStatus.FINAL)));
            }
        }
        assertThat(export.out()).contains("windows.parquet: " + expected.size() + " rows");
        assertSays(expected, Duck.rows(file));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void should_write_the_last_word_on_hours() throws Exception {
        Path file = folder.resolve("hours.parquet");
        assertThat(export("--format", "parquet", "--period", "hourly", "-o", file.toString())
                        .exitCode())
                .isZero();
        assertSays(
                Stream.of(hour(RollupScope.CAMERA, 0, 2), hour(RollupScope.CAMERA, 1, 1))
                        .flatMap(hour -> SummaryRows.of(hour).stream())
                        .toList(),
                Duck.rows(file));

        assertThat(export("--format", "parquet", "--period", "hourly", "--sites", "-o", file.toString())
                        .exitCode())
                .isZero();
        assertSays(SummaryRows.of(hour(RollupScope.SITE, 0, 2)), Duck.rows(file));
    }

    @Test
    void should_write_what_is_within_opening_hours_by_the_clock_of_the_place_when_it_is_asked_for() throws Exception {
        RollupSummary open = hour(RollupScope.CAMERA, 0, 2);
        open.setHours(RollupHours.OPEN);
        open.setTimeZone("Asia/Kathmandu");
        RollupSummary day =
                RollupSummary.newBuilder(open).setPeriod(RollupPeriod.DAILY).build();
        send(Topic.SUMMARY_OPEN, 0, "lobby", day);
        send(Topic.SUMMARY_OPEN, 0, "lobby", open);

        List<String> lines = export("--format", "jsonl", "--period", "hourly", "--open")
                .out()
                .lines()
                .toList();
        assertThat(lines)
                .hasSize(SummaryRows.of(open).size())
                .allMatch(line -> line.contains("\"hours\":\"OPEN\"") && line.contains("\"period\":\"HOURLY\""));
        String local =
                LocalDateTime.ofInstant(START, ZoneId.of("Asia/Kathmandu")).toString();
        assertThat(lines.get(0)).contains("\"localStart\":\"" + local);
        assertThat(export("--format", "jsonl", "--period", "hourly", "--open", "--time-zone", "UTC")
                        .out())
                .contains("\"localStart\":\"" + LocalDateTime.ofInstant(START, ZoneId.of("UTC")));
    }

    @Test
    void should_print_what_begins_in_a_time_of_one_camera() {
        Agender export = export(
                "--format", "csv",
                "--camera", "lobby",
                "--from", START.plusSeconds(10).toString(),
                "--to", START.plusSeconds(30).toString(),
                "--time-zone", "Pacific/Auckland");

        assertThat(export.exitCode()).as("%s", export).isZero();
        List<String> lines = export.out().lines().toList();
        assertThat(lines.get(0)).startsWith("scope,cameraId,site,period,periodStart,periodEnd,localStart,localEnd,");
        int rows = SummaryRows.of(window("lobby", 1, SummaryStatus.FINAL)).size();
        assertThat(lines).hasSize(1 + 2 * rows);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("CAMERA,lobby,"));
        assertThat(export("--format", "jsonl", "--camera", "door").out().lines())
                .hasSize(4 * rows)
                .allMatch(line -> line.startsWith("{\"scope\":\"CAMERA\",\"cameraId\":\"door\""));
    }

    @Test
    void should_write_all_others_when_a_record_cannot_be_read_and_end_with_1() {
        Path file = folder.resolve("days.csv");
        Agender export = export("--format", "csv", "--period", "daily", "--output", file.toString());

        assertThat(export.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(export.err()).contains("agender.summary.daily-0: 1 at offset 0");
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void should_leave_the_file_that_was_there_when_the_new_one_does_not_become_whole() throws Exception {
        Path file = folder.resolve("kept.jsonl");
        Files.writeString(file, "of yesterday");
        try (Cluster other = Cluster.open()) {
            Agender export = Agender.runAt(other, "export", "--format", "jsonl", "--output", file.toString());
            assertThat(export.exitCode()).isEqualTo(ExitCode.KAFKA);
            assertThat(export.err()).contains("There is no topic agender.summary");
        }
        Path nowhere = folder.resolve("nowhere").resolve("file.csv");
        Agender refused = export("--format", "csv", "--output", nowhere.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FILES);
        assertThat(refused.err()).contains("is not there or can't be written; name another file with --output.");

        assertThat(file).hasContent("of yesterday");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export --format parquet | --format parquet is no text that can be printed; name a file with --output.",
                "export --format csv --period monthly | --period must be windows, hourly, daily or weekly, not 'monthly'.",
                "export --format csv --sites | --sites is for --period hourly, daily or weekly; windows are of cameras only.",
                "export --format csv --open | --open is for --period hourly, daily or weekly; a window is open or it is not.",
                "export --format csv --period daily --sites --camera a | --sites and --camera exclude each other.",
                "export --format csv --from 2026-11-29 --to 2026-11-28 | --to 2026-11-28 is not after --from 2026-11-29.",
                "export --format xlsx | Invalid value for option '--format'",
                "export | Missing required option: '--format=csv|parquet|jsonl'",
            })
    void should_refuse_what_makes_no_sense(String command, String sentence) {
        Agender export = Agender.run(command.split(" "));

        assertThat(export.exitCode()).as("%s", export).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(export.err()).contains(sentence);
    }

    private static Agender export(String... options) {
        return Agender.runAt(
                cluster, Stream.concat(Stream.of("export"), Stream.of(options)).toArray(String[]::new));
    }

    private static void assertSays(List<DemographicRow> expected, List<Map<String, Object>> found) {
        assertThat(found.stream().map(ExportIT::text))
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(row -> DemographicRow.getClassSchema().getFields().stream()
                                .map(field -> field.name() + "=" + row.get(field.pos()))
                                .toList()
                                .toString())
                        .toList());
    }

    private static String text(Map<String, Object> row) {
        return DemographicRow.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .map(name -> name + "=" + row.get(name))
                .toList()
                .toString();
    }

    private static DemographicSummary window(String camera, int number, SummaryStatus status) {
        return DemographicSummary.newBuilder()
                .setCameraId(camera)
                .setSite("Bremen")
                .setWindowStart(START.plusSeconds(10L * number))
                .setWindowEnd(START.plusSeconds(10L * number + 10))
                .setStatus(status)
                .setRevision(status == SummaryStatus.FINAL ? 2 : 1)
                .setFramesAnalysed(50)
                .setFramesMissing(number)
                .setFacesDetected(6)
                .setAverageOccupancy(0.12)
                .setPeoplePresent(6L + number)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of(new AgeBandCount(0, 24, 1L, 2L, 3L), new AgeBandCount(25, null, 0L, null, 5L)))
                .setZones(List.of(ZoneSummary.newBuilder()
                        .setZone("queue")
                        .setPeoplePresent(2L)
                        .build()))
                .setPeakOccupancy(1)
                .setModels(List.of())
                .build();
    }

    private static RollupSummary hour(RollupScope scope, int number, int revision) {
        return RollupSummary.newBuilder()
                .setScope(scope)
                .setCameraId(scope == RollupScope.CAMERA ? "lobby" : null)
                .setSite("Bremen")
                .setPeriod(RollupPeriod.HOURLY)
                .setPeriodStart(START.plusSeconds(3600L * number))
                .setPeriodEnd(START.plusSeconds(3600L * number + 3600))
                .setStatus(revision == 1 ? SummaryStatus.PARTIAL : SummaryStatus.FINAL)
                .setRevision(revision)
                .setTracksEnded(10L * revision)
                .setEndedCounts(List.of(new AgeBandCount(0, null, 4L * revision, 5L, 6L)))
                .build();
    }

    private static void send(int partition, DemographicSummary window) throws Exception {
        send(Topic.SUMMARY, partition, window.getCameraId(), window);
    }

    private static void send(int partition, RollupSummary hour) throws Exception {
        send(
                Topic.SUMMARY_HOURLY,
                partition,
                hour.getScope() == RollupScope.CAMERA ? hour.getCameraId() : hour.getSite(),
                hour);
    }

    private static void send(String topic, int partition, String key, SpecificRecord value) throws Exception {
        try (var serializer = AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl()))) {
            sendBytes(topic, partition, key, serializer.serialize(topic, value));
        }
    }

    private static void sendBytes(String topic, int partition, String key, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
        }
    }
}
