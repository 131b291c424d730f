package io.agender.aggregator;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.period.PeriodBook;
import io.agender.aggregator.window.CameraUpdate;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.KnownSettings;
import io.agender.runtime.config.Settings;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraPeriods;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FramePoint;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSide;
import io.agender.schemas.PeriodState;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.camera.CameraVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
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
 * What the aggregator does of a record of agender.faces: the camera's state out of its bytes, the frame counted, the state
 * into bytes again, as in the store. Five people who walk, ten frames a second, windows of ten seconds, with as many zones
 * and as many lines as {@code places}, with or without {@code attention}: each of them looks at the camera for three of four
 * seconds. With {@code rollups} hours, days and weeks are added up, after three weeks in which the last ones have become
 * final and are kept; they are read and written only when they are asked for, as from their own store. At the end it prints
 * what the camera's state takes, and what of its periods is written. In the aggregator's package, for what it measures is
 * nobody else's.
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

    @Param({"false", "true"})
    public boolean attention;

    @Param({"none", "hourly,daily,weekly"})
    public String rollups;

    private final Serde<CameraState> store = AvroStateSerde.of(CameraState.class);
    private final Serde<CameraPeriods> periodStore = AvroStateSerde.of(CameraPeriods.class);
    private CameraWindows windows;
    private KnownSettings known;
    private byte[] stored;
    private byte[] storedPeriods;
    private long[] watched;
    private Instant begin;
    private long sequence;
    private long frames;
    private long bytes;
    private long periodsWritten;
    private long periodBytes;

    @Setup(Level.Iteration)
    public void start() {
        windows = new CameraWindows(AggregatorConfig.from(new Settings(Map.of("rollups", rollups))));
        CameraSettings settings = settings();
        known = places == 0 ? KnownSettings.NONE : time -> CameraVersions.validAt(settings, time);
        watched = new long[PEOPLE];
        sequence = 0;
        begin = START;
        stored = store.serializer().serialize("cameras", windows.initial(frame(START)));
        storedPeriods = periodStore.serializer().serialize("periods", new CameraPeriods(List.of()));
        for (int halfHour = 0; halfHour < 21 * 48; halfHour++) {
            take(frame(START.plus(Duration.ofMinutes(30L * halfHour))));
        }
        begin = START.plus(Duration.ofDays(21));
        stored = store.serializer().serialize("cameras", windows.initial(frame(begin))); // it never paused
        frames = 0;
        bytes = 0;
        periodsWritten = 0;
        periodBytes = 0;
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
                        .build()),
                List.of());
    }

    /** One record. */
    @Benchmark
    public Object frame() {
        return take(frame(begin.plusMillis(100 * frames)));
    }

    private CameraUpdate take(FrameFaces frame) {
        CameraState state = store.deserializer().deserialize("cameras", stored);
        Book book = new Book();
        CameraUpdate update = windows.update("lobby", state, book, frame, known);
        book.save();
        stored = store.serializer().serialize("cameras", state);
        sequence++;
        frames++;
        bytes += stored.length;
        return update;
    }

    /** As the store has them. */
    private final class Book implements PeriodBook {

        private List<PeriodState> periods;

        @Override
        public boolean isOpen() {
            return periods != null;
        }

        @Override
        public List<PeriodState> open() {
            if (periods == null) {
                periods = new ArrayList<>(periodStore
                        .deserializer()
                        .deserialize("periods", storedPeriods)
                        .getPeriods());
            }
            return periods;
        }

        @Override
        public void replace(List<PeriodState> others) {
            periods = others;
        }

        private void save() {
            if (periods != null) {
                storedPeriods = periodStore.serializer().serialize("periods", new CameraPeriods(periods));
                periodsWritten++;
                periodBytes += storedPeriods.length;
            }
        }
    }

    private FrameFaces frame(Instant time) {
        List<Face> people = new ArrayList<>();
        for (int person = 1; person <= PEOPLE; person++) {
            double x = 60 + 520 * Math.abs((sequence / (40.0 + 10 * person)) % 2 - 1);
            long added = (sequence / 10 + person) % 4 == 0 ? 0 : 100;
            watched[person - 1] += added;
            people.add(Face.newBuilder()
                    .setTrackId("run-" + person)
                    .setBox(new BoundingBox((float) x - 25, 60f * person - 25, 50f, 50f))
                    .setScore(0.9f)
                    .setGender(Gender.UNKNOWN)
                    .setWatchedMillis(attention ? Long.valueOf(added) : null)
                    .setTrack(TrackEstimate.newBuilder()
                            .setNumber(person)
                            .setStartedAt(START)
                            .setEstimates(1)
                            .setGender(Gender.FEMALE)
                            .setAge(30f + person)
                            .setWatchedMillis(attention ? Long.valueOf(watched[person - 1]) : null)
                            .build())
                    .build());
        }
        return FrameFaces.newBuilder()
                .setCameraId("lobby")
                .setStreamId("run")
                .setSequence(sequence)
                .setCapturedAt(time)
                .setTracked(true)
                .setAttentionMeasured(attention)
                .setFrameWidth(640)
                .setFrameHeight(360)
                .setModels(List.of())
                .setFaces(people)
                .build();
    }

    @TearDown(Level.Iteration)
    public void stop() {
        System.out.println("state of the camera: " + bytes / Math.max(1, frames) + " bytes on average; its periods: "
                + periodBytes / Math.max(1, periodsWritten) + " bytes, written with "
                + periodsWritten * 1000 / Math.max(1, frames) + " of 1000 frames");
    }
}
