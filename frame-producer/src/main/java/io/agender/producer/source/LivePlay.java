package io.agender.producer.source;

import io.agender.producer.delivery.CapturedFrame;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.FrameSink;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Plays a live source, with the moments at which its frames came as capture times. Each time that it is opened is a stream.
 * A stream that is lost has no frame that says so: the windows that it was in go on with the next one.
 */
final class LivePlay implements SourcePlay {

    private final Camera camera;
    private final FrameSink sink;
    private final CaptureClock clock;
    private final BooleanSupplier finishing;
    private long frames;
    private Instant first;

    /** @param finishing whether the next frame is to be the last one */
    LivePlay(Camera camera, FrameSink sink, CaptureClock clock, BooleanSupplier finishing) {
        this.camera = camera;
        this.sink = sink;
        this.clock = clock;
        this.finishing = finishing;
    }

    @Override
    public CapturedStream begin(VideoInfo info) {
        return new CapturedStream(
                camera.id(),
                StreamId.random(),
                clock.next(),
                camera.config().sites().of(camera.id()),
                info);
    }

    @Override
    public boolean pump(VideoSource source, CapturedStream stream) throws InterruptedException {
        Extent extent = camera.config().playback().extent();
        EncodedImage before = null;
        boolean last = false;
        while (!last) {
            VideoFrame frame = source.next().orElseThrow(() -> new VisionException("the source ended."));
            requireSameSize(before, frame.image());
            before = frame.image();
            Instant capturedAt = clock.next();
            first = first == null ? capturedAt : first;
            frames++;
            last = extent.isFull(frames)
                    || extent.isOver(Duration.between(first, capturedAt))
                    || finishing.getAsBoolean();
            sink.send(new CapturedFrame(stream, frame.image(), capturedAt, 0, 0, last));
        }
        return true;
    }

    @Override
    public boolean comesBack() {
        return true;
    }

    private static void requireSameSize(EncodedImage before, EncodedImage image) {
        if (before != null && (before.width() != image.width() || before.height() != image.height())) {
            throw new VisionException("the picture changed from " + before.width() + "x" + before.height() + " to "
                    + image.width() + "x" + image.height() + ".");
        }
    }
}
