package io.agender.launcher.live;

import io.agender.launcher.run.RefusedFrame;
import io.agender.launcher.run.VideoExporter;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the pipeline writes, from where the files of results were left; counts it and writes it. One thread's. */
final class LiveCollector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCollector.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final TopicReader reader;
    private final RecordDecoder<FrameFaces> faces;
    private final RecordDecoder<DemographicSummary> summaries;
    private final RecordDecoder<RollupSummary> rollups;
    private final LiveAccount account;
    private final LiveResults results;
    private final Listener listener;
    private final Optional<VideoExporter> exporter;

    /** Is told of what is new. */
    interface Listener {

        /** A window has become final. */
        void finished(DemographicSummary window);

        /** There is a revision of an hour or a day. */
        void summedUp(RollupSummary rollup);
    }

    private LiveCollector(
            TopicReader reader,
            KafkaConfig kafka,
            LiveAccount account,
            LiveResults results,
            Listener listener,
            Optional<VideoExporter> exporter) {
        this.reader = reader;
        // On one's own brokers others may write, too.
        BadRecords bad = new BadRecords((record, why) -> LOG.warn(
                "{}-{}@{} can't be read and is left out.", record.topic(), record.partition(), record.offset()));
        this.faces = new RecordDecoder<>(AvroSerdes.deserializer(FrameFaces.class, kafka.serdes()), bad);
        this.summaries = new RecordDecoder<>(AvroSerdes.deserializer(DemographicSummary.class, kafka.serdes()), bad);
        this.rollups = new RecordDecoder<>(AvroSerdes.deserializer(RollupSummary.class, kafka.serdes()), bad);
        this.account = account;
        this.results = results;
        this.listener = listener;
        this.exporter = exporter;
    }

    /**
     * Stands where the files of results were left. To be opened before the services write. The caller closes it.
     *
     * @param midnight of today's windows those before are read too, for today's visitors
     * @param exporter draws what is asked to be drawn; the collector owns it
     */
    static LiveCollector open(
            KafkaConfig kafka,
            int partitions,
            Instant midnight,
            LiveAccount account,
            LiveResults results,
            Listener listener,
            Optional<VideoExporter> exporter) {
        TopicReader reader = TopicReader.open(kafka.clientProperties(Map.of()), "agender-run-results", 500);
        LiveCollector collector = new LiveCollector(reader, kafka, account, results, listener, exporter);
        try {
            reader.begin(all(Topic.FACES, partitions), results.start());
            reader.begin(all(Topic.SUMMARY, partitions), results.start().orEarlier(StartPosition.at(midnight)));
            for (String rollup : results.rollups()) {
                reader.begin(all(rollup, partitions), results.start());
            }
            results.begin(reader.ends());
            reader.begin(all(Topic.DEAD_LETTERS, partitions), StartPosition.end());
            return collector;
        } catch (IOException e) {
            collector.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            collector.close();
            throw e;
        }
    }

    /** Not as the brokers tell them: of a topic that was just made they may not know yet. */
    private static List<TopicPartition> all(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Reads and handles what is there; returns how many records that were. */
    int advance() {
        try {
            Duration wait = exporter.map(VideoExporter::idle).orElse(true) ? POLL : Duration.ZERO;
            int records = reader.poll(wait, this::handle);
            exporter.ifPresent(VideoExporter::advance);
            results.tick();
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        try {
            switch (record.topic()) {
                case Topic.FACES -> {
                    Optional<FrameFaces> value = faces.decode(record);
                    if (value.isPresent()) {
                        results.add(value.get());
                    }
                    results.took(record); // at once: nothing that fails below is to double the line
                    value.ifPresent(frame -> analysed(record, frame));
                }
                case Topic.SUMMARY -> {
                    // None where somebody let the dashboards forget a camera.
                    Optional<DemographicSummary> value = summaries.decode(record);
                    if (value.isPresent()) {
                        summary(record, value.get());
                    } else {
                        results.took(record);
                    }
                }
                case Topic.SUMMARY_HOURLY, Topic.SUMMARY_DAILY, Topic.SUMMARY_WEEKLY -> {
                    Optional<RollupSummary> value = rollups.decode(record);
                    if (value.isPresent()) {
                        results.add(value.get());
                    }
                    results.took(record);
                    value.ifPresent(rollup -> {
                        account.summedUp(rollup);
                        listener.summedUp(rollup);
                    });
                }
                default -> deadLetter(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void analysed(ConsumerRecord<String, byte[]> record, FrameFaces value) {
        account.analysed(value);
        if (!reader.isPast(record)) { // its frame may be gone
            exporter.ifPresent(video -> video.add(value));
        }
    }

    private void summary(ConsumerRecord<String, byte[]> record, DemographicSummary value) throws IOException {
        boolean before = results.holds(record) || results.isFirst() && reader.isPast(record);
        boolean isNew = value.getStatus() == SummaryStatus.FINAL && !before;
        if (isNew) {
            results.add(value);
        }
        results.took(record);
        account.summarized(value, before);
        if (isNew) {
            listener.finished(value);
        }
    }

    private void deadLetter(ConsumerRecord<String, byte[]> record) {
        RefusedFrame.of(record).ifPresent(frame -> {
            account.deadLettered(frame.cameraId());
            exporter.ifPresent(video -> video.skip(frame.partition(), frame.offset()));
        });
    }

    /** The first offsets of the frame topic that are still to be drawn. */
    Map<TopicPartition, Long> neededFrames() {
        return exporter.map(VideoExporter::positions).orElse(Map.of());
    }

    /** Frames that wait to be drawn. */
    int undrawn() {
        return exporter.map(VideoExporter::waiting).orElse(0);
    }

    /** Takes all hours and days that are there now, for at most some time: the next run writes what this one did not. */
    void finishRollups(int partitions, Duration patience) {
        Map<TopicPartition, Long> next = reader.positions();
        for (String rollup : results.rollups()) {
            reader.begin(all(rollup, partitions), StartPosition.from(next, StartPosition.end()));
        }
        reader.readUntil(reader::caughtUp, patience, this::handle);
    }

    /** Completes the videos. */
    void finish() {
        exporter.ifPresent(VideoExporter::complete);
    }

    @Override
    public void close() {
        exporter.ifPresent(VideoExporter::close);
        reader.close();
        faces.close();
        summaries.close();
        rollups.close();
    }
}
