package io.agender.aggregator;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.estimate.BenchmarkFaces;
import io.agender.runtime.RecordTimestamps;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.StreamsSettings;
import io.agender.runtime.UndecodableRecordPolicy;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.input.InputPositions;
import io.agender.runtime.store.DeletedKeys;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsConfig;

/** Puts the aggregator together. */
public final class Aggregator {

    /** How messages call it. */
    public static final String NAME = "aggregator";

    /**
     * What the topology asks of Kafka Streams. Every commit is a transaction and writes the changed cameras to the
     * changelog; half a second is not felt in summaries of seconds, and costs a fifth of the default 100 ms.
     */
    static final Map<String, Object> STREAMS = Map.of(
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            500,
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            UndecodableRecordPolicy.class,
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            FacesErrorPolicy.class,
            StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
            RecordTimestamps.class,
            DeletedKeys.NEVER_IN,
            Set.of(AggregatorTopology.STORE, AggregatorTopology.PERIOD_STORE));

    private Aggregator() {}

    /**
     * A runner of the topology, not yet started. The caller closes it; it closes the serdes.
     *
     * @param benchmarks what is known of networks, for estimates in hours and days; one for each set of networks
     * @param applicationId consumer group, prefix of transactions and of the changelog
     * @param stateDirectory where the store lives
     * @param threads stream threads
     * @param meters what late, duplicate and undecodable records are counted in
     * @throws io.agender.runtime.config.SettingsException when a Kafka setting is refused
     */
    public static StreamsRunner openRunner(
            KafkaConfig kafka,
            AggregatorConfig config,
            List<BenchmarkFaces> benchmarks,
            String applicationId,
            Path stateDirectory,
            int threads,
            MeterRegistry meters) {
        Map<String, Object> properties =
                StreamsSettings.of(kafka, applicationId, stateDirectory, threads, meters, streams());
        Serde<FrameFaces> faces = AvroSerdes.of(FrameFaces.class, kafka.serdes());
        Serde<CameraProgress> progress = AvroSerdes.of(CameraProgress.class, kafka.serdes());
        Serde<CameraSettings> settings = AvroSerdes.of(CameraSettings.class, kafka.serdes());
        Serde<DemographicSummary> summaries = AvroSerdes.of(DemographicSummary.class, kafka.serdes());
        Serde<RollupSummary> rollups = AvroSerdes.of(RollupSummary.class, kafka.serdes());
        Serde<DemographicRow> rows = AvroSerdes.of(DemographicRow.class, kafka.serdes());
        return new StreamsRunner(
                        NAME,
                        new AggregatorTopology(
                                        config, benchmarks, faces, progress, settings, summaries, rollups, rows, meters)
                                .build(),
                        properties,
                        faces,
                        progress,
                        settings,
                        summaries,
                        rollups,
                        rows)
                .with(new InputPositions(NAME, kafka, applicationId, inputs(config)))
                .preparedBy(() -> register(config, summaries, rollups, rows));
    }

    private static Map<String, Object> streams() {
        Map<String, Object> all = new HashMap<>(STREAMS);
        all.putAll(StreamsSettings.SENT_BY_COMMITS);
        return all;
    }

    private static Set<String> inputs(AggregatorConfig config) {
        return config.rollups().isEmpty()
                ? Set.of(Topic.FACES, Topic.PROGRESS, Topic.CAMERAS)
                : Set.of(Topic.FACES, Topic.PROGRESS, Topic.CAMERAS, Topic.SUMMARY_BY_SITE);
    }

    private static void register(
            AggregatorConfig config,
            Serde<DemographicSummary> summaries,
            Serde<RollupSummary> rollups,
            Serde<DemographicRow> rows) {
        AvroSerdes.register(summaries.serializer(), DemographicSummary.class, Topic.SUMMARY);
        if (!config.rollups().isEmpty()) {
            AvroSerdes.register(
                    rollups.serializer(),
                    RollupSummary.class,
                    config.rollupTopics().toArray(String[]::new));
        }
        if (!config.rows().isEmpty()) {
            AvroSerdes.register(rows.serializer(), DemographicRow.class, Topic.SUMMARY_ROWS);
        }
    }
}
