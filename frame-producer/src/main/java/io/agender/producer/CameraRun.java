package io.agender.producer;

import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.delivery.Delivery;
import io.agender.producer.delivery.SentFrames;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraPlayer;
import io.agender.producer.source.CameraSignal;
import io.agender.producer.source.Surroundings;
import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraMetrics;
import io.agender.producer.status.CaptureState;
import io.agender.runtime.CameraLog;
import io.agender.vision.VideoLocation;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One camera from opening its source to the last acknowledgement. Whatever fails ends up in the result. */
final class CameraRun implements Callable<CameraResult> {

    private static final Logger LOG = LoggerFactory.getLogger(CameraRun.class);

    private final Camera camera;
    private final CameraMetrics metrics;
    private final Surroundings surroundings;
    private final FrameProducerListener listener;
    private final CameraSignal signal = new CameraSignal();
    private final CameraPlayer player;

    CameraRun(Camera camera, CameraMetrics metrics, Surroundings surroundings, FrameProducerListener listener) {
        this.camera = camera;
        this.metrics = metrics;
        this.surroundings = surroundings;
        this.listener = listener;
        this.player = new CameraPlayer(camera, metrics, signal, surroundings);
    }

    @Override
    public CameraResult call() {
        Thread.currentThread().setName("camera-" + camera.id()); // it is this camera's own
        MDC.put(CameraLog.CAMERA, camera.id());
        signal.attach();
        try {
            CameraResult result = play();
            log(result);
            listener.ended(result);
            return result;
        } finally {
            signal.detach();
        }
    }

    /**
     * Makes it end its stream with its next frame; one that is not open has none, and stops. May be called by any thread.
     */
    void finish() {
        signal.finish();
        if (metrics.status().state() != CaptureState.RUNNING) {
            signal.stop();
        }
    }

    /**
     * Makes it stop before its next frame and deliver what it has; another call ends its wait for that. May be called by
     * any thread.
     */
    void stop() {
        signal.stop();
    }

    private CameraResult play() {
        Optional<CameraFailedException> failure = Optional.empty();
        boolean stopped = false;
        boolean readAll = false;
        boolean delivered = false;
        try {
            player.play();
            readAll = true;
            deliver();
            delivered = true;
        } catch (InterruptedException | InterruptException e) {
            stopped = signal.takeStop(); // else the delivery has failed, and tells why when it is finished
        } catch (IOException | RuntimeException e) {
            // Reading a file fails when its thread is interrupted: then that is the reason, not the file.
            stopped = signal.takeStop();
            failure = stopped ? Optional.empty() : Optional.of(asCameraFailure(e));
        } catch (Error e) {
            abandon();
            throw e;
        }
        return delivered ? result(Outcome.COMPLETE, Optional.empty()) : afterBreak(readAll, stopped, failure);
    }

    private void log(CameraResult result) {
        LOG.info(
                "Camera {}: {}, {} frames sent",
                camera.id(),
                result.outcome(),
                result.sent().frames());
        // Of a lone camera the caller tells at once; others may go on for months before anybody reads the results.
        if (result.failure().isPresent() && !surroundings.alone()) {
            LOG.error(
                    "{}", result.failure().get().getMessage(), result.failure().get());
        }
    }

    /** Waits until the brokers have answered for everything. */
    private void deliver() throws InterruptedException {
        if (player.delivery().isPresent()) {
            player.delivery().get().finish();
        }
    }

    /** What was read is delivered also after a stop; a second one ends the wait. */
    private CameraResult afterBreak(boolean readAll, boolean stopped, Optional<CameraFailedException> failure) {
        boolean delivered = false;
        boolean again = false;
        Optional<CameraFailedException> worst = failure;
        try {
            deliver();
            delivered = true;
        } catch (InterruptedException | InterruptException e) {
            again = true;
        } catch (RuntimeException e) {
            worst = failure.isPresent() ? failure : Optional.of(asCameraFailure(e));
        }
        if (!delivered) {
            abandon();
        }
        if (stopped || again) {
            Thread.currentThread().interrupt();
        }
        Outcome outcome =
                worst.isPresent() ? Outcome.FAILED : readAll && delivered ? Outcome.COMPLETE : Outcome.STOPPED;
        return result(outcome, worst);
    }

    private CameraResult result(Outcome outcome, Optional<CameraFailedException> failure) {
        failure.ifPresentOrElse(metrics::failed, metrics::ended);
        return state(outcome, failure);
    }

    private CameraResult state(Outcome outcome, Optional<CameraFailedException> failure) {
        return new CameraResult(
                camera.source(),
                outcome,
                player.stream(),
                player.delivery().map(Delivery::sent).orElse(SentFrames.NONE),
                camera.config().playback().extent(),
                failure,
                metrics.status());
    }

    /** How it stands, for a thread that can wait no longer for the camera's own, which hangs in a read. */
    CameraResult leftAlone() {
        CameraLog.of(
                camera.id(),
                () -> LOG.warn("Camera {}: its source can't be interrupted and is left alone", camera.id()));
        return state(Outcome.STOPPED, Optional.empty());
    }

    private void abandon() {
        player.delivery().ifPresent(Delivery::abandon);
    }

    private CameraFailedException asCameraFailure(Exception error) {
        if (error instanceof CameraFailedException known) {
            return known;
        }
        if (error instanceof VisionException) {
            return new CameraFailedException(camera.id(), error.getMessage(), error);
        }
        if (error instanceof IOException) {
            return asCameraFailure(new VisionException(
                    new VideoLocation(camera.source().location()) + " can't be read: " + error.getMessage(), error));
        }
        return new CameraFailedException(camera.id(), error.toString(), error);
    }
}
