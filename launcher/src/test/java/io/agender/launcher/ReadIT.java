package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.program.ExitCode;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code agender read} shows of topics that hold a little of everything. */
class ReadIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Not the past: topics drop old frames. */
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private static final byte[] PICTURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

    @TempDir
    static Path folder;

    private static Cluster cluster;

    @BeforeAll
    static void fillTheTopics() throws Exception {
        TrustedRecords.ensure();
        cluster = Cluster.open();
        assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", "2")
                        .exitCode())
                .isZero();
        for (int minute = 0; minute < 3; minute++) {
            send(0, NOW.plusSeconds(60L * minute), summary("lobby", minute));
            send(1, NOW.plusSeconds(60L * minute), summary("door", minute));
        }
        send(0, NOW.minus(1, ChronoUnit.HOURS), summary("lobby", -60)); // late: after records of later times
        send(0, NOW, hour(RollupScope.CAMERA));
        send(0, NOW, hour(RollupScope.SITE));
        for (int i = 0; i < 3; i++) {
            send(0, NOW, frame("../lobby\u001b[2J", i));
        }
        sendBytes(Topic.FRAMES, 1, NOW, "rubbish", new byte[] {7, 7}, List.of());
        send(1, NOW, frame("door", 0));
        sendBytes(
                Topic.DEAD_LETTERS,
                1,
                NOW,
                "rubbish",
                null,
                List.of(
                        header("agender.topic", "agender.frames"),
                        header("agender.partition", "1"),
                        header("agender.offset", "0"),
                        header("agender.camera", "rubbish"),
                        header("agender.reason", "It is no record.")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void should_print_a_json_object_for_each_record() throws Exception {
        List<JsonNode> lines = lines(read(Topic.SUMMARY));

        assertThat(lines).hasSize(7);
        JsonNode first = lines.stream()
                .filter(line -> line.get("partition").asInt() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(first.get("topic").asText()).isEqualTo(Topic.SUMMARY);
        assertThat(first.get("offset").asLong()).isZero();
        assertThat(first.get("timestamp").asText()).isEqualTo(NOW.toString());
        assertThat(first.get("key").asText()).isEqualTo("door");
        assertThat(first.at("/value/windowStart").asText()).isEqualTo(NOW.toString());
        assertThat(first.at("/value/counts/0/female").asLong()).isOne();
    }

    @Test
    void should_print_the_records_of_a_camera() throws Exception {
        assertThat(lines(read(Topic.SUMMARY, "--camera", "lobby")))
                .hasSize(4)
                .allMatch(line -> line.get("key").asText().equals("lobby"));
        assertThat(lines(read(Topic.SUMMARY, "--camera", "lobby", "--camera", "door")))
                .hasSize(7);
        assertThat(lines(read(Topic.SUMMARY_HOURLY, "--camera", "Bremen")))
                .singleElement()
                .matches(line -> line.at("/value/scope").asText().equals("SITE"));
    }

    @Test
    void should_print_the_records_of_a_time_and_no_late_ones_behind_them() throws Exception {
        String minute = NOW.plusSeconds(60).toString();
        assertThat(lines(read(Topic.SUMMARY, "--from", minute)))
                .hasSize(4)
                .noneMatch(line -> line.get("timestamp").asText().compareTo(minute) < 0);
        assertThat(lines(read(Topic.SUMMARY, "--until", minute)))
                .hasSize(3)
                .allMatch(line -> line.get("timestamp").asText().compareTo(minute) < 0);
        assertThat(lines(read(
                        Topic.SUMMARY,
                        "--from",
                        minute,
                        "--until",
                        NOW.plusSeconds(61).toString())))
                .hasSize(2);
        assertThat(lines(read(Topic.SUMMARY, "--from", "end"))).isEmpty();
        assertThat(lines(read(Topic.SUMMARY, "--limit", "3"))).hasSize(3);
    }

    @Test
    void should_take_times_to_be_of_the_zone_that_is_named() throws Exception {
        String inTokyo =
                NOW.plusSeconds(60).plus(9, ChronoUnit.HOURS).toString().replace("Z", "");
        assertThat(lines(read(Topic.SUMMARY, "--from", inTokyo, "--time-zone", "Asia/Tokyo")))
                .hasSize(4);
    }

    @Test
    void should_say_which_frame_a_dead_letter_is_about_and_why() throws Exception {
        assertThat(lines(read(Topic.DEAD_LETTERS))).singleElement().satisfies(letter -> {
            assertThat(letter.get("value").isNull()).isTrue();
            assertThat(letter.get("refused"))
                    .isEqualTo(JSON.readTree("{\"topic\":\"agender.frames\",\"partition\":1,\"offset\":0,"
                            + "\"camera\":\"rubbish\",\"reason\":\"It is no record.\",\"inFaces\":false}"));
            assertThat(letter.at("/headers/agender.offset").asText()).isEqualTo("0");
        });
    }

    @Test
    void should_tell_of_each_record_that_cannot_be_read_and_print_the_others() throws Exception {
        Agender read = Agender.runAt(cluster, "read", Topic.FRAMES);

        assertThat(read.exitCode()).as("%s", read).isEqualTo(ExitCode.FAILURE);
        assertThat(lines(read)).hasSize(4);
        assertThat(read.err().lines())
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("agender: agender.frames-1 at offset 0 can't be read and is left out: "))
                .last()
                .isEqualTo("agender: 1 record can't be read: agender.frames-1: 1 at offset 0.");
    }

    @Test
    void should_show_a_picture_by_size_and_hash() throws Exception {
        Agender read = read(Topic.FRAMES, "--camera", "door");

        assertThat(lines(read)).singleElement().satisfies(line -> assertThat(line.at("/value/image"))
                .isEqualTo(JSON.readTree("{\"bytes\":6,\"sha256\":\"" + sha256() + "\"}")));
    }

    @Test
    void should_let_no_id_steer_the_terminal_and_give_it_to_programs_as_it_is() throws Exception {
        Agender read = read(Topic.FRAMES, "--camera", "../lobby\u001b[2J");

        assertThat(read.out()).doesNotContain("\u001b");
        assertThat(lines(read))
                .hasSize(3)
                .allMatch(line -> line.get("key").asText().equals("../lobby\u001b[2J"));
    }

    @Test
    void should_write_pictures_for_their_owner_alone_under_harmless_names() throws Exception {
        Path pictures = folder.resolve("pictures");
        List<JsonNode> lines =
                lines(read(Topic.FRAMES, "--camera", "../lobby\u001b[2J", "--pictures", pictures.toString(), "--yes"));

        try (Stream<Path> files = Files.list(pictures)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "frame-0-000000000000-.._lobby__2J.jpg",
                            "frame-0-000000000001-.._lobby__2J.jpg",
                            "frame-0-000000000002-.._lobby__2J.jpg");
        }
        Path file = Path.of(lines.get(0).at("/value/image/file").asText());
        assertThat(file).hasBinaryContent(PICTURE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pictures)))
                .isEqualTo("rwx------");
    }

    @Test
    void should_write_no_picture_unless_somebody_agrees() {
        Path pictures = folder.resolve("none");
        Agender read = Agender.runAt(cluster, "read", Topic.FRAMES, "--pictures", pictures.toString());

        assertThat(read.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(read.err()).contains("say --yes").hasLineCount(1);
        assertThat(pictures).doesNotExist();
    }

    @Test
    void should_give_windows_and_hours_as_a_table() {
        List<String> windows = read(Topic.SUMMARY, "--csv").out().lines().toList();
        assertThat(windows).hasSize(8);
        assertThat(windows.get(0)).startsWith("camera,site,windowStart,").endsWith("female 0+,male 0+,unknown 0+");
        assertThat(windows.subList(1, 8)).anyMatch(line -> line.startsWith("door,,") && line.endsWith(",1,2,3"));

        List<String> hours = read(Topic.SUMMARY_HOURLY, "--csv").out().lines().toList();
        assertThat(hours).hasSize(3);
        assertThat(hours.get(0)).startsWith("scope,camera,site,cameras,period,").endsWith(",unknown 0+");
        assertThat(hours.get(2)).startsWith("SITE,,Bremen,");
    }

    @Test
    void should_follow_a_topic_until_it_is_stopped() throws Exception {
        PipedReader printed = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(printed), true);
        StringWriter err = new StringWriter();
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread reader = new Thread(() -> exit.complete(Main.execute(
                out,
                new PrintWriter(err, true),
                "read",
                Topic.SUMMARY_DAILY,
                "--follow",
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--registry-url",
                cluster.registryUrl())));
        reader.start();
        try (Scanner lines = new Scanner(printed)) {
            sendBytes(Topic.SUMMARY_DAILY, 0, NOW, "rubbish", new byte[] {7}, List.of());
            send(Topic.SUMMARY_DAILY, 0, NOW, "first", hour(RollupScope.CAMERA));
            assertThat(JSON.readTree(lines.nextLine()).get("key").asText()).isEqualTo("first");
            send(Topic.SUMMARY_DAILY, 1, NOW, "second", hour(RollupScope.CAMERA));
            assertThat(JSON.readTree(lines.nextLine()).get("key").asText()).isEqualTo("second");
            reader.interrupt();
            assertThat(exit.get(30, TimeUnit.SECONDS)).as("%s", err).isZero();
        }
    }

    @Test
    void should_end_the_following_when_the_time_has_come() throws Exception {
        String soon = Instant.now().plus(Duration.ofSeconds(2)).toString();
        assertThat(read(Topic.PROGRESS, "--follow", "--until", soon).out()).isEmpty();
    }

    @Test
    void should_follow_through_all_that_was_there_when_the_time_has_passed_already() throws Exception {
        String now = Instant.now().toString();

        assertThat(read(Topic.SUMMARY, "--follow", "--from", "2020-01-01", "--until", now)
                        .out())
                .isNotEmpty()
                .isEqualTo(read(Topic.SUMMARY, "--until", now).out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read agender.nothing | 'agender.nothing' is no topic of ours; there are agender.frames, ",
                "read agender.faces --csv | --csv is for topics of summaries, and agender.faces is none.",
                "read agender.faces --pictures x | --pictures is for agender.frames; no other topic has any.",
                "read agender.faces --limit 0 | --limit must be 1 or more, not 0.",
                "read agender.faces --from noon | --from: 'noon' is no time; write it like 2026-11-29T10:00",
                "read agender.faces --from 2026-11-29 --until 2026-11-28 | --until 2026-11-28 is not after --from",
                "read agender.faces --time-zone Mars | time.zone must be a zone such as Europe/Berlin or UTC, not Mars.",
            })
    void should_refuse_what_makes_no_sense(String command, String sentence) {
        Agender read = Agender.run(command.split(" "));

        assertThat(read.exitCode()).as("%s", read).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(read.err()).contains(sentence);
    }

    @Test
    void should_say_that_a_topic_is_not_there() {
        try (Cluster other = Cluster.open()) {
            Agender read = Agender.runAt(other, "read", Topic.FACES);
            assertThat(read.exitCode()).isEqualTo(ExitCode.KAFKA);
            assertThat(read.err()).contains("There is no topic agender.faces");
        }
    }

    private static Agender read(String topic, String... options) {
        Agender read = Agender.runAt(
                cluster,
                Stream.concat(Stream.of("read", topic), Stream.of(options)).toArray(String[]::new));
        assertThat(read.exitCode()).as("%s", read).isZero();
        assertThat(read.err()).isEmpty();
        return read;
    }

    private static List<JsonNode> lines(Agender read) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : read.out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static DemographicSummary summary(String camera, int minute) {
        return DemographicSummary.newBuilder()
                .setCameraId(camera)
                .setWindowStart(NOW.plusSeconds(60L * minute))
                .setWindowEnd(NOW.plusSeconds(60L * minute + 60))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(10)
                .setFramesMissing(0)
                .setFacesDetected(6)
                .setCounts(List.of(new AgeBandCount(0, null, 1L, 2L, 3L)))
                .setPeakOccupancy(1)
                .setModels(List.of())
                .build();
    }

    private static RollupSummary hour(RollupScope scope) {
        return RollupSummary.newBuilder()
                .setScope(scope)
                .setCameraId(scope == RollupScope.CAMERA ? "lobby" : null)
                .setSite("Bremen")
                .setPeriod(RollupPeriod.HOURLY)
                .setPeriodStart(NOW.truncatedTo(ChronoUnit.HOURS))
                .setPeriodEnd(NOW.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setEndedCounts(List.of(new AgeBandCount(0, null, 4L, 5L, 6L)))
                .build();
    }

    private static Frame frame(String camera, long sequence) {
        return Frame.newBuilder()
                .setCameraId(camera)
                .setStreamId("s")
                .setSequence(sequence)
                .setCapturedAt(NOW)
                .setWidth(1)
                .setHeight(1)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(PICTURE))
                .build();
    }

    private static void send(int partition, Instant time, DemographicSummary summary) throws Exception {
        send(Topic.SUMMARY, partition, time, summary.getCameraId(), summary);
    }

    private static void send(int partition, Instant time, RollupSummary hour) throws Exception {
        String key = hour.getScope() == RollupScope.CAMERA ? hour.getCameraId() : hour.getSite();
        send(Topic.SUMMARY_HOURLY, partition, time, key, hour);
    }

    private static void send(int partition, Instant time, Frame frame) throws Exception {
        send(Topic.FRAMES, partition, time, frame.getCameraId(), frame);
    }

    private static void send(String topic, int partition, Instant time, String key, SpecificRecord value)
            throws Exception {
        try (var serializer = AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl()))) {
            sendBytes(topic, partition, time, key, serializer.serialize(topic, value), List.of());
        }
    }

    private static void sendBytes(
            String topic, int partition, Instant time, String key, byte[] value, List<Header> headers)
            throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(), key, value, headers))
                    .get();
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PICTURE));
    }
}
