package io.agender.launcher.run;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.TopicReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what the pipeline writes, counts it, and passes it on to files and video. Belongs to one thread.
 */
final class ResultCollector implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final TopicReader reader;
    private final Deserializer<FrameFaces> faces;
    private final Deserializer<DemographicSummary> summaries;
    private final RunAccount account;
    private final ResultFiles files;
    private final Optional<VideoExporter> exporter;

    /**
     * @param reader reads faces, summaries and dead letters; the collector owns it and the rest
     */
    ResultCollector(
            TopicReader reader,
            Deserializer<FrameFaces> faces,
            Deserializer<DemographicSummary> summaries,
            RunAccount account,
            ResultFiles files,
            Optional<VideoExporter> exporter) {
        this.reader = reader;
        this.faces = faces;
        this.summaries = summaries;
        this.account = account;
        this.files = files;
        this.exporter = exporter;
    }

    /** Reads and handles what is there; returns how many records that were. */
    int advance() {
        Duration wait = exporter.map(VideoExporter::idle).orElse(true) ? POLL : Duration.ZERO;
        int records = reader.poll(wait, this::handle);
        exporter.ifPresent(VideoExporter::advance);
        return records;
    }

    /** Whether everything is analysed, final and drawn. */
    boolean complete() {
        return account.complete() && exporter.map(VideoExporter::idle).orElse(true);
    }

    /** Completes the videos. */
    void finish() {
        exporter.ifPresent(VideoExporter::complete);
    }

    /** The first offsets of the frame topic that are still to be drawn. */
    Map<TopicPartition, Long> neededFrames() {
        return exporter.map(VideoExporter::positions).orElse(Map.of());
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        switch (record.topic()) {
            case Topic.FACES -> {
                FrameFaces value = faces.deserialize(record.topic(), record.headers(), record.value());
                if (account.analysed(value)) {
                    files.add(value);
                    exporter.ifPresent(video -> video.add(value));
                }
            }
            case Topic.SUMMARY -> {
                if (record.value() != null) { // without one it is for dashboards, to forget a camera
                    account.summarized(summaries.deserialize(record.topic(), record.headers(), record.value()));
                }
            }
            default -> deadLetter(record);
        }
    }

    private void deadLetter(ConsumerRecord<String, byte[]> record) {
        RefusedFrame.of(record).ifPresent(frame -> {
            account.deadLettered(frame.cameraId());
            exporter.ifPresent(video -> video.skip(frame.partition(), frame.offset()));
        });
    }

    @Override
    public void close() {
        exporter.ifPresent(VideoExporter::close);
        reader.close();
        faces.close();
        summaries.close();
    }
}
