package io.agender.vision.video.http;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.video.Handover;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single picture of a camera, such as {@code http://camera/snapshot.jpg}, which is asked for again and again: at the rate
 * of the options, else once a second. A request that fails is repeated, each time after twice as long, until no picture
 * came for the stall timeout. Pictures that stay the same are handed on like others, and told in the log once they are
 * many: the camera may be frozen.
 *
 * <p>Belongs to one thread; whoever opened it closes it.
 */
final class SnapshotSource implements VideoSource {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSource.class);

    private static final double DEFAULT_PACE = 1;

    /** So many equal pictures in a row are no accident: the noise of a lens cap differs from picture to picture. */
    private static final int MANY_EQUAL = 10;

    private final HttpCamera camera;
    private final Handover handover;
    private final double pace;
    private long askedNanos;
    private byte[] before = {};
    private int equal;

    /**
     * @param camera which has answered; closed with this
     * @param first the picture that it answered with
     * @param askedNanos when it was asked for that
     */
    SnapshotSource(HttpCamera camera, VideoFrame first, long askedNanos) {
        this.camera = camera;
        this.handover = new Handover(camera.name());
        double wanted = camera.options().framesPerSecond();
        this.pace = wanted > 0 ? wanted : DEFAULT_PACE;
        this.askedNanos = askedNanos;
        handover.keep(first);
        camera.hangUp();
    }

    @Override
    public VideoInfo info() {
        String note = "it is a single picture, which is asked for again " + times() + " a second";
        return camera.info("snapshot", pace, List.of(note));
    }

    private String times() {
        String number = String.valueOf(pace);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " times";
    }

    @Override
    public Optional<VideoFrame> next() {
        return handover.next(this::read);
    }

    private Optional<VideoFrame> read() {
        try {
            return Optional.of(poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw camera.errors().interrupted();
        }
    }

    /** The picture once more, when it is due. */
    private VideoFrame poll() throws InterruptedException {
        long period = Math.round(TimeUnit.SECONDS.toNanos(1) / pace);
        long due = askedNanos + period;
        long deadline = due + camera.options().stallTimeout().toNanos();
        long wait = period;
        while (true) {
            long now = System.nanoTime();
            if (due > now) {
                TimeUnit.NANOSECONDS.sleep(due - now);
            }
            camera.expectPicture(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            VisionException why = camera.errors().broken(AVERROR_INVALIDDATA);
            Optional<byte[]> picture = Optional.empty();
            try {
                askedNanos = System.nanoTime();
                camera.ask();
                picture = camera.nextPicture();
            } catch (VisionException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                why = e;
            } finally {
                camera.hangUp();
            }
            Optional<VideoFrame> frame = picture.flatMap(this::frame);
            if (frame.isPresent()) {
                return frame.get();
            }
            due = System.nanoTime() + wait;
            wait = 2 * wait;
            if (due > deadline) {
                throw why;
            }
        }
    }

    private Optional<VideoFrame> frame(byte[] picture) {
        equal = Arrays.equals(picture, before) ? equal + 1 : 0;
        before = picture;
        if (equal == MANY_EQUAL) {
            LOG.warn("{} gave the same picture {} times in a row; it may be frozen", camera.name(), equal + 1);
        }
        return camera.frame(picture, camera.now());
    }

    @Override
    public void close() {
        if (handover.close()) {
            camera.close();
        }
    }
}
