package io.agender.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.launcher.Home;
import io.agender.launcher.Main;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a registry with our topics, of one partition each so that what was sent first is analysed first. */
final class Cluster implements AutoCloseable {

    /** Where all cameras of a run are. */
    static final String SITE = "Bremen";

    private final EmbeddedPlatform platform;

    private Cluster(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    static Cluster open() {
        Cluster cluster = new Cluster(EmbeddedPlatform.open(
                PlatformConfig.temporary(Home.registryApplication()).withoutLogin()));
        execute(List.of("topics", "create", "--partitions", "1", "--bootstrap-servers", cluster.bootstrapServers()));
        return cluster;
    }

    String bootstrapServers() {
        return platform.bootstrapServers();
    }

    /** The address that our default serializers take. */
    String registryUrl() {
        return platform.registryUrl();
    }

    /** The address that Confluent's clients take. */
    String confluentUrl() {
        return platform.registryUrl() + "/apis/ccompat/v7";
    }

    /** Arguments of the program that run a sample on this cluster. */
    List<String> runOf(String sample, Instant start, String registryUrl, Path output) {
        return List.of(
                "run",
                Home.sample(sample).toString(),
                "--start-time",
                start.toString(),
                "--fps",
                "6.25", // every second frame of the sample: enough to compare
                "--no-video",
                "--sites",
                "*=" + SITE,
                "--rollups",
                "hourly,daily,weekly",
                "--rows",
                "windows,hourly",
                "--output",
                output.toString(),
                "--bootstrap-servers",
                bootstrapServers(),
                "--registry-url",
                registryUrl);
    }

    /** Runs the program in this JVM. */
    static void execute(List<String> arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        assertThat(Main.execute(out, out, arguments.toArray(String[]::new)))
                .as("%s", said)
                .isZero();
    }

    /** Sends the bytes of a frame, and returns when the broker has them. */
    void sendFrame(String camera, Instant time, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.FRAMES, 0, time.toEpochMilli(), camera, value))
                    .get();
        }
    }

    /** Sends a mark of a camera's progress, which a run as short as this may not come to. */
    void sendMark(CameraProgress mark) throws Exception {
        try (KafkaProducer<String, CameraProgress> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new StringSerializer(),
                AvroSerdes.serializer(SerdeConfig.of(registryUrl())))) {
            producer.send(new ProducerRecord<>(
                            Topic.PROGRESS, 0, mark.getUpTo().toEpochMilli(), mark.getCameraId(), mark))
                    .get();
        }
    }

    /** Sends what was seen within opening hours, of a camera that the run does not have. */
    void sendOpen(RollupSummary hour) throws Exception {
        try (KafkaProducer<String, RollupSummary> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new StringSerializer(),
                AvroSerdes.serializer(SerdeConfig.of(registryUrl())))) {
            producer.send(new ProducerRecord<>(
                            Topic.SUMMARY_OPEN, 0, hour.getPeriodEnd().toEpochMilli(), hour.getCameraId(), hour))
                    .get();
        }
    }

    /** Sends the settings of a camera. */
    void sendSettings(CameraSettings settings) throws Exception {
        try (KafkaProducer<String, CameraSettings> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new StringSerializer(),
                AvroSerdes.serializer(SerdeConfig.of(registryUrl())))) {
            producer.send(new ProducerRecord<>(Topic.CAMERAS, settings.getCameraId(), settings))
                    .get();
        }
    }

    /** What our own deserializers find in a topic. */
    List<RecordLine> read(String topic) {
        try (Deserializer<?> values = deserializer(topic)) {
            return new TopicReader(bootstrapServers()).read(topic, values);
        }
    }

    /** What {@code agender read} prints of a topic, by place. */
    List<RecordLine> print(String topic) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "read",
                topic,
                "--bootstrap-servers",
                bootstrapServers(),
                "--registry-url",
                registryUrl());
        assertThat(exitCode).as("%s", err).isZero();
        List<RecordLine> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new RecordLine(new ObjectMapper().readTree(line)));
        }
        return lines.stream().sorted(RecordLine.BY_PLACE).toList();
    }

    private Deserializer<?> deserializer(String topic) {
        return Topic.valueType(topic).<Deserializer<?>>map(this::avro).orElseGet(ByteArrayDeserializer::new);
    }

    private Deserializer<?> avro(Class<? extends SpecificRecord> type) {
        return AvroSerdes.deserializer(type, SerdeConfig.of(registryUrl()));
    }

    @Override
    public void close() {
        platform.close();
    }
}
