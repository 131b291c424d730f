package io.agender.inference;

import io.agender.runtime.RecordTimestamps;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.StreamsSettings;
import io.agender.runtime.UndecodableRecordPolicy;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.input.InputPositions;
import io.agender.runtime.store.DeletedKeys;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.vision.FrameAnalyzer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsConfig;

/** Puts the inference processor together: topology, serdes, Kafka settings, error policies. */
public final class Inference {

    /** How messages call it. */
    public static final String NAME = "inference-processor";

    private static final int MEBIBYTE = 1024 * 1024;

    private Inference() {}

    /**
     * A runner that is ready to start; nothing is contacted yet. Closing it closes the analyzers, but not what
     * {@code analyzers} and {@code meters} belong to.
     *
     * @param kafka brokers, registry, and the user's own Kafka settings, which win over those chosen here
     * @param config of which threads, batches and tracking matter here; the rest went into {@code analyzers}
     * @param applicationId consumer group and prefix of the transactions
     * @param stateDirectory where the stores live; they are rebuilt from Kafka when it is empty
     * @param analyzers gives a new analyzer at each call, from any thread
     * @throws io.agender.runtime.config.SettingsException when the user overrides a setting that has an option of its own
     * @throws UncheckedIOException when faces that an earlier version left on disk can't be deleted
     */
    public static StreamsRunner openRunner(
            KafkaConfig kafka,
            InferenceConfig config,
            String applicationId,
            Path stateDirectory,
            MeterRegistry meters,
            Supplier<FrameAnalyzer> analyzers) {
        Map<String, Object> properties = StreamsSettings.of(
                kafka, applicationId, stateDirectory, config.processorThreads(), meters, properties());
        Serde<Frame> frames = AvroSerdes.of(Frame.class, kafka.serdes());
        Serde<FrameFaces> faces = AvroSerdes.of(FrameFaces.class, kafka.serdes());
        Serde<CameraProgress> progress = AvroSerdes.of(CameraProgress.class, kafka.serdes());
        InputPositions positions = new InputPositions(NAME, kafka, applicationId, Set.of(Topic.FRAMES));
        InferenceTopology topology = new InferenceTopology(
                analyzers,
                config,
                frames,
                faces,
                progress,
                meters,
                InstantSource.system(),
                partition -> positions.of(new TopicPartition(Topic.FRAMES, partition)));
        StreamsRunner runner =
                new StreamsRunner(NAME, topology.build(), properties, frames, faces, progress).with(positions);
        try {
            // The client has locked the folder by now, and touches nothing in it before it is started.
            FacesOnDisk.delete(stateDirectory.resolve(applicationId));
        } catch (UncheckedIOException e) {
            runner.close();
            throw e;
        }
        return runner.preparedBy(() -> {
            AvroSerdes.register(faces.serializer(), FrameFaces.class, Topic.FACES);
            AvroSerdes.register(progress.serializer(), CameraProgress.class, Topic.PROGRESS);
        });
    }

    /**
     * Kafka's defaults are made for records of 1 KB; frames have 100 to 500 KB, at most 8 MB. With its 1000 buffered
     * and 1000 polled records one partition could hold 1 GB. With the numbers below a partition holds at most
     *
     * <pre>
     *   fetched, not yet polled     4 MiB    max.partition.fetch.bytes (or one larger batch)
     *   polled, waiting its turn    8 frames buffered when the last poll began, 8 that it brought:
     *                               16 x 500 KB = 8 MB
     * </pre>
     *
     * which is 12 MB, and 16 times 8 MB only if all frames are as large as they may be. Eight frames are 0.1 to 1 s of
     * work, so polling again that often costs nothing that could be noticed. The names have no {@code consumer.} in
     * front, or the user's own without it would lose.
     */
    static Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FrameErrorPolicy.class);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableRecordPolicy.class);
        all.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimestamps.class);
        all.put(DeletedKeys.NEVER_IN, Set.of(InferenceTopology.TRACKS, InferenceTopology.ESTIMATES));
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 8);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 8);
        all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * MEBIBYTE);
        // One answer of one broker, for all partitions together; four of them take their turns.
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MEBIBYTE);
        // The 64 KB of the default are an eighth of a frame; -1 lets the system fit the window to the line.
        all.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        // Readers see faces when the transaction commits. ClassifyFacesProcessor asks for that in pauses and
        // while frames are live; this is for a thread with a backlog, which stands still for each commit.
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 250L);
        // Between two polls waiting faces are looked after, so an idle poll must not last longer than their ticks.
        all.put(StreamsConfig.POLL_MS_CONFIG, 5L);
        // The broker refuses a transaction's first records while it writes the marks of the one before, which
        // takes milliseconds; the default of 100 would be the whole latency. It grows when a broker is away.
        all.put(StreamsConfig.RETRY_BACKOFF_MS_CONFIG, 10L);
        // A consumer's heartbeat thread wakes up each time that this is over, whether there is something to do or not.
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG), 100L);
        // There is one topic, so there is no other to wait for; being asked for it costs more than it seems.
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        all.putAll(StreamsSettings.SENT_BY_COMMITS);
        return all;
    }
}
