package io.agender.inference;

import io.agender.runtime.input.InputPosition;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.runtime.store.DeletedKeys;
import io.agender.schemas.CameraEstimates;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.Topic;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.view.ViewConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The graph from agender.frames to agender.faces and agender.progress: one processor finds and follows the faces of each frame, the next
 * classifies those of several frames together. What both know of a camera, and the frames that wait between them, are in
 * stores with changelogs, so another instance goes on where one was stopped.
 *
 * <p>All names are chosen: a store that changes its name loses its state.
 */
public final class InferenceTopology {

    static final String SOURCE = "frames";
    static final String FIND = "find-faces";
    static final String CLASSIFY = "classify-faces";
    static final String SINK = "faces";
    static final String PROGRESS_SINK = "progress";

    /** Store: key camera id, value {@link CameraTracks}. */
    static final String TRACKS = "tracks";

    /**
     * Store: key slot, value {@link PendingFrame}. The only one with pixels, so it is in memory: a store on disk keeps
     * what was deleted until it happens to be compacted.
     */
    static final String PENDING = "pending";

    /** Store: key camera id, value {@link CameraEstimates}. */
    static final String ESTIMATES = "estimates";

    /**
     * How long the broker may keep crops of faces that were never taken out of the queue, as after a crash without a
     * restart. As long as agender.frames keeps the frames they were cut from.
     */
    private static final Duration CROP_RETENTION = Duration.ofMinutes(10);

    private final Supplier<FrameAnalyzer> analyzers;
    private final Optional<TrackingConfig> tracking;
    private final boolean gated;
    private final ViewConfig view;
    private final double genderMinAge;
    private final BatchLimits limits;
    private final Serde<Frame> frames;
    private final Serde<FrameFaces> faces;
    private final Serde<CameraProgress> progress;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final IntFunction<Optional<InputPosition>> positions;

    /**
     * @param analyzers gives a new analyzer at each call; the processor that asked closes it
     * @param config how faces are followed and gathered in batches
     * @param frames serde of the values of agender.frames; stays the caller's
     * @param faces serde of the values of agender.faces; stays the caller's
     * @param progress serde of the values of agender.progress; stays the caller's
     * @param meters where {@link AnalysisMetrics} count
     * @param clock says when a frame was analysed, in a header
     * @param positions where the application stands in a partition of agender.frames; empty when that is not known
     */
    public InferenceTopology(
            Supplier<FrameAnalyzer> analyzers,
            InferenceConfig config,
            Serde<Frame> frames,
            Serde<FrameFaces> faces,
            Serde<CameraProgress> progress,
            MeterRegistry meters,
            InstantSource clock,
            IntFunction<Optional<InputPosition>> positions) {
        this.analyzers = analyzers;
        this.tracking = config.tracking();
        this.gated = config.detectGate();
        this.view = config.view();
        this.genderMinAge = config.genderMinAge();
        this.limits = new BatchLimits(config.batchMaxFaces(), config.batchMaxWait());
        this.frames = frames;
        this.faces = faces;
        this.progress = progress;
        this.meters = meters;
        this.clock = clock;
        this.positions = positions;
    }

    /** A new topology. It wants the settings that {@link Inference} chooses. */
    public Topology build() {
        AnalysisMetrics counts = new AnalysisMetrics(meters);
        TrackEstimates estimates = new TrackEstimates(genderMinAge);
        return new Topology()
                .addSource(SOURCE, Serdes.String().deserializer(), frames.deserializer(), Topic.FRAMES)
                .addProcessor(
                        FIND,
                        new WithStores<>(
                                () -> new FindFacesProcessor(analyzers, tracking, gated, view),
                                List.of(store(
                                        onDisk(TRACKS), Serdes.String(), CameraTracks.class, DeletedKeys.changelog()))),
                        SOURCE)
                .addProcessor(
                        CLASSIFY,
                        new WithStores<>(
                                () -> new ClassifyFacesProcessor(
                                        analyzers, limits, estimates, counts, clock, positions),
                                List.of(
                                        store(
                                                Stores.inMemoryKeyValueStore(PENDING),
                                                Serdes.Integer(),
                                                PendingFrame.class,
                                                pendingChangelog()),
                                        store(
                                                onDisk(ESTIMATES),
                                                Serdes.String(),
                                                CameraEstimates.class,
                                                DeletedKeys.changelog()))),
                        FIND)
                .addSink(SINK, Topic.FACES, Serdes.String().serializer(), faces.serializer(), CLASSIFY)
                .addSink(PROGRESS_SINK, Topic.PROGRESS, Serdes.String().serializer(), progress.serializer(), CLASSIFY);
    }

    private static KeyValueBytesStoreSupplier onDisk(String name) {
        return Stores.persistentKeyValueStore(name);
    }

    /** With a cache: what changes many times between two commits is written once. */
    private static <K, V extends SpecificRecord> StoreBuilder<?> store(
            KeyValueBytesStoreSupplier bytes, Serde<K> keys, Class<V> values, Map<String, String> changelog) {
        Map<String, String> all = new HashMap<>(changelog);
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(Topic.MAX_RECORD_BYTES));
        return Stores.keyValueStoreBuilder(bytes, keys, AvroStateSerde.of(values))
                .withCachingEnabled()
                .withLoggingEnabled(all);
    }

    /**
     * Crops are pixels, so they leave the broker after minutes. By the time they were written, because the record's own
     * time is that of capture, which may be long ago.
     */
    private static Map<String, String> pendingChangelog() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(CROP_RETENTION.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                String.valueOf(CROP_RETENTION.dividedBy(5).toMillis()),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }

    /** A supplier that brings its processor's stores. */
    private record WithStores<I, O>(
            Supplier<Processor<String, I, String, O>> processors, List<StoreBuilder<?>> builders)
            implements ProcessorSupplier<String, I, String, O> {

        @Override
        public Processor<String, I, String, O> get() {
            return processors.get();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return new LinkedHashSet<>(builders);
        }
    }
}
