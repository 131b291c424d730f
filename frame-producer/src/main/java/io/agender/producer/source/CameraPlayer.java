package io.agender.producer.source;

import io.agender.producer.CameraRun;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.Delivery;
import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraFigures;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Plays the source of a camera to the outlet of its delivery, and opens it again when a live one is lost or a loop begins
 * anew. Belongs to the camera's thread; others may ask for what there is.
 */
public final class CameraPlayer {

    private final Camera camera;
    private final CameraFigures figures;
    private final CameraRun.Surroundings surroundings;
    private final Backoff backoff;
    private SourcePlay play;
    private long openedNanos;
    private volatile Delivery delivery;
    private volatile CapturedStream stream;

    public CameraPlayer(Camera camera, CameraFigures figures, CameraRun.Surroundings surroundings) {
        this.camera = camera;
        this.figures = figures;
        this.surroundings = surroundings;
        this.backoff = new Backoff(camera.config().playback().reconnectCap());
    }

    /** The newest stream, if the source was ever opened. */
    public Optional<CapturedStream> stream() {
        return Optional.ofNullable(stream);
    }

    /** How the frames are delivered, if the source was ever opened. */
    public Optional<Delivery> delivery() {
        return Optional.ofNullable(delivery);
    }

    /**
     * Returns when nothing more is wanted, or nothing more can come within the wanted time.
     *
     * @throws VisionException when the source can't be opened or read and need not come back
     * @throws CameraFailedException when the brokers refuse frames for good
     */
    public void play() throws IOException, InterruptedException {
        boolean enough = false;
        Optional<Duration> lostAfter = Optional.empty();
        while (!enough) {
            openedNanos = 0;
            try {
                requireNotInterrupted();
                enough = lostAfter.isPresent() && isOverAfter(lostAfter.get()) || playOnce();
                lostAfter = Optional.empty();
            } catch (VisionException | CameraFailedException | InterruptedException e) {
                Optional<CameraFailedException> refusal = passingRefusal();
                if (refusal.isPresent()) {
                    deliverAnew();
                    figures.lost(refusal.get().what());
                } else if (e instanceof VisionException) {
                    requireNotInterrupted(); // or that is the reason
                    if (!comesBack()) {
                        throw e;
                    }
                    figures.lost(e.getMessage());
                } else {
                    throw e;
                }
                lostAfter = Optional.of(Duration.ofNanos(openedNanos == 0 ? 0 : nanos() - openedNanos));
            }
        }
    }

    /** @return whether nothing more is wanted */
    private boolean playOnce() throws IOException, InterruptedException {
        try (VideoSource source = surroundings
                .sources()
                .open(camera.source().location(), camera.config().video())) {
            openedNanos = nanos();
            return play(source);
        }
    }

    /** A live camera's delivery ended at something that somebody may mend, as a right that was taken away. */
    private Optional<CameraFailedException> passingRefusal() {
        return play != null && play.comesBack() ? delivery.acknowledgements().passingFailure() : Optional.empty();
    }

    private void deliverAnew() {
        delivery = surroundings.desk().again(camera.id(), delivery, figures);
        Thread.interrupted(); // the outlet that failed woke its reader
    }

    /** @return whether nothing more is wanted */
    private boolean play(VideoSource source) throws IOException, InterruptedException {
        VideoInfo info = source.info();
        if (play != null && play.comesBack() && !info.live()) {
            figures.complete(); // a live playlist that ended is a recording now, of what was sent already
            return true;
        }
        if (play == null) {
            boolean drops = camera.config().playback().policy().drops(info.live());
            delivery = surroundings.desk().open(camera.id(), drops, figures);
            play = info.live()
                    ? new LivePlay(camera, () -> delivery.outlet(), new CaptureClock(surroundings.timing()))
                    : new FilePlay(camera, surroundings.now(), delivery.outlet(), figures, surroundings.timing());
        }
        stream = play.begin(info);
        Playback playback = camera.config().playback();
        figures.running(stream, playback.extent().expected(info, playback.loop()));
        surroundings.desk().listener().opened(stream);
        return play.pump(info.live() ? source : new FittingFrames(source, figures), stream);
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

    private long nanos() {
        return surroundings.timing().nanos().getAsLong();
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
