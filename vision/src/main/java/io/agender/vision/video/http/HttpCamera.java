package io.agender.vision.video.http;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VisionException;
import io.agender.vision.video.FrameShape;
import io.agender.vision.video.ffmpeg.FrameClock;
import io.agender.vision.video.ffmpeg.InputAddress;
import io.agender.vision.video.ffmpeg.InputErrors;
import io.agender.vision.video.ffmpeg.ReadWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A camera that is asked for pictures over HTTP, and what it answers. Pictures are dated by their arrival. Belongs to one
 * thread.
 */
final class HttpCamera implements AutoCloseable {

    /** The kind of picture that can come one after the other. */
    static final String JPEG = "mjpeg";

    private final InputAddress address;
    private final VideoOptions options;
    private final InputErrors errors;
    private final ReadWatch watch = new ReadWatch();
    private final PictureFrames frames;
    private final FrameClock clock = new FrameClock(0, false);
    private String kind = JPEG;
    private PictureResponse answer;

    HttpCamera(InputAddress address, VideoOptions options) {
        this.address = address;
        this.options = options;
        this.errors = new InputErrors(address.name(), options.stallTimeout());
        this.frames = new PictureFrames(options, errors);
    }

    String name() {
        return address.name();
    }

    VideoOptions options() {
        return options;
    }

    InputErrors errors() {
        return errors;
    }

    /** What follows are pictures of this kind. */
    void expect(String pictures) {
        kind = pictures;
    }

    boolean sendsJpeg() {
        return kind.equals(JPEG);
    }

    /** Gives the camera the stall timeout, from now on. */
    void expectPicture() {
        watch.arm(options.stallTimeout());
    }

    void expectPicture(Duration patience) {
        watch.arm(patience);
    }

    /** @throws VisionException when there is no answer, or another one than was asked for */
    void ask() {
        answer = new PictureResponse(HttpConnection.open(address, errors, watch), errors);
    }

    /** The one that was asked for last. */
    PictureResponse answer() {
        return answer;
    }

    /** The next whole picture of the answer as it comes; empty at its end. */
    Optional<byte[]> nextPicture() {
        return sendsJpeg() ? answer.nextJpeg() : answer.whole();
    }

    /** The position, in microseconds, of what has come now. */
    long now() {
        return clock.position(OptionalLong.of(System.nanoTime() / 1_000));
    }

    /** A picture as a frame; empty when it can't be decoded. */
    Optional<VideoFrame> frame(byte[] picture, long micros) {
        Optional<VideoFrame> frame = (sendsJpeg() ? frames.ofJpeg(picture) : Optional.of(frames.ofOther(picture)))
                .map(image -> new VideoFrame(image, Duration.ofNanos(micros * 1_000)));
        if (frame.isPresent()) {
            expectPicture();
        }
        return frame;
    }

    /**
     * What the camera says of itself.
     *
     * @param how in which way it gives its pictures
     */
    VideoInfo info(String how, double framesPerSecond, List<String> notes) {
        FrameShape shape = frames.shape();
        return new VideoInfo(
                how + "/" + kind,
                shape.width(),
                shape.height(),
                framesPerSecond,
                OptionalLong.empty(),
                Optional.empty(),
                shape.upright().quarterTurns() * 90,
                shape.upright().mirrored(),
                true,
                notes);
    }

    void hangUp() {
        if (answer != null) {
            answer.close();
            answer = null;
        }
    }

    @Override
    public void close() {
        watch.ignoreInterrupts();
        watch.arm(Duration.ZERO);
        hangUp();
        frames.close();
        watch.close();
    }
}
