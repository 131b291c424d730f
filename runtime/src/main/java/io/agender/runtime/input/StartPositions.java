package io.agender.runtime.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where a group is to begin, looked at before it does. */
final class StartPositions {

    private StartPositions() {}

    /**
     * Returns when all committed positions are ones that the partitions can have brought the group to.
     *
     * @throws MissingPositionException when one is not
     */
    static void require(Admin admin, String group, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                .partitionsToOffsetAndMetadata(group)
                .get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(latest).all().get();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = committed.get(partition);
            if (position != null) {
                require(group, partition, position, ends.get(partition));
            }
        }
    }

    private static void require(
            String group, TopicPartition partition, OffsetAndMetadata position, ListOffsetsResultInfo end) {
        if (position.offset() > end.offset()) {
            throw MissingPositionException.beyondTheEnd(group, partition, position.offset(), end.offset());
        }
        // A partition's leaders are numbered upwards for as long as it lives; a consumer that comes from a later one
        // than
        // any that this partition had believes no answer of the brokers, and waits for ever.
        Optional<Integer> readFrom = position.leaderEpoch();
        if (readFrom.isPresent()
                && end.leaderEpoch().isPresent()
                && readFrom.get() > end.leaderEpoch().get()) {
            throw MissingPositionException.inAnotherTopic(group, partition, position.offset());
        }
    }
}
