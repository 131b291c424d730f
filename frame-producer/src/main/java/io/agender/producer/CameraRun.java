package io.agender.producer;

import io.agender.producer.CameraResult.Outcome;
import io.agender.schemas.Frame;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One camera from opening its source to the last acknowledgement. Whatever fails ends up in the result. */
final class CameraRun implements Callable<CameraResult> {

    private static final Logger LOG = LoggerFactory.getLogger(CameraRun.class);

    private final CameraSource camera;
    private final FrameProducerConfig config;
    private final VideoSources sources;
    private final Instant now;
    private final Producer<String, Frame> producer;
    private final Backpressure backpressure;
    private final FrameProducerListener listener;
    private final Acknowledgements acknowledgements;
    private CapturedStream stream;

    CameraRun(
            CameraSource camera,
            FrameProducerConfig config,
            VideoSources sources,
            Instant now,
            Producer<String, Frame> producer,
            Backpressure backpressure,
            FrameProducerListener listener) {
        this.camera = camera;
        this.config = config;
        this.sources = sources;
        this.now = now;
        this.producer = producer;
        this.backpressure = backpressure;
        this.listener = listener;
        this.acknowledgements = new Acknowledgements(camera.cameraId());
    }

    @Override
    public CameraResult call() {
        Optional<CameraFailedException> failure = Optional.empty();
        boolean stopped = false;
        try {
            sendAll();
        } catch (InterruptedException | InterruptException e) {
            stopped = true;
        } catch (IOException | RuntimeException e) {
            // Reading a file fails when its thread is interrupted: then that is the reason, not the file.
            stopped = Thread.currentThread().isInterrupted();
            failure = stopped ? Optional.empty() : Optional.of(asCameraFailure(e));
        }
        CameraResult result = result(stopped, failure);
        LOG.info(
                "Camera {}: {}, {} frames sent",
                camera.cameraId(),
                result.outcome(),
                result.sent().frames());
        listener.ended(result);
        return result;
    }

    private void sendAll() throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try (VideoSource source = sources.open(camera.location(), config.video())) {
            Instant start = startTime(source);
            Optional<String> site = config.sites().of(camera.cameraId());
            stream = new CapturedStream(
                    camera.cameraId(), StreamId.of(camera, config.video(), start, site), start, site, source.info());
            listener.opened(stream);
            new FramePump(producer, stream, acknowledgements, backpressure, listener).pump(source);
        }
    }

    private Instant startTime(VideoSource source) {
        return config.startTime()
                .orElseGet(() -> source.info().duration().map(now::minus).orElse(now))
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** Waits for the open acknowledgements first. An interrupt is put off meanwhile; a second one ends the wait. */
    private CameraResult result(boolean stopped, Optional<CameraFailedException> failure) {
        boolean interrupted = stopped | Thread.interrupted();
        Optional<CameraFailedException> worst = failure;
        try {
            producer.flush();
            acknowledgements.check();
        } catch (InterruptException e) {
            interrupted = true;
        } catch (CameraFailedException e) {
            worst = failure.isPresent() ? failure : Optional.of(e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Outcome outcome = worst.isPresent() ? Outcome.FAILED : stopped ? Outcome.STOPPED : Outcome.COMPLETE;
        return new CameraResult(camera, outcome, Optional.ofNullable(stream), acknowledgements.sent(), worst);
    }

    private CameraFailedException asCameraFailure(Exception error) {
        if (error instanceof CameraFailedException known) {
            return known;
        }
        if (error instanceof VisionException) {
            return new CameraFailedException(camera.cameraId(), error.getMessage(), error);
        }
        if (error instanceof IOException) {
            return asCameraFailure(
                    new VisionException(camera.location() + " can't be read: " + error.getMessage(), error));
        }
        return new CameraFailedException(camera.cameraId(), error.toString(), error);
    }
}
