package io.agender.producer.delivery;

import io.agender.producer.status.CameraMetrics;
import io.agender.runtime.CameraLog;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.MDC;

/**
 * Never keeps the camera's thread waiting: a thread of its own takes the frames from a short queue to Kafka's client, as
 * fast as that has room, and what the queue can't hold is dropped.
 */
final class DroppingSink implements FrameSink {

    private static final long END_SECONDS = 5;

    private final FrameSender sender;
    private final CameraMetrics metrics;
    private final Runnable failed;
    private final FrameQueue queue;
    private final Thread thread;
    private volatile Throwable failure;

    private DroppingSink(String cameraId, FrameSender sender, CameraMetrics metrics, Runnable failed) {
        this.sender = sender;
        this.metrics = metrics;
        this.failed = failed;
        this.queue = new FrameQueue(metrics);
        this.thread = new Thread(() -> sendAll(cameraId), "camera-" + cameraId + "-sender");
        thread.setDaemon(true);
    }

    /**
     * Starts its thread, which ends with {@link #finish()} or {@link #abandon()}, or when sending fails.
     *
     * @param failed called on that thread then; the next call of the sink throws the reason
     */
    static DroppingSink open(String cameraId, FrameSender sender, CameraMetrics metrics, Runnable failed) {
        DroppingSink sink = new DroppingSink(cameraId, sender, metrics, failed);
        sink.thread.start();
        return sink;
    }

    @Override
    public void send(CapturedFrame frame) throws InterruptedException {
        check();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        queue.offer(frame);
    }

    @Override
    public void finish() throws InterruptedException {
        queue.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            check(); // the failure may have woken this thread
            throw e;
        }
        check();
    }

    @Override
    public void abandon() {
        queue.close();
        queue.clear();
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAll(String cameraId) {
        MDC.put(CameraLog.CAMERA, cameraId);
        try {
            while (true) {
                // Room first, so that the oldest unsent frame is in the queue and can be dropped.
                OptionalInt oldest = queue.awaitOldest();
                if (oldest.isPresent()) {
                    sender.awaitRoom(oldest.getAsInt());
                }
                Optional<FrameQueue.Numbered> next = queue.take();
                if (next.isEmpty()) {
                    return;
                }
                send(next.get());
            }
        } catch (InterruptedException | InterruptException e) {
            queue.clear();
        } catch (RuntimeException | Error e) {
            failure = e;
            queue.close();
            queue.clear();
            failed.run(); // who sends may wait for a camera that is dark
        }
    }

    private void send(FrameQueue.Numbered next) throws InterruptedException {
        try {
            sender.send(next.frame(), next.sequence());
        } catch (InterruptedException | InterruptException e) {
            metrics.dropped(1);
            throw e;
        }
    }

    @Override
    public void check() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException error) {
            throw error;
        }
    }
}
