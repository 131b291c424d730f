package io.agender.launcher.live;

import io.agender.producer.delivery.Backpressure;
import io.agender.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the cameras are ahead of the analysis, as the broker tells it, so that a frame which is lost on the way does not
 * stay in the count for ever. Cameras that are too far ahead have their frames kept back, and drop them; so the disk holds
 * a bounded number of frames. Thread-safe.
 */
final class FrameLead implements Backpressure {

    private final String group;
    private final long most;
    private long behind;
    private long sentSince;

    /**
     * @param group consumer group of the inference processor
     * @param most frames that may be on their way
     */
    FrameLead(String group, long most) {
        this.group = group;
        this.most = most;
    }

    /**
     * Asks the broker; what can't be told stays as it was.
     *
     * @param undrawn frames that are analysed and still wait for something else
     */
    void look(Admin admin, int partitions, int undrawn) throws InterruptedException {
        long sentBefore;
        synchronized (this) {
            sentBefore = sentSince;
        }
        try {
            Map<TopicPartition, Long> analysed = analysed(admin, group);
            Map<TopicPartition, Long> oldest = offsets(admin, partitions, OffsetSpec.earliest());
            set(undrawn + behind(analysed, oldest, offsets(admin, partitions, OffsetSpec.latest())), sentBefore);
        } catch (ExecutionException e) {
            // the broker is busy; the next look will tell
        }
    }

    /**
     * The first frame of each partition that is not analysed; of those where nothing is yet, none.
     *
     * @param group consumer group of the inference processor
     */
    static Map<TopicPartition, Long> analysed(Admin admin, String group)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> analysed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, position) -> {
                    if (position != null && partition.topic().equals(Topic.FRAMES)) {
                        analysed.put(partition, position.offset());
                    }
                });
        return analysed;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, int partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(Topic.FRAMES, partition), which);
        }
        Map<TopicPartition, Long> found = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, at) -> found.put(partition, at.offset()));
        return found;
    }

    /** How many frames are left that are not analysed. What was deleted is not among them, analysed or not. */
    static long behind(
            Map<TopicPartition, Long> analysed, Map<TopicPartition, Long> oldest, Map<TopicPartition, Long> ends) {
        long sum = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long first = oldest.get(end.getKey());
            sum += end.getValue() - Math.max(first, analysed.getOrDefault(end.getKey(), first));
        }
        return sum;
    }

    private synchronized void set(long sum, long sentBefore) {
        behind = sum;
        sentSince -= sentBefore;
        notifyAll();
    }

    /** Whether frames are kept back. */
    synchronized boolean isTooFar() {
        return behind + sentSince >= most;
    }

    @Override
    public synchronized void awaitRoom(String cameraId, long sequence) throws InterruptedException {
        while (behind + sentSince >= most) {
            wait(TimeUnit.SECONDS.toMillis(1));
        }
        sentSince++;
    }
}
