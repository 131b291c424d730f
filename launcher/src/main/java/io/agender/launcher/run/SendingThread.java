package io.agender.launcher.run;

import io.agender.launcher.produce.CamerasReport;
import io.agender.producer.CameraResult;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.source.Camera;
import io.agender.producer.status.CameraFailedException;
import io.agender.program.CommandException;
import io.agender.runtime.config.KafkaConfig;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the frame producer beside the collector and tells the account what is sent. */
final class SendingThread implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final FrameProducer producer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread sending = new Thread(task, "agender-sending");
        sending.setDaemon(true);
        return sending;
    });
    private Future<List<CameraResult>> results;

    private SendingThread(FrameProducer producer) {
        this.producer = producer;
    }

    /** Starts to send; the caller closes it. */
    static SendingThread start(
            KafkaConfig kafka, VideoSources sources, List<Camera> cameras, RunAccount account, MeterRegistry meters) {
        SendingThread sending = new SendingThread(FrameProducer.open(
                kafka, sources, (camera, sequence) -> account.awaitRoom(), new AccountListener(account), meters));
        sending.results = sending.thread.submit(() -> sending.producer.play(cameras));
        return sending;
    }

    /**
     * Throws {@link CommandException} when the brokers refused a camera's frames, or no camera gave any. A source that
     * broke off is no reason to throw away what it and the others gave.
     */
    void check() throws InterruptedException {
        if (results.isDone()) {
            requireFrames(ended());
        }
    }

    /** Waits until all cameras have ended, checks as above, and tells which sources broke off. */
    List<CameraResult> brokenOff() throws InterruptedException {
        List<CameraResult> ended = ended();
        requireFrames(ended);
        return ended.stream().filter(result -> result.failure().isPresent()).toList();
    }

    private static void requireFrames(List<CameraResult> ended) {
        boolean none = ended.stream().allMatch(result -> result.sent().frames() == 0);
        for (CameraResult result : ended) {
            Optional<CameraFailedException> failure = result.failure();
            if (failure.isPresent() && (none || !(failure.get().getCause() instanceof VisionException))) {
                throw new CommandException(
                        CamerasReport.exitCode(failure.get()), failure.get().getMessage(), failure.get());
            }
        }
    }

    private List<CameraResult> ended() throws InterruptedException {
        try {
            return results.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
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

    private record AccountListener(RunAccount account) implements FrameProducerListener {

        @Override
        public void opened(CapturedStream stream) {
            account.streamOpened(stream.cameraId(), stream.streamId());
        }

        @Override
        public void sent(CapturedStream stream, long frames, long bytes) {
            account.sent(stream.cameraId(), frames);
        }

        @Override
        public void ended(CameraResult result) {
            account.unreadable(result.status().unreadable());
            account.sendingDone(result.camera().cameraId());
        }
    }
}
