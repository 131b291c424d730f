package io.agender.vision.video.scene;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.image.Orientation;
import io.agender.vision.video.FrameEncoder;
import io.agender.vision.video.FrameSampler;
import io.agender.vision.video.FrameShape;
import io.agender.vision.video.Handover;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A made-up camera that always sees as many faces as asked for: {@code test:faces?people=3&fps=10}. Each frame follows
 * from the location alone; with {@code live=true}, the default, it comes at its own time, counted from the opening.
 *
 * <p>Belongs to one thread; whoever opened it closes it.
 */
public final class TestSceneSource implements VideoSource {

    private final String location;
    private final TestScene scene;
    private final TestFigure figure;
    private final FrameEncoder encoder;
    private final FrameSampler sampler;
    private final FrameShape shape;
    private final VideoInfo info;
    private final long openedNanos = System.nanoTime();
    private final Handover handover;
    private long index;

    private TestSceneSource(String location, TestScene scene, VideoOptions options) {
        this.location = location;
        this.handover = new Handover(location);
        this.scene = scene;
        this.figure = TestFigure.load();
        this.encoder = new FrameEncoder(options.jpegQuality());
        this.sampler = new FrameSampler(options.framesPerSecond());
        this.shape = FrameShape.of(scene.width(), scene.height(), 1, Orientation.AS_STORED, options.maxWidth());
        this.info = info(scene, shape, options);
    }

    private static VideoInfo info(TestScene scene, FrameShape shape, VideoOptions options) {
        boolean thinned = options.framesPerSecond() > 0 && options.framesPerSecond() < scene.framesPerSecond();
        double rate = thinned ? options.framesPerSecond() : scene.framesPerSecond();
        Optional<Duration> length = scene.live() ? Optional.empty() : scene.length();
        return new VideoInfo(
                "test/faces",
                shape.width(),
                shape.height(),
                rate,
                length.isPresent()
                        ? OptionalLong.of((long) Math.ceil(length.get().toNanos() * rate / 1e9 - 1e-6))
                        : OptionalLong.empty(),
                length,
                0,
                scene.live());
    }

    /**
     * Opens a scene.
     *
     * @throws VisionException when there is no such scene, or it cannot do what the location says
     */
    public static TestSceneSource open(String location, VideoOptions options) {
        return new TestSceneSource(location, TestScene.parse(location), options);
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<VideoFrame> next() {
        return handover.next(this::read);
    }

    private Optional<VideoFrame> read() {
        while (scene.frames().map(end -> index < end).orElse(true)) {
            long micros = scene.micros(index++);
            if (sampler.take(micros)) {
                awaitTime(micros);
                return Optional.of(new VideoFrame(draw(micros), Duration.ofNanos(micros * 1000)));
            }
        }
        return Optional.empty();
    }

    private void awaitTime(long micros) {
        long due = openedNanos + micros * 1000;
        while (scene.live() && System.nanoTime() - due < 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new VisionException("reading " + location + " was interrupted");
            }
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private EncodedImage draw(long micros) {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = TestFigure.room(scene.width(), scene.height());
            scene.poses(micros).forEach(pose -> figure.draw(picture, pose));
            return encoder.encode(picture, shape);
        }
    }

    @Override
    public void close() {
        if (handover.close()) {
            encoder.close();
            figure.close();
        }
    }
}
