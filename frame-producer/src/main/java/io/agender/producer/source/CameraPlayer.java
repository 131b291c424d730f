package io.agender.producer.source;

import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.Delivery;
import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraMetrics;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Plays the source of a camera to the sink of its delivery, and opens it again when a live one is lost or a loop begins
 * anew. Belongs to the camera's thread; others may ask for what there is.
 */
public final class CameraPlayer {

    private final Camera camera;
    private final CameraMetrics metrics;
    private final CameraSignal signal;
    private final Surroundings surroundings;
    private final Backoff backoff;
    private SourcePlay play;
    private long openedNanos;
    private volatile Delivery delivery;
    private volatile CapturedStream stream;

    public CameraPlayer(Camera camera, CameraMetrics metrics, CameraSignal signal, Surroundings surroundings) {
        this.camera = camera;
        this.metrics = metrics;
        this.signal = signal;
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
     * Plays on the thread that the signal is attached to. Returns when nothing more is wanted, or nothing more can come
     * within the wanted time.
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
                requireNoStop();
                enough = lostAfter.isPresent() && isOverAfter(lostAfter.get()) || playOnce();
                lostAfter = Optional.empty();
            } catch (VisionException | CameraFailedException | InterruptedException e) {
                Optional<CameraFailedException> refusal = passingRefusal();
                if (refusal.isPresent()) {
                    delivery.beginAnew();
                    requireNoStop();
                    metrics.lost(refusal.get().what());
                } else if (e instanceof VisionException) {
                    requireNoStop(); // or that is the reason
                    delivery().ifPresent(Delivery::check); // or that
                    if (!comesBack()) {
                        throw e;
                    }
                    metrics.lost(e.getMessage());
                } else {
                    throw e;
                }
                lostAfter = Optional.of(Duration.ofNanos(openedNanos == 0 ? 0 : nanos() - openedNanos));
                enough = signal.isFinishing(); // a stream that is lost has no next frame
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
        return play != null && play.comesBack() ? delivery.passingFailure() : Optional.empty();
    }

    /** @return whether nothing more is wanted */
    private boolean play(VideoSource source) throws IOException, InterruptedException {
        VideoInfo info = source.info();
        if (play != null && play.comesBack() && !info.live()) {
            metrics.complete(); // a live playlist that ended is a recording now, of what was sent already
            return true;
        }
        if (play == null) {
            boolean drops = camera.config().playback().policy().drops(info.live());
            delivery = surroundings.deliveries().open(camera.id(), drops, metrics, signal::wake);
            play = info.live()
                    ? new LivePlay(camera, delivery, new CaptureClock(surroundings.timing()), signal::isFinishing)
                    : new FilePlay(
                            camera, surroundings.now(), delivery, metrics, surroundings.timing(), signal::isFinishing);
        }
        stream = play.begin(info);
        Playback playback = camera.config().playback();
        metrics.running(info, stream.streamId(), playback.extent().expected(info, playback.loop()));
        surroundings.listener().opened(stream);
        return play.pump(info.live() ? source : new FittingFrames(source, metrics), stream);
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

    private void requireNoStop() throws InterruptedException {
        if (signal.takeStop()) {
            throw new InterruptedException();
        }
    }
}
