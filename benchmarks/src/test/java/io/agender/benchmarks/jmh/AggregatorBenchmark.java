package io.agender.benchmarks.jmh;

import io.agender.aggregator.AggregatorConfig;
import io.agender.aggregator.AggregatorTopology;
import io.agender.runtime.AvroStateSerde;
import io.agender.runtime.Settings;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FramePoint;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSide;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import io.agender.schemas.TrackEstimate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The aggregator's topology over its real stores, without brokers: a frame of a camera with five people who walk, ten frames
 * a second, windows of ten seconds. With as many zones and as many lines as {@code places}; at the end it prints what the
 * camera's state takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class AggregatorBenchmark {

    private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");
    private static final int PEOPLE = 5;

    @Param({"0", "1", "4", "32"})
    public int places;

    private Path folder;
    private TopologyTestDriver driver;
    private TestInputTopic<String, FrameFaces> faces;
    private long sequence;

    @Setup(Level.Iteration)
    public void start() throws IOException {
        folder = Files.createTempDirectory("agender-benchmark");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "benchmark");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(
                new AggregatorTopology(
                                AggregatorConfig.from(Settings.NONE),
                                List.of(),
                                serde(FrameFaces.class),
                                serde(CameraProgress.class),
                                serde(CameraSettings.class),
                                serde(DemographicSummary.class),
                                serde(RollupSummary.class),
                                new SimpleMeterRegistry())
                        .build(),
                properties);
        faces = driver.createInputTopic(
                Topic.FACES, new StringSerializer(), serde(FrameFaces.class).serializer());
        if (places > 0) {
            driver.createInputTopic(
                            Topic.CAMERAS,
                            new StringSerializer(),
                            serde(CameraSettings.class).serializer())
                    .pipeInput("lobby", settings(), Instant.EPOCH);
        }
        sequence = 0;
    }

    private static <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return AvroStateSerde.of(type);
    }

    private CameraSettings settings() {
        List<CameraZone> zones = new ArrayList<>();
        List<CameraLine> lines = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            double x = (double) i / places;
            double end = (i + 1.0) / places;
            zones.add(new CameraZone(
                    "zone " + i,
                    List.of(
                            new FramePoint(x, 0.0),
                            new FramePoint(end, 0.0),
                            new FramePoint(end, 1.0),
                            new FramePoint(x, 1.0))));
            lines.add(new CameraLine("line " + i, new FramePoint(x, 0.0), new FramePoint(x, 1.0), LineSide.LEFT));
        }
        return new CameraSettings(
                "lobby",
                List.of(CameraVersion.newBuilder()
                        .setVersion(1)
                        .setValidFrom(Instant.EPOCH)
                        .setAppliedAt(Instant.EPOCH)
                        .setZones(zones)
                        .setLines(lines)
                        .build()));
    }

    /** A record of agender.faces, with all that the topology does of it. */
    @Benchmark
    public void frame() {
        Instant time = START.plusMillis(100 * sequence);
        faces.pipeInput("lobby", frame(time), time);
        sequence++;
    }

    private FrameFaces frame(Instant time) {
        List<Face> people = new ArrayList<>();
        for (int person = 1; person <= PEOPLE; person++) {
            double x = 60 + 520 * Math.abs((sequence / (40.0 + 10 * person)) % 2 - 1);
            people.add(Face.newBuilder()
                    .setTrackId("run-" + person)
                    .setBox(new BoundingBox((float) x - 25, 60f * person - 25, 50f, 50f))
                    .setScore(0.9f)
                    .setGender(Gender.UNKNOWN)
                    .setTrack(TrackEstimate.newBuilder()
                            .setNumber(person)
                            .setStartedAt(START)
                            .setEstimates(1)
                            .setGender(Gender.FEMALE)
                            .setAge(30f + person)
                            .build())
                    .build());
        }
        return FrameFaces.newBuilder()
                .setCameraId("lobby")
                .setStreamId("run")
                .setSequence(sequence)
                .setCapturedAt(time)
                .setTracked(true)
                .setFrameWidth(640)
                .setFrameHeight(360)
                .setModels(List.of())
                .setFaces(people)
                .build();
    }

    @TearDown(Level.Iteration)
    public void stop() throws IOException {
        CameraState state =
                driver.<String, CameraState>getKeyValueStore("cameras").get("lobby");
        System.out.println("state of the camera: "
                + serde(CameraState.class).serializer().serialize("state", state).length + " bytes");
        driver.close();
        Utils.delete(folder.toFile());
    }
}
