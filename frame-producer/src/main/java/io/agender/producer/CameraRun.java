package io.agender.producer;

import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.delivery.Delivery;
import io.agender.producer.delivery.SentFrames;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraPlayer;
import io.agender.producer.source.Timing;
import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraFigures;
import io.agender.runtime.CameraLog;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One camera from opening its source to the last acknowledgement. Whatever fails ends up in the result. */
public final class CameraRun implements Callable<CameraResult> {

    private static final Logger LOG = LoggerFactory.getLogger(CameraRun.class);

    private final Camera camera;
    private final CameraFigures figures;
    private final Surroundings surroundings;
    private final CameraPlayer player;

    /**
     * What the runs of all cameras share.
     *
     * @param now the moment at which they began
     * @param alone whether there is only one, so that nobody needs it if it can't be opened
     */
    public record Surroundings(VideoSources sources, Delivery.Desk desk, Instant now, boolean alone, Timing timing) {}

    CameraRun(Camera camera, CameraFigures figures, Surroundings surroundings) {
        this.camera = camera;
        this.figures = figures;
        this.surroundings = surroundings;
        this.player = new CameraPlayer(camera, figures, surroundings);
    }

    @Override
    public CameraResult call() {
        Thread.currentThread().setName("camera-" + camera.id()); // it is this camera's own
        MDC.put(CameraLog.CAMERA, camera.id());
        Optional<CameraFailedException> failure = Optional.empty();
        boolean interrupted = false;
        boolean readAll = false;
        try {
            player.play();
            readAll = true;
            deliver();
        } catch (InterruptedException | InterruptException e) {
            Thread.interrupted(); // Kafka's exception sets the flag, and the rest is still to be delivered
            interrupted = true;
        } catch (IOException | RuntimeException e) {
            // Reading a file fails when its thread is interrupted: then that is the reason, not the file.
            interrupted = Thread.interrupted();
            failure = interrupted ? Optional.empty() : Optional.of(asCameraFailure(e));
        } catch (Error e) {
            abandon();
            throw e;
        }
        CameraResult result = result(readAll, interrupted, failure);
        log(result);
        surroundings.desk().listener().ended(result);
        return result;
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
            player.delivery().get().outlet().finish();
            surroundings.desk().producer().flush();
            player.delivery().get().acknowledgements().check();
        }
    }

    /** What was read is delivered also after an interrupt; a second one ends the wait. */
    private CameraResult result(boolean readAll, boolean interrupted, Optional<CameraFailedException> failure) {
        boolean delivered = !interrupted && failure.isEmpty();
        boolean again = false;
        Optional<CameraFailedException> worst = failure;
        if (!delivered) {
            try {
                deliver();
                delivered = true;
            } catch (InterruptedException | InterruptException e) {
                again = true;
            } catch (RuntimeException e) {
                worst = failure.isPresent() ? failure : Optional.of(asCameraFailure(e));
            }
        }
        if (!delivered) {
            abandon();
        }
        if (interrupted || again) {
            Thread.currentThread().interrupt();
        }
        worst.ifPresentOrElse(figures::failed, figures::ended);
        Outcome outcome =
                worst.isPresent() ? Outcome.FAILED : readAll && delivered ? Outcome.COMPLETE : Outcome.STOPPED;
        return result(outcome, worst);
    }

    private CameraResult result(Outcome outcome, Optional<CameraFailedException> failure) {
        return new CameraResult(
                camera.source(),
                outcome,
                player.stream(),
                player.delivery()
                        .map(delivery -> delivery.acknowledgements().sent())
                        .orElse(SentFrames.NONE),
                camera.config().playback().extent(),
                failure,
                figures.status());
    }

    /** How it stands, for a thread that can wait no longer for the camera's own, which hangs in a read. */
    CameraResult leftAlone() {
        CameraLog.of(
                camera.id(),
                () -> LOG.warn("Camera {}: its source can't be interrupted and is left alone", camera.id()));
        return result(Outcome.STOPPED, Optional.empty());
    }

    private void abandon() {
        player.delivery().ifPresent(delivery -> delivery.outlet().abandon());
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
