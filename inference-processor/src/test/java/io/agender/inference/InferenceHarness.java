package io.agender.inference;

import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.StreamsSettings;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.input.InputPosition;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.vision.FrameAnalyzer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The topology with the settings it runs with, fake analyzers and no broker. */
final class InferenceHarness implements AutoCloseable {

    /** Every face of every frame, frame by frame. */
    static final Map<String, String> FRAME_BY_FRAME =
            Map.of(InferenceConfig.TRACKING, "false", InferenceConfig.BATCH_MAX_FACES, "1");

    final MeterRegistry meters = new SimpleMeterRegistry();
    final List<FakeAnalyzer> analyzers = new ArrayList<>();
    final TestInputTopic<String, Frame> frames;
    final TestInputTopic<byte[], byte[]> rawFrames;
    final TestOutputTopic<String, FrameFaces> faces;
    final TestOutputTopic<byte[], byte[]> rawFaces;
    final TestOutputTopic<String, CameraProgress> progress;
    final TestOutputTopic<String, byte[]> deadLetters;

    /** What the brokers say of the partition. */
    Optional<InputPosition> position = Optional.empty();

    private final TopologyTestDriver driver;

    InferenceHarness(Path stateDirectory, Map<String, String> settings) {
        this(stateDirectory, settings, Instant.parse("2026-11-24T12:00:00Z"));
    }

    InferenceHarness(Path stateDirectory, Map<String, String> settings, Instant now) {
        Serde<Frame> frameSerde = LocalAvroSerde.of(Frame.class);
        Serde<FrameFaces> facesSerde = LocalAvroSerde.of(FrameFaces.class);
        InferenceConfig config = InferenceConfig.from(new Settings(settings));
        Serde<CameraProgress> progressSerde = LocalAvroSerde.of(CameraProgress.class);
        Topology topology = new InferenceTopology(
                        this::open,
                        config,
                        frameSerde,
                        facesSerde,
                        progressSerde,
                        meters,
                        () -> now,
                        partition -> position)
                .build();
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(
                KafkaConfig.from(Settings.NONE), "inference", stateDirectory, 1, meters, Inference.properties()));
        driver = new TopologyTestDriver(topology, properties, now);
        frames = driver.createInputTopic(Topic.FRAMES, new StringSerializer(), frameSerde.serializer());
        rawFrames = driver.createInputTopic(Topic.FRAMES, new ByteArraySerializer(), new ByteArraySerializer());
        faces = driver.createOutputTopic(Topic.FACES, new StringDeserializer(), facesSerde.deserializer());
        rawFaces = driver.createOutputTopic(Topic.FACES, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        progress = driver.createOutputTopic(Topic.PROGRESS, new StringDeserializer(), progressSerde.deserializer());
        deadLetters =
                driver.createOutputTopic(Topic.DEAD_LETTERS, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private FrameAnalyzer open() {
        FakeAnalyzer analyzer = new FakeAnalyzer();
        analyzers.add(analyzer);
        return analyzer;
    }

    void send(Frame frame) {
        frames.pipeInput(frame.getCameraId(), frame, frame.getCapturedAt());
    }

    /** Lets the wall clock go on. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The faces sent in each run of the networks. */
    List<Integer> runs() {
        return analyzers.stream().flatMap(analyzer -> analyzer.runs.stream()).toList();
    }

    int timesDecoded() {
        return analyzers.stream().mapToInt(FakeAnalyzer::timesDecoded).sum();
    }

    int timesGlanced() {
        return analyzers.stream().mapToInt(FakeAnalyzer::timesGlanced).sum();
    }

    <K, V> KeyValueStore<K, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    double count(String counter) {
        return meters.get(counter).counters().stream()
                .mapToDouble(part -> part.count())
                .sum();
    }

    @Override
    public void close() {
        driver.close();
    }
}
