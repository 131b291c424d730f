package io.agender.launcher.run;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Hours and days of sites come by way of a topic of their own, after the final windows that a run waits for. A run that
 * stopped its aggregator at once would leave them out of some runs and not of others.
 */
public final class SiteSums {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long STEP_MILLIS = 50;

    private SiteSums() {}

    /**
     * Waits until an aggregator has read and summed up all that its cameras have told their sites, but not for ever: what
     * is missing then is summed up by the next run on the same data.
     *
     * @param group the aggregator's consumer group
     */
    public static void await(Admin admin, String group, int partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> newest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topic.SUMMARY_BY_SITE, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(newest).all().get();
            while (!reached(admin, group, ends) && System.nanoTime() < until) {
                Thread.sleep(STEP_MILLIS);
            }
        } catch (ExecutionException e) {
            throw new CommandException(
                    ExitCode.KAFKA, "The broker can't be asked how far the sums of sites are.", e.getCause());
        }
    }

    private static boolean reached(Admin admin, String group, Map<TopicPartition, ListOffsetsResultInfo> ends)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata position = committed.get(end.getKey());
            return end.getValue().offset() == 0
                    || position != null && position.offset() >= end.getValue().offset();
        });
    }
}
