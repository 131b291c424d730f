package io.agender.vision.video.pictures;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.image.Orientation;
import io.agender.vision.image.TooManyPixels;
import io.agender.vision.video.FrameEncoder;
import io.agender.vision.video.FrameSampler;
import io.agender.vision.video.FrameShape;
import io.agender.vision.video.Handover;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of an animated WebP picture, each as it is seen: frames are drawn over what those before left on the canvas,
 * which is black at first. A frame that can't be decoded is passed over and counted; its time passes.
 *
 * <p>Belongs to one thread; whoever opened it closes it.
 */
public final class WebpAnimationSource implements VideoSource {

    private static final Logger LOG = LoggerFactory.getLogger(WebpAnimationSource.class);

    private static final double PART_OF_BYTE = 1 / 255.0;

    private final String name;
    private final WebpAnimation animation;
    private final RandomAccessFile file;
    private final FrameShape shape;
    private final FrameEncoder encoder;
    private final FrameSampler sampler;
    private final VideoInfo info;
    // Retained: it outlives any scope that the caller has open.
    private final Mat canvas = new Mat().retainReference();
    private final Handover handover;
    private int index;
    private long millis;
    private long unreadable;

    private WebpAnimationSource(WebpAnimation animation, RandomAccessFile file, String name, VideoOptions options) {
        this.name = name;
        this.handover = new Handover(name);
        this.animation = animation;
        this.file = file;
        this.shape = FrameShape.of(animation.width(), animation.height(), 0, Orientation.AS_STORED, options.maxWidth());
        this.encoder = new FrameEncoder(options.jpegQuality());
        this.sampler = new FrameSampler(options.framesPerSecond());
        this.info = info(options);
        try (Scalar black = new Scalar(0, 0, 0, 0)) {
            canvas.create(animation.height(), animation.width(), CV_8UC3);
            canvas.put(black);
        }
    }

    /** Whether a file is one of these, whatever its name. */
    public static boolean isOne(Path file) {
        return WebpAnimation.isOne(file);
    }

    /**
     * Opens an animation and decodes its first frame.
     *
     * @param location how the user named it, for messages
     * @throws VisionException when no frame of it can be decoded, or it is larger than the options allow
     */
    public static WebpAnimationSource open(Path path, String location, VideoOptions options) {
        WebpAnimationSource source;
        try {
            WebpAnimation animation = WebpAnimation.of(path);
            if ((long) animation.width() * animation.height() > options.maxPixels()) {
                throw new VisionException(location + " has pictures of "
                        + TooManyPixels.text(animation.width(), animation.height(), options.maxPixels()));
            }
            source = new WebpAnimationSource(animation, new RandomAccessFile(path.toFile(), "r"), location, options);
        } catch (IOException e) {
            throw new VisionException(location + " cannot be read: " + e.getMessage(), e);
        }
        try {
            source.handover.keep(source.read()
                    .orElseThrow(() -> new VisionException(
                            location + " holds no frame that can be decoded; the file may be damaged or incomplete")));
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private VideoInfo info(VideoOptions options) {
        int count = animation.frames().size();
        double rate = count * 1_000.0 / Math.max(1, animation.millis());
        double wanted = options.framesPerSecond();
        boolean thinned = wanted > 0 && wanted < rate;
        return new VideoInfo(
                "webp/animation",
                shape.width(),
                shape.height(),
                thinned ? wanted : rate,
                OptionalLong.of(thinned ? (long) Math.ceil(animation.millis() * wanted / 1_000) : count),
                Optional.of(Duration.ofMillis(animation.millis())));
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<VideoFrame> next() {
        return handover.next(this::read);
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    private Optional<VideoFrame> read() {
        while (index < animation.frames().size()) {
            WebpAnimation.Part part = animation.frames().get(index++);
            Duration position = Duration.ofMillis(millis);
            millis += part.millis();
            boolean wanted = sampler.wants(position.toMillis() * 1_000);
            try (PointerScope scope = new PointerScope()) {
                draw(part);
                if (wanted) {
                    sampler.take(position.toMillis() * 1_000);
                    return Optional.of(new VideoFrame(encoder.encode(canvas, shape), position));
                }
            } catch (IOException | RuntimeException e) { // OpenCV's own exceptions among them
                LOG.warn("frame {} of {} cannot be decoded and is left out: {}", index, name, e.getMessage());
                unreadable += wanted ? 1 : 0;
            } finally {
                if (part.erased()) {
                    erase(part);
                }
            }
        }
        if (animation.broken()) {
            LOG.warn("{} breaks off after {} frames; the file is incomplete", name, index);
        }
        return Optional.empty();
    }

    private void draw(WebpAnimation.Part part) throws IOException {
        if (part.x() + part.width() > animation.width() || part.y() + part.height() > animation.height()) {
            throw new IOException("it lies outside of the picture");
        }
        Mat pixels = imdecode(new Mat(WebpAnimation.picture(file, part)), IMREAD_UNCHANGED);
        if (pixels.empty() || pixels.cols() != part.width() || pixels.rows() != part.height()) {
            throw new IOException("it is damaged");
        }
        Mat place = place(part);
        if (pixels.channels() == 3) {
            pixels.copyTo(place);
            return;
        }
        Mat opacity = new Mat();
        Mat one = new Mat();
        extractChannel(pixels, one, 3);
        cvtColor(one, opacity, COLOR_GRAY2BGR);
        Mat colours = new Mat();
        cvtColor(pixels, colours, COLOR_BGRA2BGR);
        multiply(colours, opacity, colours, PART_OF_BYTE, -1);
        if (part.blended()) {
            Mat below = new Mat();
            bitwise_not(opacity, opacity);
            multiply(place, opacity, below, PART_OF_BYTE, -1);
            add(colours, below, colours);
        }
        colours.copyTo(place);
    }

    /** The caller's scope frees the view. */
    private Mat place(WebpAnimation.Part part) {
        return canvas.apply(new Rect(part.x(), part.y(), part.width(), part.height()));
    }

    private void erase(WebpAnimation.Part part) {
        try (PointerScope scope = new PointerScope()) {
            if (part.x() + part.width() <= animation.width() && part.y() + part.height() <= animation.height()) {
                place(part).put(new Scalar(0, 0, 0, 0));
            }
        }
    }

    @Override
    public void close() {
        if (!handover.close()) {
            return;
        }
        encoder.close();
        canvas.close();
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("closing {}", name, e);
        }
    }
}
