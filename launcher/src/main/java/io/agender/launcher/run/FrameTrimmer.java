package io.agender.launcher.run;

import io.agender.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets the embedded broker drop frames that are analysed and drawn, so that a long video does not fill the disk and no
 * pixels are kept without need. What is analysed between two calls goes with the second one, so that the dashboard can
 * fetch the last picture of a stream when its faces are known. Belongs to one thread.
 */
public final class FrameTrimmer {

    private final Admin admin;
    private final String group;
    private Map<TopicPartition, Long> before = Map.of();

    /** @param group consumer group of the inference processor */
    public FrameTrimmer(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * Drops what nobody needs any more of what was analysed when this was last called.
     *
     * @param needed the first offsets that someone else still needs; partitions that are not named are bound by the
     *     group alone
     */
    public void trim(Map<TopicPartition, Long> needed) throws InterruptedException {
        try {
            Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
            Map<TopicPartition, Long> analysed = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()) {
                TopicPartition partition = entry.getKey();
                if (partition.topic().equals(Topic.FRAMES) && entry.getValue() != null) {
                    analysed.put(partition, entry.getValue().offset());
                    long due = before.getOrDefault(partition, 0L);
                    long offset = Math.min(due, needed.getOrDefault(partition, due));
                    deletions.put(partition, RecordsToDelete.beforeOffset(offset));
                }
            }
            before = analysed;
            if (!deletions.isEmpty()) {
                admin.deleteRecords(deletions).all().get();
            }
        } catch (ExecutionException e) {
            // Nothing depends on it: the next call deletes what this one left.
        }
    }
}
