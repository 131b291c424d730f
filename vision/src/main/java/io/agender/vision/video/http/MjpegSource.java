package io.agender.vision.video.http;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EIO;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.video.FrameSampler;
import io.agender.vision.video.Handover;
import java.util.List;
import java.util.Optional;

/** The pictures of a camera's endless answer, as they come. Belongs to one thread; whoever opened it closes it. */
final class MjpegSource implements VideoSource {

    private final HttpCamera camera;
    private final FrameSampler sampler;
    private final Handover handover;
    private Optional<byte[]> second;

    /**
     * @param camera in the middle of its answer; closed with this
     * @param first the first picture of the answer
     * @param second the next one, where it was read to know that the answer goes on
     */
    MjpegSource(HttpCamera camera, VideoFrame first, Optional<byte[]> second) {
        this.camera = camera;
        this.sampler = new FrameSampler(camera.options().framesPerSecond());
        this.handover = new Handover(camera.name());
        this.second = second;
        handover.keep(first);
        sampler.take(first.position().toNanos() / 1_000);
    }

    @Override
    public VideoInfo info() {
        return camera.info("mpjpeg", 0, List.of());
    }

    @Override
    public Optional<VideoFrame> next() {
        return handover.next(this::read);
    }

    private Optional<VideoFrame> read() {
        camera.expectPicture();
        Optional<VideoFrame> frame = Optional.empty();
        while (frame.isEmpty()) {
            frame = sampled(nextPicture());
        }
        return frame;
    }

    private byte[] nextPicture() {
        Optional<byte[]> picture = second.isPresent() ? second : camera.nextPicture();
        second = Optional.empty();
        return picture.orElseThrow(() -> camera.answer().breaksOff()
                ? camera.errors().broken(AVERROR_EIO())
                : camera.errors().ended());
    }

    /** The picture as a frame, when it is one, and one that is wanted. */
    private Optional<VideoFrame> sampled(byte[] picture) {
        long micros = camera.now();
        if (!sampler.wants(micros)) {
            camera.expectPicture();
            return Optional.empty();
        }
        Optional<VideoFrame> frame = camera.frame(picture, micros);
        frame.ifPresent(taken -> sampler.take(micros));
        return frame;
    }

    @Override
    public void close() {
        if (handover.close()) {
            camera.close();
        }
    }
}
