package io.agender.aggregator;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.config.Rollups;
import io.agender.aggregator.estimate.BenchmarkFaces;
import io.agender.aggregator.estimate.LikelyCounts;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.runtime.store.DeletedKeys;
import io.agender.schemas.CameraPeriods;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SitePeriod;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
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
 * {@code agender.faces} to {@code agender.summary}, with {@code agender.progress} to tell which cameras are silent and
 * {@code agender.cameras} what else is known of them; the three have as many partitions, and a camera in the same. The window functions of Kafka Streams are not used: their clock
 * belongs to a partition, so one camera's time would close another's windows. Here every camera has its own clock, kept
 * with its open windows in the store.
 *
 * <p>All names are chosen: a store that changes its name loses its state.
 */
public final class AggregatorTopology {

    /** Counter of frames that were not counted because their window is closed, tagged with the camera. */
    public static final String LATE_FRAMES = "agender.frames.late";

    /** Gauge of the late frames since the last one that was counted, tagged with the camera. */
    public static final String LATE_IN_A_ROW = "agender.frames.late.in.a.row";

    /** Gauge: 1 for the kind of view that the camera's last counted frame tells, else 0, tagged with camera and view. */
    public static final String VIEW = "agender.camera.view";

    /** Counter of frames that were seen before and ignored, tagged with the camera. */
    public static final String DUPLICATE_FRAMES = "agender.frames.duplicate";

    static final String SOURCE = "faces";
    static final String PROCESSOR = "summarize-camera";
    static final String PROGRESS_SOURCE = "progress";
    static final String SILENCE_PROCESSOR = "close-silent";
    static final String STORE = "cameras";
    static final String PERIOD_STORE = "periods";
    static final String SETTINGS_SOURCE = "settings-of-cameras";
    static final String SETTINGS_PROCESSOR = "keep-settings";
    static final String SETTINGS_STORE = "settings";
    static final String SINK = "summary";
    static final String BY_SITE_SINK = "summary-by-site";
    static final String BY_SITE_SOURCE = "by-site";
    static final String SITE_PROCESSOR = "sum-site";
    static final String SITE_STORE = "sites";
    static final String CAMERA_OPEN_SINK = "camera-open";
    static final String SITE_OPEN_SINK = "site-open";

    static final String CAMERA_ROWS_PROCESSOR = "write-camera-rows";
    static final String CAMERA_ROWS_SINK = "camera-rows";
    static final String SITE_ROWS_PROCESSOR = "write-site-rows";
    static final String SITE_ROWS_SINK = "site-rows";

    private final AggregatorConfig config;
    private final LikelyCounts likely;
    private final Serde<FrameFaces> faces;
    private final Serde<CameraProgress> progress;
    private final Serde<CameraSettings> settings;
    private final Serde<DemographicSummary> summaries;
    private final Serde<RollupSummary> rollups;
    private final Serde<DemographicRow> rows;
    private final MeterRegistry meters;

    /**
     * The serdes stay the caller's; they are used until the topology no longer runs.
     *
     * @param benchmarks what is known of networks, for estimates in hours and days; one for each set of networks
     */
    public AggregatorTopology(
            AggregatorConfig config,
            List<BenchmarkFaces> benchmarks,
            Serde<FrameFaces> faces,
            Serde<CameraProgress> progress,
            Serde<CameraSettings> settings,
            Serde<DemographicSummary> summaries,
            Serde<RollupSummary> rollups,
            Serde<DemographicRow> rows,
            MeterRegistry meters) {
        this.config = config;
        this.likely = LikelyCounts.of(config, benchmarks);
        this.faces = faces;
        this.progress = progress;
        this.settings = settings;
        this.summaries = summaries;
        this.rollups = rollups;
        this.rows = rows;
        this.meters = meters;
    }

    /** A new topology. */
    public Topology build() {
        ViewGauges views = new ViewGauges(meters);
        Topology topology = new Topology()
                .addSource(
                        SOURCE,
                        new RequiredDeserializer<>("key", new StringDeserializer()),
                        new RequiredDeserializer<>("value", faces.deserializer()),
                        Topic.FACES)
                .addProcessor(PROCESSOR, new CameraSupplier(config, likely, meters, views), SOURCE)
                .addSource(
                        PROGRESS_SOURCE,
                        new RequiredDeserializer<>("key", new StringDeserializer()),
                        new RequiredDeserializer<>("value", progress.deserializer()),
                        Topic.PROGRESS)
                .addProcessor(
                        SILENCE_PROCESSOR,
                        (ProcessorSupplier<String, CameraProgress, String, SpecificRecord>)
                                () -> new CloseSilentProcessor(config, likely, views),
                        PROGRESS_SOURCE)
                .connectProcessorAndStateStores(SILENCE_PROCESSOR, STORE, PERIOD_STORE)
                .addSource(
                        SETTINGS_SOURCE,
                        new RequiredDeserializer<>("key", new StringDeserializer()),
                        settings.deserializer(),
                        Topic.CAMERAS)
                .addProcessor(SETTINGS_PROCESSOR, new SettingsSupplier(), SETTINGS_SOURCE)
                .connectProcessorAndStateStores(PROCESSOR, SETTINGS_STORE)
                .addSink(
                        SINK,
                        Topic.SUMMARY,
                        new StringSerializer(),
                        summaries.serializer(),
                        PROCESSOR,
                        SILENCE_PROCESSOR);
        addRows(topology, CAMERA_ROWS_PROCESSOR, CAMERA_ROWS_SINK, PROCESSOR, SILENCE_PROCESSOR);
        if (!config.rollups().isEmpty()) {
            addRollups(topology);
        }
        return topology;
    }

    /** Cameras send their own hours, days and weeks, and again to their site, where those of its cameras meet. */
    private void addRollups(Topology topology) {
        config.rollups()
                .forEach(period -> addRollupSink(
                        topology, cameraSink(period), Rollups.topic(period), PROCESSOR, SILENCE_PROCESSOR));
        addRollupSink(topology, CAMERA_OPEN_SINK, Topic.SUMMARY_OPEN, PROCESSOR, SILENCE_PROCESSOR);
        addRollupSink(topology, BY_SITE_SINK, Topic.SUMMARY_BY_SITE, PROCESSOR, SILENCE_PROCESSOR);
        topology.addSource(
                        BY_SITE_SOURCE,
                        new RequiredDeserializer<>("key", new StringDeserializer()),
                        new RequiredDeserializer<>("value", rollups.deserializer()),
                        Topic.SUMMARY_BY_SITE)
                .addProcessor(
                        SITE_PROCESSOR, new SiteSupplier(likely, !config.rows().isEmpty()), BY_SITE_SOURCE);
        config.rollups()
                .forEach(period -> addRollupSink(topology, siteSink(period), Rollups.topic(period), SITE_PROCESSOR));
        addRollupSink(topology, SITE_OPEN_SINK, Topic.SUMMARY_OPEN, SITE_PROCESSOR);
        addRows(topology, SITE_ROWS_PROCESSOR, SITE_ROWS_SINK, SITE_PROCESSOR);
    }

    private void addRollupSink(Topology topology, String name, String topic, String... parents) {
        topology.addSink(name, topic, new StringSerializer(), rollups.serializer(), parents);
    }

    /** For cameras and for sites apart, whose parts of the topology must not become one. */
    private void addRows(Topology topology, String processor, String sink, String... parents) {
        if (!config.rows().isEmpty()) {
            topology.addProcessor(
                            processor,
                            (ProcessorSupplier<String, SpecificRecord, String, DemographicRow>)
                                    () -> new WriteRowsProcessor(config.rows()),
                            parents)
                    .addSink(
                            sink,
                            Topic.SUMMARY_ROWS,
                            new StringSerializer(),
                            rows.serializer(),
                            new RowPartition(),
                            processor);
        }
    }

    /** Name of the sink of a camera's hour, day or week. */
    static String cameraSink(RollupSummary rollup) {
        return rollup.getHours() == RollupHours.OPEN ? CAMERA_OPEN_SINK : cameraSink(rollup.getPeriod());
    }

    private static String cameraSink(RollupPeriod period) {
        return "camera-" + period.name().toLowerCase(Locale.ROOT);
    }

    /** Name of the sink of a site's hour, day or week. */
    static String siteSink(RollupSummary rollup) {
        return rollup.getHours() == RollupHours.OPEN ? SITE_OPEN_SINK : siteSink(rollup.getPeriod());
    }

    private static String siteSink(RollupPeriod period) {
        return "site-" + period.name().toLowerCase(Locale.ROOT);
    }

    private record CameraSupplier(AggregatorConfig config, LikelyCounts likely, MeterRegistry meters, ViewGauges views)
            implements ProcessorSupplier<String, FrameFaces, String, SpecificRecord> {

        @Override
        public Processor<String, FrameFaces, String, SpecificRecord> get() {
            return new SummarizeCameraProcessor(config, likely, meters, views);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            Set<StoreBuilder<?>> stores = new LinkedHashSet<>(); // in the same order in each process
            stores.add(store(STORE, CameraState.class));
            stores.add(store(PERIOD_STORE, CameraPeriods.class));
            return stores;
        }
    }

    private record SettingsSupplier() implements ProcessorSupplier<String, CameraSettings, String, SpecificRecord> {

        @Override
        public Processor<String, CameraSettings, String, SpecificRecord> get() {
            return new KeepSettingsProcessor();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(store(SETTINGS_STORE, CameraSettings.class));
        }
    }

    private record SiteSupplier(LikelyCounts likely, boolean rows)
            implements ProcessorSupplier<String, RollupSummary, String, SpecificRecord> {

        @Override
        public Processor<String, RollupSummary, String, SpecificRecord> get() {
            return new SumSiteProcessor(likely, rows);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(store(SITE_STORE, SitePeriod.class));
        }
    }

    private static <T extends SpecificRecord> StoreBuilder<?> store(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), AvroStateSerde.of(type))
                // A camera's state changes with every frame; the cache writes it once per commit.
                .withCachingEnabled()
                .withLoggingEnabled(changelog());
    }

    private static Map<String, String> changelog() {
        Map<String, String> all = new HashMap<>(DeletedKeys.changelog());
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(Topic.MAX_RECORD_BYTES));
        return all;
    }
}
