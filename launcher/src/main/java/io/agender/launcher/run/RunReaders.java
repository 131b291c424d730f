package io.agender.launcher.run;

import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Readers that stand where a run begins. Made before the first frame is sent. */
public final class RunReaders {

    private RunReaders() {}

    /**
     * Faces and dead letters from now on; summaries from the first window that this run can touch, because a window may
     * have become final in an earlier run over the same frames.
     */
    static TopicReader results(KafkaConfig kafka, int partitions, Instant earliest) {
        TopicReader reader = TopicReader.open(kafka.clientProperties(Map.of()), "agender-run-results", 500);
        reader.begin(all(Topic.FACES, partitions), StartPosition.end());
        reader.begin(all(Topic.DEAD_LETTERS, partitions), StartPosition.end());
        reader.begin(all(Topic.SUMMARY, partitions), StartPosition.at(earliest));
        return reader;
    }

    /** Hours, days and weeks from the first window that this run can touch. */
    static TopicReader rollups(KafkaConfig kafka, int partitions, Instant earliest) {
        TopicReader reader = TopicReader.open(kafka.clientProperties(Map.of()), "agender-run-rollups", 500);
        reader.begin(all(Topic.SUMMARY_HOURLY, partitions), StartPosition.at(earliest));
        reader.begin(all(Topic.SUMMARY_DAILY, partitions), StartPosition.at(earliest));
        reader.begin(all(Topic.SUMMARY_WEEKLY, partitions), StartPosition.at(earliest));
        return reader;
    }

    /** Frames from now on, a few at a time. */
    static TopicReader frames(KafkaConfig kafka, int partitions) {
        TopicReader reader = framesReader(kafka);
        reader.begin(all(Topic.FRAMES, partitions), StartPosition.end());
        return reader;
    }

    /**
     * Frames, a few at a time, from where the inference processor goes on: a run before may have been killed, and its frames
     * that were on their way are analysed now.
     *
     * @param analysed by partition, the first frame that is not analysed
     */
    public static TopicReader frames(KafkaConfig kafka, int partitions, Map<TopicPartition, Long> analysed) {
        TopicReader reader = framesReader(kafka);
        reader.begin(all(Topic.FRAMES, partitions), StartPosition.from(analysed, StartPosition.beginning()));
        return reader;
    }

    private static TopicReader framesReader(KafkaConfig kafka) {
        return TopicReader.open(kafka.clientProperties(Map.of()), "agender-run-frames", 16);
    }

    /** Not as the brokers tell them: of a topic that was just made they may not know yet, and then say that it has none. */
    private static List<TopicPartition> all(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
