package io.agender.inference;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.vision.FrameAnalyzer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** The graph from agender.frames to agender.faces. It keeps no state: a frame is analysed without looking at others. */
public final class InferenceTopology {

    static final String SOURCE = "frames";
    static final String ANALYZE = "analyze-frame";
    static final String SINK = "faces";

    private final Supplier<FrameAnalyzer> analyzers;
    private final Serde<Frame> frames;
    private final Serde<FrameFaces> faces;
    private final MeterRegistry meters;
    private final InstantSource clock;

    /**
     * @param analyzers gives a new analyzer at each call; the processor that asked closes it
     * @param frames serde of the values of agender.frames; stays the caller's
     * @param faces serde of the values of agender.faces; stays the caller's
     * @param meters where {@link AnalysisMeters} count
     * @param clock says when a frame was analysed, in a header
     */
    public InferenceTopology(
            Supplier<FrameAnalyzer> analyzers,
            Serde<Frame> frames,
            Serde<FrameFaces> faces,
            MeterRegistry meters,
            InstantSource clock) {
        this.analyzers = analyzers;
        this.frames = frames;
        this.faces = faces;
        this.meters = meters;
        this.clock = clock;
    }

    /** A new topology. It wants the settings that {@link Inference} chooses. */
    public Topology build() {
        AnalysisMeters counts = new AnalysisMeters(meters);
        return new Topology()
                .addSource(SOURCE, Serdes.String().deserializer(), frames.deserializer(), Topic.FRAMES)
                .addProcessor(ANALYZE, () -> new AnalyzeFrameProcessor(analyzers, counts, clock), SOURCE)
                .addSink(SINK, Topic.FACES, Serdes.String().serializer(), faces.serializer(), ANALYZE);
    }
}
