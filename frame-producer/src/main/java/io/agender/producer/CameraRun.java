package io.agender.producer;

import io.agender.producer.CameraResult.Outcome;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera from opening its source to the last acknowledgement. A live source that is lost is opened again until it is
 * back. Whatever else fails ends up in the result.
 */
final class CameraRun implements Callable<CameraResult> {

    private static final Logger LOG = LoggerFactory.getLogger(CameraRun.class);

    private final Camera camera;
    private final CameraFigures figures;
    private final Surroundings surroundings;
    private final Backoff backoff;
    private SourcePlay play;
    private Delivery delivery;
    private CapturedStream stream;

    /**
     * What the runs of all cameras share.
     *
     * @param now the moment at which they began
     * @param alone whether there is only one, so that nobody needs it if it can't be opened
     */
    record Surroundings(VideoSources sources, Delivery.Desk desk, Instant now, boolean alone, Timing timing) {}

    CameraRun(Camera camera, CameraFigures figures, Surroundings surroundings) {
        this.camera = camera;
        this.figures = figures;
        this.surroundings = surroundings;
        this.backoff = new Backoff(camera.config().playback().reconnectCap());
    }

    @Override
    public CameraResult call() {
        Thread.currentThread().setName("camera-" + camera.id()); // it is this camera's own
        Optional<CameraFailedException> failure = Optional.empty();
        boolean interrupted = false;
        boolean readAll = false;
        try {
            play();
            readAll = true;
            deliver();
        } catch (InterruptedException | InterruptException e) {
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

    private void play() throws IOException, InterruptedException {
        boolean enough = false;
        while (!enough) {
            requireNotInterrupted();
            long openedNanos = 0;
            try (VideoSource source = surroundings
                    .sources()
                    .open(camera.source().location(), camera.config().video())) {
                openedNanos = nanos();
                enough = play(source);
            } catch (VisionException e) {
                requireNotInterrupted(); // or that is the reason
                if (!comesBack()) {
                    throw e;
                }
                figures.lost(e.getMessage());
                Duration lived = Duration.ofNanos(openedNanos == 0 ? 0 : nanos() - openedNanos);
                enough = isOverAfter(lived);
            }
        }
    }

    /** @return whether nothing more is wanted */
    private boolean play(VideoSource source) throws IOException, InterruptedException {
        VideoInfo info = source.info();
        if (play == null) {
            boolean drops = camera.config().playback().policy().drops(info.live());
            delivery = surroundings.desk().open(camera.id(), drops, figures);
            play = info.live()
                    ? new LivePlay(camera, delivery.outlet(), new CaptureClock(surroundings.timing()))
                    : new FilePlay(camera, surroundings.now(), delivery.outlet(), surroundings.timing());
        }
        stream = play.begin(info);
        Playback playback = camera.config().playback();
        figures.running(stream, playback.extent().expected(info, playback.loop()));
        surroundings.desk().listener().opened(stream);
        return play.pump(source, stream);
    }

    /** Else it is a file that is missing or damaged, or the only camera, and a person waits for the answer. */
    private boolean comesBack() {
        return play == null ? !surroundings.alone() && camera.source().isAddress() : play.comesBack();
    }

    /** Waits before the next attempt; true when by then it is too late for one. */
    private boolean isOverAfter(Duration lived) throws InterruptedException {
        Duration wait = backoff.after(lived);
        Instant next = surroundings.timing().wall().instant().plus(wait);
        if (camera.config().playback().extent().isOver(Duration.between(surroundings.now(), next))) {
            return true;
        }
        surroundings.timing().pause().of(wait);
        return false;
    }

    /** Waits until the brokers have answered for everything. */
    private void deliver() throws InterruptedException {
        if (delivery != null) {
            delivery.outlet().finish();
            surroundings.desk().producer().flush();
            delivery.acknowledgements().check();
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
        return new CameraResult(
                camera.source(),
                outcome,
                Optional.ofNullable(stream),
                delivery == null ? SentFrames.NONE : delivery.acknowledgements().sent(),
                worst,
                figures.status());
    }

    private void abandon() {
        if (delivery != null) {
            delivery.outlet().abandon();
        }
    }

    private long nanos() {
        return surroundings.timing().nanos().getAsLong();
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private CameraFailedException asCameraFailure(Exception error) {
        if (error instanceof CameraFailedException known) {
            return known;
        }
        if (error instanceof VisionException) {
            return new CameraFailedException(camera.id(), error.getMessage(), error);
        }
        if (error instanceof IOException) {
            return asCameraFailure(
                    new VisionException(camera.source().location() + " can't be read: " + error.getMessage(), error));
        }
        return new CameraFailedException(camera.id(), error.toString(), error);
    }
}
