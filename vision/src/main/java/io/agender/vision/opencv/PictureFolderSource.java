package io.agender.vision.opencv;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pictures as a video, each one frame, in its own size and turned as its EXIF data says. The frame rate of the options
 * is the pace of the pictures; without one, a picture follows each second. Transparency is ignored. A picture that
 * cannot be decoded ends the source with a sentence that names the file.
 *
 * <p>Belongs to one thread; whoever opened it closes it.
 */
public final class PictureFolderSource implements VideoSource {

    private static final double USUAL_PACE = 1;

    private final List<Path> pictures;
    private final VideoOptions options;
    private final double pace;
    private final PictureReader reader;
    private final FrameEncoder encoder;
    private final VideoInfo info;
    private EncodedImage first;
    private int index;
    private boolean closed;

    private PictureFolderSource(List<Path> pictures, VideoOptions options) {
        this.pictures = List.copyOf(pictures);
        this.options = options;
        this.pace = options.framesPerSecond() > 0 ? options.framesPerSecond() : USUAL_PACE;
        this.reader = new PictureReader(options.maxPixels());
        this.encoder = new FrameEncoder(options.jpegQuality());
        try {
            this.first = read(pictures.get(0));
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
        this.info = new VideoInfo(
                "pictures",
                first.width(),
                first.height(),
                pace,
                OptionalLong.of(pictures.size()),
                Optional.of(position(pictures.size())));
    }

    /**
     * Opens pictures, in the order given, and decodes the first.
     *
     * @param pictures at least one
     * @throws io.agender.vision.VisionException when the first picture cannot be decoded
     */
    public static PictureFolderSource open(List<Path> pictures, VideoOptions options) {
        return new PictureFolderSource(pictures, options);
    }

    /** Of the first picture; others may differ in size. */
    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<VideoFrame> next() {
        if (closed) {
            throw new IllegalStateException("the source of " + pictures.get(0) + " is closed");
        }
        if (index >= pictures.size()) {
            return Optional.empty();
        }
        EncodedImage image = first != null ? first : read(pictures.get(index));
        first = null;
        return Optional.of(new VideoFrame(image, position(index++)));
    }

    private Duration position(int pictureIndex) {
        return Duration.ofNanos(Math.round(pictureIndex * 1e6 / pace) * 1000);
    }

    private EncodedImage read(Path picture) {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = reader.read(picture);
            FrameShape shape = FrameShape.of(pixels.cols(), pixels.rows(), 0, Upright.AS_STORED, options.maxWidth());
            return encoder.encode(pixels, shape);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            encoder.close();
        }
    }
}
