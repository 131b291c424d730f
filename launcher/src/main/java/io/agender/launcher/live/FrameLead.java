package io.agender.launcher.live;

import io.agender.producer.delivery.Backpressure;
import io.agender.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
            Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                newest.put(new TopicPartition(Topic.FRAMES, partition), OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long sum = undrawn;
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(newest).all().get().entrySet()) {
                OffsetAndMetadata position = committed.get(end.getKey());
                sum += end.getValue().offset() - (position == null ? 0 : position.offset());
            }
            set(sum, sentBefore);
        } catch (ExecutionException e) {
            // the broker is busy; the next look will tell
        }
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
