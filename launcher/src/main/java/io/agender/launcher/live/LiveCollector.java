package io.agender.launcher.live;

import io.agender.launcher.run.RefusedFrame;
import io.agender.launcher.run.VideoExporter;
import io.agender.runtime.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what the pipeline writes, from where the files of results were left; counts it and writes it. One thread's. */
final class LiveCollector implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final TopicReader reader;
    private final Deserializer<FrameFaces> faces;
    private final Deserializer<DemographicSummary> summaries;
    private final LiveAccount account;
    private final LiveResults results;
    private final Consumer<DemographicSummary> finals;
    private final Optional<VideoExporter> exporter;

    private LiveCollector(
            TopicReader reader,
            KafkaConfig kafka,
            LiveAccount account,
            LiveResults results,
            Consumer<DemographicSummary> finals,
            Optional<VideoExporter> exporter) {
        this.reader = reader;
        this.faces = AvroSerdes.deserializer(FrameFaces.class, kafka.serdes());
        this.summaries = AvroSerdes.deserializer(DemographicSummary.class, kafka.serdes());
        this.account = account;
        this.results = results;
        this.finals = finals;
        this.exporter = exporter;
    }

    /**
     * Stands where the files of results were left. To be opened before the services write. The caller closes it.
     *
     * @param midnight of today's windows those before are read too, for today's visitors
     * @param finals is handed each window that becomes final
     * @param exporter draws what is asked to be drawn; the collector owns it
     */
    static LiveCollector open(
            KafkaConfig kafka,
            int partitions,
            Instant midnight,
            LiveAccount account,
            LiveResults results,
            Consumer<DemographicSummary> finals,
            Optional<VideoExporter> exporter) {
        TopicReader reader = TopicReader.open(kafka.clientProperties(Map.of()), "agender-run-results", 500);
        LiveCollector collector = new LiveCollector(reader, kafka, account, results, finals, exporter);
        try {
            reader.begin(all(Topic.FACES, partitions), results.start());
            reader.begin(all(Topic.SUMMARY, partitions), results.start().orEarlier(StartPosition.at(midnight)));
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
                    FrameFaces value = faces.deserialize(record.topic(), record.headers(), record.value());
                    results.add(value);
                    results.took(record); // at once: nothing that fails below is to double the line
                    account.analysed(value);
                    if (!reader.isPast(record)) { // its frame may be gone
                        exporter.ifPresent(video -> video.add(value));
                    }
                }
                case Topic.SUMMARY -> {
                    if (record.value() == null) { // somebody let the dashboards forget a camera
                        results.took(record);
                    } else {
                        summary(record, summaries.deserialize(record.topic(), record.headers(), record.value()));
                    }
                }
                default -> deadLetter(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
            finals.accept(value);
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
    }
}
