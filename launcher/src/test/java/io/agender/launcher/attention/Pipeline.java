package io.agender.launcher.attention;

import io.agender.aggregator.AggregatorTopology;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.inference.InferenceConfig;
import io.agender.inference.InferenceTopology;
import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.TopologyHarness;
import io.agender.runtime.config.Settings;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.vision.FrameAnalyzer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;

/** Both topologies, one after the other, as they run: frames in, summaries of windows out. No broker and no network. */
final class Pipeline {

    static final Instant START = Instant.parse("2026-05-01T09:00:00Z");

    private static final String CAMERA = "screen";

    private Pipeline() {}

    /**
     * What is published of a stream.
     *
     * @param frames who is in each frame, in their order
     * @param step time between two frames
     */
    static List<DemographicSummary> summaries(
            Supplier<FrameAnalyzer> analyzers, List<List<DrawnHead>> frames, Duration step) {
        return windows(faces(analyzers, frames, step));
    }

    private static List<FrameFaces> faces(
            Supplier<FrameAnalyzer> analyzers, List<List<DrawnHead>> frames, Duration step) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        InferenceTopology topology = new InferenceTopology(
                analyzers,
                InferenceConfig.from(new Settings(Map.of(InferenceConfig.BATCH_MAX_FACES, "1"))),
                LocalAvroSerde.of(Frame.class),
                LocalAvroSerde.of(FrameFaces.class),
                LocalAvroSerde.of(CameraProgress.class),
                meters,
                () -> START,
                partition -> Optional.empty());
        try (TopologyHarness harness = TopologyHarness.start(topology.build(), Map.of(), meters)) {
            var input = harness.input(Topic.FRAMES, LocalAvroSerde.of(Frame.class));
            for (int i = 0; i < frames.size(); i++) {
                Frame frame = frame(i, frames.get(i), step, i == frames.size() - 1);
                input.pipeInput(CAMERA, frame, frame.getCapturedAt());
            }
            harness.runWallClock(Duration.ofSeconds(2), Duration.ofMillis(100));
            return harness.output(Topic.FACES, LocalAvroSerde.of(FrameFaces.class))
                    .readValuesToList();
        }
    }

    private static Frame frame(int number, List<DrawnHead> heads, Duration step, boolean last) {
        return Frame.newBuilder()
                .setCameraId(CAMERA)
                .setStreamId("stream")
                .setSequence(number)
                .setCapturedAt(START.plus(step.multipliedBy(number)))
                .setWidth(640)
                .setHeight(480)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(heads.stream()
                        .map(DrawnHead::written)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8)))
                .setEndOfStream(last)
                .build();
    }

    private static List<DemographicSummary> windows(List<FrameFaces> faces) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        AggregatorTopology topology = new AggregatorTopology(
                AggregatorConfig.from(Settings.NONE),
                List.of(),
                LocalAvroSerde.of(FrameFaces.class),
                LocalAvroSerde.of(CameraProgress.class),
                LocalAvroSerde.of(CameraSettings.class),
                LocalAvroSerde.of(DemographicSummary.class),
                LocalAvroSerde.of(RollupSummary.class),
                LocalAvroSerde.of(DemographicRow.class),
                meters);
        try (TopologyHarness harness = TopologyHarness.start(topology.build(), Map.of(), meters)) {
            var input = harness.input(Topic.FACES, LocalAvroSerde.of(FrameFaces.class));
            faces.forEach(
                    frame -> input.pipeInput(new TestRecord<>(frame.getCameraId(), frame, frame.getCapturedAt())));
            return harness
                    .output(Topic.SUMMARY, LocalAvroSerde.of(DemographicSummary.class))
                    .readValuesToList()
                    .stream()
                    .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                    .toList();
        }
    }
}
