package io.agender.producer.delivery;

import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraMetrics;
import io.agender.runtime.RegistryErrors;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Hands the frames of one camera to Kafka's client, in order. It waits while too many are on their way, and where the
 * client can't take a frame because brokers or registry are away, it tries the same frame again for as long as that lasts.
 * Belongs to one thread.
 */
final class FrameSender {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Producer<String, Frame> producer;
    private final Acknowledgements acknowledgements;
    private final Backpressure backpressure;
    private final StreamListener listener;
    private final CameraMetrics metrics;
    private final Pause pause;
    private String streamId;
    private long frames;
    private long bytes;

    FrameSender(
            Producer<String, Frame> producer,
            Acknowledgements acknowledgements,
            Backpressure backpressure,
            StreamListener listener,
            CameraMetrics metrics,
            Pause pause) {
        this.producer = producer;
        this.acknowledgements = acknowledgements;
        this.backpressure = backpressure;
        this.listener = listener;
        this.metrics = metrics;
        this.pause = pause;
    }

    /** Returns when not too much is on its way for a frame of so many bytes. */
    void awaitRoom(int size) throws InterruptedException {
        acknowledgements.awaitRoom(size);
    }

    /**
     * Sends a frame; returns when Kafka's client has it. One that no record can hold is dropped and told.
     *
     * @throws CameraFailedException when the brokers have refused a frame for good
     */
    void send(CapturedFrame frame, long sequence) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Optional<String> refusal = RecordLimit.refusal(frame.image(), sequence);
        if (refusal.isPresent()) {
            metrics.tooLarge(refusal.get());
            metrics.dropped(1);
            return;
        }
        CapturedStream stream = frame.stream();
        backpressure.awaitRoom(stream.cameraId(), sequence);
        acknowledgements.awaitRoom(frame.bytes());
        Frame value = FrameMapper.toFrame(frame, sequence);
        ProducerRecord<String, Frame> record = new ProducerRecord<>(
                Topic.FRAMES, null, value.getCapturedAt().toEpochMilli(), stream.cameraId(), value);
        while (!handed(record)) {
            pause.of(BETWEEN_ATTEMPTS);
        }
        if (!stream.streamId().equals(streamId)) {
            streamId = stream.streamId();
            frames = 0;
            bytes = 0;
        }
        frames++;
        bytes += frame.bytes();
        listener.sent(stream, frames, bytes);
    }

    private boolean handed(ProducerRecord<String, Frame> record) throws InterruptedException {
        Acknowledgements.Answer answer = acknowledgements.expect(record.value());
        try {
            producer.send(record, answer);
        } catch (InterruptException e) {
            answer.withdraw();
            throw e;
        } catch (RuntimeException e) {
            answer.withdraw();
            if (isInterrupt(e)) {
                throw new InterruptedException();
            }
            if (RegistryErrors.passes(e)) {
                metrics.waiting(RegistryErrors.in(e).map(Throwable::getMessage).orElse("the registry does not answer"));
                return false;
            }
            throw e instanceof KafkaException
                    ? CameraFailedException.sending(record.key(), record.value().getSequence(), e)
                    : e;
        }
        return answer.handed();
    }

    /** A registry's client may be interrupted too, and wraps that. */
    private static boolean isInterrupt(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
