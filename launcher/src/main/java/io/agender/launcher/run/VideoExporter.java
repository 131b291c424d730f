package io.agender.launcher.run;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.reader.TopicReader;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Draws the annotated videos by reading frames and faces side by side: within a camera both come in the same order. A
 * partition of the frame topic rests while the faces of its next frame are not there yet, so no more than one poll of
 * frames is in memory. Frames of other runs and dead-lettered ones are passed over, and so are faces whose frame never
 * comes, for a camera that waited for one would stand still. Belongs to one thread.
 */
public final class VideoExporter implements AutoCloseable {

    private final TopicReader reader;
    private final Deserializer<Frame> frames;
    private final FrameVideos videos;
    private final Map<TopicPartition, TreeSet<Long>> deadLettered = new HashMap<>();
    private final Map<TopicPartition, Deque<PendingFrame>> waiting = new HashMap<>();
    private final Map<String, Deque<FrameFaces>> faces = new HashMap<>();

    private record PendingFrame(long offset, Frame frame) {}

    /**
     * @param reader reads the frame topic from the first frame of this run on; the exporter owns it
     * @param frames reads frames; the exporter owns it
     * @param videos into which they are drawn; the exporter completes or discards them
     */
    public VideoExporter(TopicReader reader, Deserializer<Frame> frames, FrameVideos videos) {
        this.reader = reader;
        this.frames = frames;
        this.videos = videos;
    }

    /** Hands over the faces of a frame of this run, in order per camera. */
    public void add(FrameFaces record) {
        faces.computeIfAbsent(record.getCameraId(), id -> new ArrayDeque<>()).add(record);
    }

    /** Hands over that a frame became a dead letter: no faces will come for it. */
    public void skip(TopicPartition partition, long offset) {
        deadLettered.computeIfAbsent(partition, id -> new TreeSet<>()).add(offset);
    }

    /** Whether all faces handed over are drawn. */
    public boolean idle() {
        return faces.values().stream().allMatch(Deque::isEmpty);
    }

    /** How many frames are analysed and wait to be drawn. */
    public int waiting() {
        return faces.values().stream().mapToInt(Deque::size).sum();
    }

    /** Draws what can be drawn; reads more frames when faces wait for theirs. */
    public void advance() {
        drain();
        if (idle()) {
            return;
        }
        reader.poll(Duration.ofMillis(20), record -> {
            Frame frame = frames.deserialize(record.topic(), record.headers(), record.value());
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            waiting.computeIfAbsent(partition, id -> new ArrayDeque<>()).add(new PendingFrame(record.offset(), frame));
        });
        drain();
    }

    /** The first offset of each partition that is still needed. */
    public Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = reader.positions();
        waiting.forEach((partition, queue) -> {
            if (!queue.isEmpty()) {
                positions.put(partition, queue.peek().offset());
            }
        });
        return positions;
    }

    private void drain() {
        waiting.forEach((partition, queue) -> {
            while (!queue.isEmpty() && settle(partition, queue.peek())) {
                passed(partition, queue.remove().offset());
            }
        });
        reader.rest(waiting.keySet().stream()
                .filter(partition -> !waiting.get(partition).isEmpty())
                .toList());
    }

    private void passed(TopicPartition partition, long offset) {
        TreeSet<Long> offsets = deadLettered.get(partition);
        if (offsets != null) {
            offsets.headSet(offset, true).clear();
        }
    }

    /** Draws or passes over a frame; false when its faces may still come. */
    private boolean settle(TopicPartition partition, PendingFrame pending) {
        Frame frame = pending.frame();
        if (!videos.areOf(frame.getCameraId(), frame.getStreamId())) {
            return true;
        }
        videos.seen(frame);
        if (deadLettered.containsKey(partition) && deadLettered.get(partition).contains(pending.offset())) {
            return true;
        }
        Deque<FrameFaces> queue = faces.getOrDefault(frame.getCameraId(), new ArrayDeque<>());
        while (!queue.isEmpty() && isBefore(queue.peek(), frame)) {
            queue.remove();
            videos.settled();
        }
        if (queue.isEmpty()) {
            return false;
        }
        if (isOf(queue.peek(), frame)) {
            FrameFaces found = queue.remove();
            if (found.getOutcome() != FrameOutcome.UNDECODABLE) {
                draw(frame, found);
            }
            videos.settled();
        }
        return true; // drawn, or its faces were passed by: a dead letter that is still on its way to us
    }

    private static boolean isOf(FrameFaces record, Frame frame) {
        return record.getStreamId().equals(frame.getStreamId()) && record.getSequence() == frame.getSequence();
    }

    /** Whether the frame of these faces would have come before this one. */
    private static boolean isBefore(FrameFaces record, Frame frame) {
        return record.getStreamId().equals(frame.getStreamId())
                ? record.getSequence() < frame.getSequence()
                : record.getCapturedAt().isBefore(frame.getCapturedAt());
    }

    private void draw(Frame frame, FrameFaces found) {
        FrameVideos.Running running = videos.of(frame);
        ByteBuffer pixels = frame.getImage();
        byte[] bytes = new byte[pixels.remaining()];
        pixels.duplicate().get(bytes);
        EncodedImage image = new EncodedImage(bytes, frame.getWidth(), frame.getHeight());
        Duration position = Duration.between(running.start(), frame.getCapturedAt());
        running.video().write(new VideoFrame(image, position), FacesMapper.toVision(found.getFaces()));
    }

    /** Completes the videos. */
    public void complete() {
        videos.complete();
    }

    /** Throws away what is not complete. */
    @Override
    public void close() {
        videos.discard();
        reader.close();
        frames.close();
    }
}
