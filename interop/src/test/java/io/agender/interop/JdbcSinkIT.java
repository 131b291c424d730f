package io.agender.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import io.agender.schemas.rows.RowKey;
import io.agender.schemas.rows.SummaryRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows in PostgreSQL, by Debezium's JDBC sink on Kafka Connect, whose worker is killed in mid-stream. */
class JdbcSinkIT {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant START = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 3600 * 3600 - 7200);
    private static final int WINDOWS = 300;
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @Test
    void should_leave_the_table_equal_to_the_topic_when_the_worker_is_killed_in_mid_stream() throws Exception {
        ConnectWorker.fetch();
        try (PostgresServer postgres = PostgresServer.start();
                Cluster cluster = Cluster.open();
                Connection database = postgres.connect()) {
            List<DemographicRow> rows = rows();
            send(cluster, rows);
            Map<String, DemographicRow> last = new TreeMap<>();
            rows.forEach(row -> last.put(RowKey.of(row), row));
            assertThat(last).hasSizeLessThan(rows.size());

            try (ConnectWorker first = start(cluster, postgres)) {
                await().atMost(LONG).until(() -> {
                    first.check();
                    return count(database) > 0;
                });
                first.kill();
            }
            assertThat(count(database)).as("it was killed in mid-stream").isLessThan(last.size());

            try (ConnectWorker second = start(cluster, postgres)) {
                await().atMost(LONG).until(() -> {
                    second.check();
                    return count(database) == last.size() && sum(database) == sum(last);
                });
            }
            assertThat(table(database)).isEqualTo(texts(last));
            assertThat(fullest(database)).containsExactly(WINDOWS - 1L, WINDOWS - 2L, WINDOWS - 3L);
        }
    }

    private ConnectWorker start(Cluster cluster, PostgresServer postgres) throws Exception {
        return ConnectWorker.start(
                folder,
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "value.converter.apicurio.registry.url",
                        cluster.registryUrl() + "/apis/registry/v2",
                        "offset.storage.file.filename",
                        folder.resolve("offsets").toString(),
                        "offset.flush.interval.ms",
                        "500",
                        // A few at a time, so that there is a middle to be killed in; and the dead are missed soon.
                        "consumer.max.poll.records",
                        "20",
                        "consumer.session.timeout.ms",
                        "6000",
                        "consumer.heartbeat.interval.ms",
                        "1000"),
                Map.of(
                        "connection.url",
                        postgres.url(),
                        "connection.username",
                        "agender",
                        "connection.password",
                        "agender"));
    }

    private static void send(Cluster cluster, List<DemographicRow> rows) {
        try (KafkaProducer<String, DemographicRow> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl())))) {
            rows.forEach(row -> producer.send(new ProducerRecord<>(Topic.SUMMARY_ROWS, 0, RowKey.of(row), row)));
            producer.flush();
        }
    }

    /** Windows, and an hour that is told anew again and again. */
    private static List<DemographicRow> rows() {
        List<DemographicRow> rows = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            rows.addAll(SummaryRows.of(window(i)));
            if (i % 50 == 49) {
                rows.addAll(SummaryRows.of(hour(i)));
            }
        }
        return rows;
    }

    private static DemographicSummary window(int number) {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(START.plusSeconds(10L * number))
                .setWindowEnd(START.plusSeconds(10L * number + 10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(2)
                .setFramesAnalysed(50)
                .setFramesMissing(0)
                .setFacesDetected(number)
                .setAverageOccupancy(number / 8.0)
                .setPeoplePresent((long) number)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of(
                        new AgeBandCount(0, 24, (long) number, 2L, 3L), new AgeBandCount(25, null, 0L, null, 5L)))
                .setZones(List.of(ZoneSummary.newBuilder()
                        .setZone("queue | \"é\"")
                        .setPeoplePresent(2L)
                        .build()))
                .setPeakOccupancy(1)
                .setModels(List.of())
                .build();
    }

    private static RollupSummary hour(int number) {
        return RollupSummary.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setCameraId("lobby")
                .setSite("Bremen")
                .setPeriod(RollupPeriod.HOURLY)
                .setPeriodStart(START)
                .setPeriodEnd(START.plusSeconds(3600))
                .setStatus(number == WINDOWS - 1 ? SummaryStatus.FINAL : SummaryStatus.PARTIAL)
                .setRevision(number + 1)
                .setTracksEnded((long) number)
                .setEndedCounts(List.of(new AgeBandCount(0, null, (long) number, null, 6L)))
                .build();
    }

    private static long count(Connection database) {
        return number(database, "SELECT count(*) FROM agender_rows");
    }

    private static long sum(Connection database) {
        return number(database, "SELECT sum(revision) FROM agender_rows");
    }

    private static long sum(Map<String, DemographicRow> rows) {
        return rows.values().stream().mapToLong(DemographicRow::getRevision).sum();
    }

    /** Zero while the table is not there. */
    private static long number(Connection database, String query) {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            return 0;
        }
    }

    /** What the manual's query answers. */
    private static List<Long> fullest(Connection database) throws Exception {
        Matcher query = Pattern.compile("```sql\\n([^`]*agender_rows[^`]*)```")
                .matcher(Files.readString(Path.of("..", "docs", "tables.md")));
        assertThat(query.find()).isTrue();
        List<Long> people = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(query.group(1))) {
            while (result.next()) {
                people.add(result.getLong("peoplePresent"));
            }
        }
        return people;
    }

    private static Map<String, String> texts(Map<String, DemographicRow> rows) {
        Map<String, String> texts = new TreeMap<>();
        rows.forEach((key, row) -> {
            List<String> fields = new ArrayList<>();
            for (Schema.Field field : DemographicRow.getClassSchema().getFields()) {
                Object value = row.get(field.pos());
                fields.add(field.name() + "=" + value);
            }
            texts.put(key, fields.toString());
        });
        return texts;
    }

    private static Map<String, String> table(Connection database) throws SQLException {
        Map<String, String> texts = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM agender_rows")) {
            while (row.next()) {
                List<String> fields = new ArrayList<>();
                for (Schema.Field field : DemographicRow.getClassSchema().getFields()) {
                    Object value = row.getObject(field.name());
                    fields.add(field.name() + "=" + (value instanceof Timestamp time ? moment(time) : value));
                }
                texts.put(row.getString("id"), fields.toString());
            }
        }
        return texts;
    }

    /** A timestamp without a zone, of UTC. */
    private static Instant moment(Timestamp time) {
        return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
}
