package io.agender.launcher.live;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.reader.TopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * What a loss of power took from the broker's disk. The system writes to it when it likes, so the newest records of a topic
 * may be gone though a service had read them. A service ends at such a position, for on a cluster a person must look; on
 * the one disk of a live run there is nothing to look for, and it goes on at the end.
 */
final class LostRecords {

    /** Members of a killed run are in their group until their session is over, which is 10 s. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long PAUSE_MILLIS = 500;

    private final Admin admin;
    private final KafkaConfig kafka;
    private final Consumer<String> say;

    /** @param say takes a line for the user */
    LostRecords(Admin admin, KafkaConfig kafka, Consumer<String> say) {
        this.admin = admin;
        this.kafka = kafka;
        this.say = say;
    }

    /**
     * Lets groups go on at the end of what is there. To be called before they are started.
     *
     * @param inputs topics by the group that reads them
     */
    void passOver(Map<String, Set<String>> inputs) throws InterruptedException {
        try {
            for (Map.Entry<String, Set<String>> input : inputs.entrySet()) {
                passOver(input.getKey(), input.getValue());
            }
        } catch (ExecutionException e) {
            throw new CommandException(
                    ExitCode.KAFKA, "The broker can't be asked how far its topics are read.", e.getCause());
        }
    }

    private void passOver(String group, Set<String> topics) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        committed
                .entrySet()
                .removeIf(entry -> entry.getValue() == null
                        || !topics.contains(entry.getKey().topic()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get();
        Map<TopicPartition, Long> cut = cutOff(committed);
        Map<TopicPartition, OffsetAndMetadata> ahead = new HashMap<>();
        committed.forEach((partition, position) -> {
            long end = cut.getOrDefault(partition, ends.get(partition).offset());
            if (position.offset() > end) {
                say.accept(String.format(
                        Locale.ROOT,
                        "The last %d records of %s were not on the disk when this machine lost its power.",
                        position.offset() - end,
                        partition));
            }
            if (position.offset() > end || cut.containsKey(partition)) {
                ahead.put(partition, new OffsetAndMetadata(Math.min(position.offset(), end)));
            }
        });
        if (!ahead.isEmpty()) {
            set(group, ahead);
        }
    }

    /**
     * Where those partitions end that have lost what was read of them. They may be as long again, by the marks of
     * transactions that were ended since; the number of the leader that wrote tells that what stands there is another thing.
     */
    private Map<TopicPartition, Long> cutOff(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (org.apache.kafka.clients.consumer.Consumer<String, byte[]> reader =
                TopicReader.consumer(kafka.clientProperties(Map.of()), "agender-run-positions", 1)) {
            reader.assign(committed.keySet());
            // Who leads a partition comes with the answer; a position that is set before that is known is not held
            // against it.
            reader.endOffsets(committed.keySet());
            committed.forEach(reader::seek);
            for (TopicPartition partition : committed.keySet()) {
                boolean known = false;
                while (!known) {
                    try {
                        reader.position(partition, Duration.ofNanos(PATIENCE_NANOS));
                        known = true;
                    } catch (LogTruncationException e) {
                        Set<TopicPartition> lost =
                                e.offsetOutOfRangePartitions().keySet();
                        ends.putAll(reader.endOffsets(lost)); // where nobody knows
                        e.divergentOffsets().forEach((same, end) -> ends.put(same, end.offset()));
                        lost.forEach(same -> reader.seek(same, ends.get(same)));
                    }
                }
            }
        }
        return ends;
    }

    private void set(String group, Map<TopicPartition, OffsetAndMetadata> positions)
            throws InterruptedException, ExecutionException {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                admin.alterConsumerGroupOffsets(group, positions).all().get();
                return;
            } catch (ExecutionException e) {
                boolean passes = e.getCause() instanceof UnknownMemberIdException
                        || e.getCause() instanceof GroupNotEmptyException;
                if (!passes || System.nanoTime() - giveUp > 0) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
