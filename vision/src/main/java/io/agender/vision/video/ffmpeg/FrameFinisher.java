package io.agender.vision.video.ffmpeg;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoOptions;
import io.agender.vision.VisionException;
import io.agender.vision.image.JpegPicture;
import io.agender.vision.image.Orientation;
import io.agender.vision.video.FrameEncoder;
import io.agender.vision.video.FrameShape;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Brings the frames of one source to the shape they are delivered in. What the first frame looks like holds for all of a
 * live source; a file may go on in another size. Belongs to one thread; its buffers live until closed.
 */
public final class FrameFinisher implements AutoCloseable {

    private final boolean live;
    private final VideoOptions options;
    private final InputErrors errors;
    private final BgrConverter converter = new BgrConverter();
    private final FrameEncoder encoder;
    private int width;
    private int height;
    private FrameShape shape;

    public FrameFinisher(boolean live, VideoOptions options, InputErrors errors) {
        this.live = live;
        this.options = options;
        this.errors = errors;
        this.encoder = new FrameEncoder(options.jpegQuality());
    }

    /** Of the source's first frame; null before it came. */
    public FrameShape shape() {
        return shape;
    }

    /** Takes note of a decoded frame's size, and turns it into a picture when that is wanted. */
    public EncodedImage finish(AVFrame frame, Orientation upright) {
        FrameShape delivered = shape(frame, upright);
        try {
            return encoder.encode(converter.convert(frame), delivered);
        } catch (RuntimeException e) { // ours, and OpenCV's own exceptions
            throw new VisionException(
                    errors.name() + " holds a frame of " + delivered.width() + " × " + delivered.height()
                            + " pixels that cannot be encoded",
                    e);
        }
    }

    /** The same for a picture that was decoded upright. */
    public EncodedImage finish(Mat pixels) {
        requireSize(pixels.cols(), pixels.rows());
        shape = FrameShape.of(pixels.cols(), pixels.rows(), 0, Orientation.AS_STORED, options.maxWidth());
        return encoder.encode(pixels, shape);
    }

    /**
     * The size and turning of a decoded frame.
     *
     * @throws io.agender.vision.VisionException when the picture of a live source has changed
     */
    public FrameShape shape(AVFrame frame, Orientation upright) {
        requireSize(frame.width(), frame.height());
        AVRational aspect = frame.sample_aspect_ratio();
        double pixelAspect = aspect.den() == 0 ? 0 : (double) aspect.num() / aspect.den();
        FrameShape now = FrameShape.of(frame.width(), frame.height(), pixelAspect, upright, options.maxWidth());
        if (shape == null) {
            shape = now;
        }
        return now;
    }

    private void requireSize(int nowWide, int nowHigh) {
        if (width == 0) {
            width = nowWide;
            height = nowHigh;
        }
        if (live && (nowWide != width || nowHigh != height)) {
            throw errors.resized(width, height, nowWide, nowHigh);
        }
    }

    /**
     * The source's own picture, byte for byte, where nobody asked for another and a frame decoded before came out in this
     * very size.
     */
    public Optional<EncodedImage> keep(byte[] packet) {
        Optional<JpegPicture> picture = JpegPicture.of(packet);
        if (picture.isEmpty() || options.jpegQuality() != VideoOptions.AS_IT_COMES) {
            return Optional.empty();
        }
        JpegPicture jpeg = picture.get();
        requireSize(jpeg.width(), jpeg.height());
        boolean asDecoded = jpeg.width() == width && jpeg.height() == height;
        if (!asDecoded || shape == null || !shape.isThatOf(width, height)) {
            return Optional.empty();
        }
        byte[] bytes = jpeg.length() == packet.length ? packet : Arrays.copyOf(packet, jpeg.length());
        return Optional.of(new EncodedImage(bytes, width, height));
    }

    /** What is delivered of a picture, once it is decoded: only that shows whether it needs turning or scaling. */
    public EncodedImage keepOrFinish(byte[] packet, AVFrame frame, Orientation upright) {
        shape(frame, upright);
        return keep(packet).orElseGet(() -> finish(frame, upright));
    }

    @Override
    public void close() {
        encoder.close();
        converter.close();
    }
}
