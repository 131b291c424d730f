package io.agender.launcher.live;

import io.agender.producer.CameraResult;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import io.agender.runtime.config.KafkaConfig;
import io.agender.vision.VideoSources;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The frame producer of a live run, on a thread of its own. */
final class LiveCameras implements AutoCloseable {

    private static final long STOP_SECONDS = 25;

    private final FrameProducer producer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread sending = new Thread(task, "agender-sending");
        sending.setDaemon(true);
        return sending;
    });
    private Future<List<CameraResult>> results;

    private LiveCameras(FrameProducer producer) {
        this.producer = producer;
    }

    /** Starts to send; the caller closes it. */
    static LiveCameras start(
            KafkaConfig kafka,
            VideoSources sources,
            List<Camera> cameras,
            Backpressure backpressure,
            FrameProducerListener listener,
            MeterRegistry meters) {
        LiveCameras live = new LiveCameras(FrameProducer.open(kafka, sources, backpressure, listener, meters));
        live.results = live.thread.submit(() -> live.producer.playSteadily(cameras));
        return live;
    }

    List<CameraStatus> status() {
        return producer.status();
    }

    /** Lets each camera end with its next frame. */
    void finish() {
        producer.finish();
    }

    /** Lets those that still wait for a frame stop without it. */
    void stop() {
        thread.shutdownNow();
    }

    /** Those that have ended by themselves. */
    Set<String> done() {
        return producer.status().stream()
                .filter(camera -> camera.state() == CaptureState.ENDED)
                .map(CameraStatus::cameraId)
                .collect(Collectors.toSet());
    }

    boolean areDone() {
        return results.isDone();
    }

    /** What came of them, when they are done. */
    List<CameraResult> results() throws InterruptedException {
        try {
            return results.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
        }
    }

    /** Stops the cameras if they still send, and tells what came of them; nothing where that can't be known. */
    List<CameraResult> breakOff() {
        thread.shutdownNow();
        try {
            return results.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    /** Stops the cameras if they still send, and closes the producer. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
