package io.agender.producer;

import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the frames of one source, in order. It reads one frame ahead, to know the last one when it sends it. When the
 * brokers are behind, the producer's buffer fills up and sending waits: a file loses nothing. One thread, one use.
 */
final class FramePump {

    /** Room for what surrounds the picture in a record: ids of 100 characters, numbers, headers of record and batch. */
    static final int RECORD_OVERHEAD_BYTES = 1024;

    private final Producer<String, Frame> producer;
    private final CapturedStream stream;
    private final Acknowledgements acknowledgements;
    private final Backpressure backpressure;
    private final FrameProducerListener listener;
    private final FrameMapper mapper;
    private long bytes;

    FramePump(
            Producer<String, Frame> producer,
            CapturedStream stream,
            Acknowledgements acknowledgements,
            Backpressure backpressure,
            FrameProducerListener listener) {
        this.producer = producer;
        this.stream = stream;
        this.acknowledgements = acknowledgements;
        this.backpressure = backpressure;
        this.listener = listener;
        this.mapper = new FrameMapper(stream);
    }

    /**
     * Sends all frames; returns when Kafka's client has them.
     *
     * @throws CameraFailedException when a frame was lost
     * @throws VisionException when the source breaks off, is empty, or gives a frame that no record can hold; the frames
     *     before that are sent
     * @throws InterruptedException when the thread is interrupted, which is looked at between frames
     */
    void pump(VideoSource source) throws InterruptedException {
        Optional<VideoFrame> next = source.next();
        if (next.isEmpty()) {
            throw new VisionException("the source gave no frame; check that it is a video or a folder of pictures.");
        }
        for (long sequence = 0; next.isPresent(); sequence++) {
            VideoFrame frame = next.get();
            try {
                next = source.next();
            } catch (RuntimeException e) {
                send(frame, sequence, false);
                throw e;
            }
            send(frame, sequence, next.isEmpty());
        }
    }

    private void send(VideoFrame frame, long sequence, boolean last) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int size = frame.image().bytes().length;
        if (size > Topic.MAX_RECORD_BYTES - RECORD_OVERHEAD_BYTES) {
            throw new VisionException("frame " + sequence + " has " + size + " bytes as JPEG, and a record of "
                    + Topic.FRAMES + " holds at most " + Topic.MAX_RECORD_BYTES
                    + "; use --max-width or a lower --quality.");
        }
        backpressure.awaitRoom(stream.cameraId(), sequence);
        acknowledgements.check();
        Frame value = mapper.toFrame(frame, sequence, last);
        producer.send(
                new ProducerRecord<>(
                        Topic.FRAMES, null, value.getCapturedAt().toEpochMilli(), stream.cameraId(), value),
                acknowledgements.expect(value));
        bytes += size;
        listener.sent(stream, sequence + 1, bytes);
    }
}
