package io.agender.vision.video;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.agender.vision.EncodedImage;
import io.agender.vision.image.Orientation;
import io.agender.vision.image.PictureEncoder;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Brings a decoded frame to its delivered shape and encodes it. Belongs to one thread; its buffers live until closed. */
public final class FrameEncoder implements AutoCloseable {

    /** OpenCV's code for a flip about the vertical axis. */
    private static final int LEFT_TO_RIGHT = 1;

    private final PictureEncoder encoder;
    // Retained: it outlives any scope that the caller has open.
    private final Mat scaled = new Mat().retainReference();
    private final Mat mirrored = new Mat().retainReference();
    private final Mat upright = new Mat().retainReference();

    public FrameEncoder(int jpegQuality) {
        this.encoder = new PictureEncoder(jpegQuality);
    }

    public EncodedImage encode(Mat pixels, FrameShape shape) {
        return encoder.encode(turned(resized(pixels, shape), shape.upright()));
    }

    private Mat resized(Mat pixels, FrameShape shape) {
        if (pixels.cols() == shape.scaledWidth() && pixels.rows() == shape.scaledHeight()) {
            return pixels;
        }
        try (Size size = new Size(shape.scaledWidth(), shape.scaledHeight())) {
            resize(pixels, scaled, size, 0, 0, INTER_AREA);
        }
        return scaled;
    }

    private Mat turned(Mat stored, Orientation how) {
        Mat pixels = stored;
        if (how.mirrored()) {
            flip(stored, mirrored, LEFT_TO_RIGHT);
            pixels = mirrored;
        }
        switch (how.quarterTurns()) {
            case 1 -> rotate(pixels, upright, ROTATE_90_CLOCKWISE);
            case 2 -> rotate(pixels, upright, ROTATE_180);
            case 3 -> rotate(pixels, upright, ROTATE_90_COUNTERCLOCKWISE);
            default -> {
                return pixels;
            }
        }
        return upright;
    }

    @Override
    public void close() {
        upright.close();
        mirrored.close();
        scaled.close();
    }
}
