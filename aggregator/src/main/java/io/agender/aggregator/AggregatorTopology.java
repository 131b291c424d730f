package io.agender.aggregator;

import io.agender.runtime.AvroStateSerde;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * {@code agender.faces} to {@code agender.summary}. The window functions of Kafka Streams are not used: their clock
 * belongs to a partition, so one camera's time would close another's windows. Here every camera has its own clock, kept
 * with its open windows in the store.
 *
 * <p>All names are chosen: a store that changes its name loses its state.
 */
public final class AggregatorTopology {

    /** Counter of frames that were not counted because their window is closed, tagged with the camera. */
    public static final String LATE_FRAMES = "agender.frames.late";

    /** Counter of frames that were seen before and ignored, tagged with the camera. */
    public static final String DUPLICATE_FRAMES = "agender.frames.duplicate";

    static final String SOURCE = "faces";
    static final String PROCESSOR = "summarize-camera";
    static final String STORE = "cameras";
    static final String SINK = "summary";

    private final AggregatorConfig config;
    private final Serde<FrameFaces> faces;
    private final Serde<DemographicSummary> summaries;
    private final MeterRegistry meters;

    /** The serdes stay the caller's; they are used until the topology no longer runs. */
    public AggregatorTopology(
            AggregatorConfig config,
            Serde<FrameFaces> faces,
            Serde<DemographicSummary> summaries,
            MeterRegistry meters) {
        this.config = config;
        this.faces = faces;
        this.summaries = summaries;
        this.meters = meters;
    }

    /** A new topology. */
    public Topology build() {
        return new Topology()
                .addSource(
                        SOURCE,
                        new RequiredDeserializer<>("key", new StringDeserializer()),
                        new RequiredDeserializer<>("value", faces.deserializer()),
                        Topic.FACES)
                .addProcessor(PROCESSOR, new Supplier(config, meters), SOURCE)
                .addSink(SINK, Topic.SUMMARY, new StringSerializer(), summaries.serializer(), PROCESSOR);
    }

    private record Supplier(AggregatorConfig config, MeterRegistry meters)
            implements ProcessorSupplier<String, FrameFaces, String, DemographicSummary> {

        @Override
        public Processor<String, FrameFaces, String, DemographicSummary> get() {
            return new SummarizeCameraProcessor(config, meters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(STORE),
                            Serdes.String(),
                            AvroStateSerde.of(CameraState.class))
                    // A camera's state changes with every frame; the cache writes it once per commit.
                    .withCachingEnabled()
                    .withLoggingEnabled(Map.of()));
        }
    }
}
