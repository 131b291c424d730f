package io.agender.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.Frame;
import io.agender.schemas.FramePoint;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.LineSide;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.WeekDay;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The topics of a run over a sample, read by clients that are not ours, and a run that reads and writes with Confluent's
 * classes. All must say what our default serializers say.
 */
class OpenTopicsIT {

    static {
        TrustedRecords.ensure();
    }

    private static final List<String> TOPICS =
            Topic.all().stream().map(Topic::name).toList();

    /** Not the past: topics drop old frames by their capture time. With microseconds, which must not get lost. */
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60).plusNanos(123_457_000);

    private static final String SAMPLE = "door.mp4";

    /** Of a camera that the run does not know, so that its summaries stay what they are. */
    private static final CameraSettings SETTINGS = new CameraSettings(
            "yard",
            List.of(CameraVersion.newBuilder()
                    .setVersion(1)
                    .setValidFrom(Instant.EPOCH)
                    .setAppliedAt(START)
                    .setTimeZone("Europe/Berlin")
                    .setOpeningHours(new OpeningHours(
                            List.of(new OpenDay(WeekDay.MONDAY, List.of(new OpenTime(540, 1080)))), List.of()))
                    .setZones(List.of(new CameraZone(
                            "gate",
                            List.of(new FramePoint(0.25, 0.5), new FramePoint(0.75, 0.5), new FramePoint(0.5, 1.0)))))
                    .setLines(List.of(
                            new CameraLine("road", new FramePoint(0.0, 0.5), new FramePoint(1.0, 0.5), LineSide.LEFT)))
                    .build()),
            List.of());

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static List<RecordLine> ours;

    @BeforeAll
    static void runTheSample() throws Exception {
        cluster = Cluster.open();
        cluster.sendFrame("fogged", START, frameWithoutPicture());
        Cluster.execute(cluster.runOf(SAMPLE, START, cluster.registryUrl(), folder.resolve("ours")));
        cluster.sendMark(new CameraProgress("door", "door-1", 99L, false, START, START.plusMillis(38_001)));
        cluster.sendSettings(SETTINGS);
        cluster.sendOpen(open());
        ours = TOPICS.stream().flatMap(topic -> cluster.read(topic).stream()).toList();
    }

    private static RollupSummary open() {
        return RollupSummary.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setCameraId("yard")
                .setPeriod(RollupPeriod.HOURLY)
                .setHours(RollupHours.OPEN)
                .setPeriodStart(START)
                .setPeriodEnd(START.plusSeconds(3600))
                .setTimeZone("Europe/Berlin")
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .build();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void should_have_values_of_every_kind_to_compare() {
        assertThat(ours).extracting(RecordLine::topic).containsAll(TOPICS);
        assertThat(in(Topic.FRAMES))
                .hasSize(101)
                .allMatch(line -> line.value().get("image").has("sha256"));
        assertThat(in(Topic.FACES))
                .anyMatch(line -> line.value().at("/faces/0/landmarks/0/x").isDouble())
                .anyMatch(line -> line.value().toString().contains(":null"))
                .allMatch(line -> line.value().get("capturedAt").asLong() % 1000 != 0);
        assertThat(in(Topic.PROGRESS))
                .anyMatch(line -> line.value().get("lastSequence").asLong() == 99);
        assertThat(in(Topic.CAMERAS)).singleElement().satisfies(line -> assertThat(
                        line.value().at("/versions/0/zones/0/polygon/2/y").asDouble())
                .isEqualTo(1.0));
        assertThat(in(Topic.SUMMARY))
                .anyMatch(line -> line.value().get("status").asText().equals("FINAL"));
        assertThat(in(Topic.SUMMARY_BY_SITE))
                .allMatch(line -> line.value().get("site").asText().equals(Cluster.SITE));
        assertThat(in(Topic.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.value().isNull()).isTrue();
            assertThat(letter.headers().get("agender.camera").asText()).isEqualTo("fogged");
            assertThat(letter.headers().get("agender.reason").asText()).contains("3 bytes");
        });
    }

    @Test
    void should_be_read_by_kafkajs() throws Exception {
        JavaScriptReader.install();
        try (ChildProgram reader = JavaScriptReader.start(cluster.bootstrapServers(), cluster.confluentUrl(), TOPICS)) {
            assertSayTheSame(reader.records(ours.size()), reader);
        }
    }

    @Test
    void should_be_read_by_python() throws Exception {
        String python = PythonReader.python();
        try (ChildProgram reader =
                PythonReader.start(python, cluster.bootstrapServers(), cluster.confluentUrl(), TOPICS)) {
            assertSayTheSame(reader.records(ours.size()), reader);
        }
    }

    /** Each topic as the command prints it, against what a plain consumer finds. */
    @Test
    void should_be_printed_by_agender_read() throws Exception {
        for (String topic : TOPICS) {
            List<RecordLine> expected =
                    in(topic).stream().sorted(RecordLine.BY_PLACE).toList();
            List<RecordLine> printed = cluster.print(topic);

            assertThat(printed).as(topic).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(printed.get(i).withTimesLike(expected.get(i)))
                        .usingComparator(RecordLine.BY_CONTENT)
                        .isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void should_be_read_by_confluents_deserializer_as_generic_records() throws Exception {
        assertReadByConfluent(ClassPaths.reader(), List.of(), false);
    }

    @Test
    void should_be_read_by_confluents_deserializer_as_specific_records() throws Exception {
        // Avro 1.12.2 and newer wants to be told which record classes to trust.
        String trust = "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=" + Frame.class.getPackageName();
        assertReadByConfluent(ClassPaths.readerWithRecords(), List.of(trust), true);
    }

    @Test
    void should_give_the_same_when_run_with_confluents_serializers_in_ext() throws Exception {
        try (Cluster other = Cluster.open()) {
            other.sendFrame(TopicReader.RUBBISH, START, new byte[] {7, 0, 0, 0, 1, 2});
            other.sendFrame(TopicReader.RUBBISH, START, new byte[] {0, 0, 0, 18, 52, 2}); // a schema that is not there
            List<String> arguments =
                    new ArrayList<>(other.runOf(SAMPLE, START, other.confluentUrl(), folder.resolve("theirs")));
            arguments.addAll(List.of("--config", "src/test/resources/confluent.yaml"));
            try (Checkout checkout = Checkout.withConfluent(folder.resolve("checkout"));
                    ChildProgram agender = checkout.agender(arguments)) {
                String said = agender.rest();
                assertThat(agender.exitCode())
                        .as("%s\n%s", said, agender.errors())
                        .isZero();
            }
            for (String file : List.of("faces.jsonl", "summary.jsonl")) {
                assertThat(folder.resolve("theirs").resolve(file))
                        .hasSameTextualContentAs(folder.resolve("ours").resolve(file));
            }
            for (String topic : TOPICS) {
                if (Set.of(Topic.DEAD_LETTERS, Topic.PROGRESS, Topic.CAMERAS, Topic.SUMMARY_OPEN)
                        .contains(topic)) {
                    continue; // other records are wrong here, and marks have the time of the wall clock
                }
                assertThat(repeatable(other.read(topic).stream()))
                        .usingElementComparator(RecordLine.BY_CONTENT)
                        .containsExactlyElementsOf(repeatable(in(topic).stream()));
            }
            assertThat(other.read(Topic.DEAD_LETTERS))
                    .hasSize(2)
                    .extracting(letter -> letter.headers().get("agender.camera").asText())
                    .containsOnly(TopicReader.RUBBISH);
        }
    }

    private static void assertReadByConfluent(String classPath, List<String> options, boolean specific)
            throws Exception {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of(
                ConfluentReader.class.getName(),
                cluster.bootstrapServers(),
                cluster.confluentUrl(),
                String.valueOf(specific)));
        arguments.addAll(TOPICS);
        try (ChildProgram reader = ChildProgram.java(classPath, arguments)) {
            assertSayTheSame(reader.records(ours.size()), reader);
            assertThat(reader.rest()).as("more than our own deserializers find").isEmpty();
        }
    }

    private static void assertSayTheSame(List<RecordLine> theirs, ChildProgram reader) throws IOException {
        assertThat(theirs).as("%s", reader.errors()).hasSameSizeAs(ours);
        List<RecordLine> expected = ours.stream().sorted(RecordLine.BY_PLACE).toList();
        List<RecordLine> found = theirs.stream().sorted(RecordLine.BY_PLACE).toList();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).usingComparator(RecordLine.BY_CONTENT).isEqualTo(expected.get(i));
        }
    }

    private static List<RecordLine> in(String topic) {
        return ours.stream().filter(line -> line.topic().equals(topic)).toList();
    }

    private static List<RecordLine> repeatable(Stream<RecordLine> lines) {
        return lines.filter(line -> !line.json().get("key").asText().equals("fogged"))
                .map(RecordLine::repeatable)
                .toList();
    }

    private static byte[] frameWithoutPicture() {
        Frame frame = Frame.newBuilder()
                .setCameraId("fogged")
                .setStreamId("fogged-1")
                .setSequence(0)
                .setCapturedAt(START)
                .setWidth(640)
                .setHeight(360)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .build();
        try (Serializer<Frame> serializer = AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl()))) {
            return serializer.serialize(Topic.FRAMES, frame);
        }
    }
}
