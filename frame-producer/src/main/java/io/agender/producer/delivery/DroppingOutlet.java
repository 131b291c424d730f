package io.agender.producer.delivery;

import io.agender.producer.status.CameraFigures;
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
final class DroppingOutlet implements Outlet {

    private static final long END_SECONDS = 5;

    private final FrameSender sender;
    private final CameraFigures figures;
    private final FrameQueue queue;
    private final Thread thread;
    private final Thread reader = Thread.currentThread();
    private volatile Throwable failure;

    private DroppingOutlet(String cameraId, FrameSender sender, CameraFigures figures) {
        this.sender = sender;
        this.figures = figures;
        this.queue = new FrameQueue(figures);
        this.thread = new Thread(() -> sendAll(cameraId), "camera-" + cameraId + "-sender");
        thread.setDaemon(true);
    }

    /** Starts its thread for the calling one, which reads the camera and is interrupted when sending fails; it ends with {@link #finish()} or {@link #abandon()}. */
    static DroppingOutlet open(String cameraId, FrameSender sender, CameraFigures figures) {
        DroppingOutlet outlet = new DroppingOutlet(cameraId, sender, figures);
        outlet.thread.start();
        return outlet;
    }

    @Override
    public void send(Shot shot) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        check();
        queue.offer(shot);
    }

    @Override
    public void finish() throws InterruptedException {
        queue.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            check(); // a failure interrupts the reader, wherever it is
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
            reader.interrupt(); // it may wait for a camera that is dark
        }
    }

    private void send(FrameQueue.Numbered next) throws InterruptedException {
        try {
            sender.send(next.shot(), next.sequence());
        } catch (InterruptedException | InterruptException e) {
            figures.dropped(1);
            throw e;
        }
    }

    private void check() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException error) {
            throw error;
        }
    }
}
