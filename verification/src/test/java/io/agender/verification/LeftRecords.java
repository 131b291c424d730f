package io.agender.verification;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;

/** What a live run has left in Kafka, read when it is over. */
final class LeftRecords implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedPlatform platform;
    private final KafkaConfig kafka;
    private final TopicReader reader;

    private LeftRecords(EmbeddedPlatform platform) {
        this.platform = platform;
        this.kafka = KafkaConfig.from(new Settings(platform.settings()));
        this.reader = TopicReader.open(kafka.clientProperties(Map.of()), "live-run-it", 500);
    }

    /** @param data the run's {@code --data-dir} */
    static LeftRecords in(Path data) {
        return new LeftRecords(EmbeddedPlatform.open(
                new PlatformConfig(Optional.of(data), Path.of("../embedded/target/registry"), 0, 0, Map.of())));
    }

    /** Which frames were analysed, each as {@link ResultLines#frames()} has it. */
    List<String> faces() {
        List<String> found = new ArrayList<>();
        try (Deserializer<FrameFaces> faces = AvroSerdes.deserializer(FrameFaces.class, kafka.serdes())) {
            reader.begin(reader.partitions(Topic.FACES), StartPosition.beginning());
            reader.readUntil(reader::caughtUp, PATIENCE, record -> {
                FrameFaces value = faces.deserialize(record.topic(), record.headers(), record.value());
                found.add(value.getCameraId() + " " + value.getStreamId() + " " + value.getSequence());
            });
        }
        return found;
    }

    /** How many frames there ever were, deleted or not: they are written without transactions, so each has an offset. */
    long frames() {
        reader.begin(reader.partitions(Topic.FRAMES), StartPosition.end());
        return reader.ends().entrySet().stream()
                .filter(end -> end.getKey().topic().equals(Topic.FRAMES))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        reader.close();
        platform.close();
    }
}
