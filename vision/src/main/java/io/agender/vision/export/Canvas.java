package io.agender.vision.export;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Brings frames of any size to the one size of a written video: the missing row or column of an odd frame repeats its
 * neighbour, frames of another shape stand between black bars. Belongs to one thread.
 */
final class Canvas implements AutoCloseable {

    private final CanvasSize size;
    // Retained: it outlives any scope that the caller has open.
    private final Mat scaled = new Mat().retainReference();
    private final Mat pixels = new Mat().retainReference();

    Canvas(CanvasSize size) {
        this.size = size;
    }

    /** The pixels are good until the next call. */
    Mat fit(Mat frame) {
        CanvasSize.Placement place = size.place(frame.cols(), frame.rows());
        Mat source = frame;
        try (PointerScope scope = new PointerScope()) {
            if (place.width() != frame.cols() || place.height() != frame.rows()) {
                int filter = place.width() < frame.cols() ? INTER_AREA : INTER_LINEAR;
                resize(frame, scaled, new Size(place.width(), place.height()), 0, 0, filter);
                source = scaled;
            }
            if (place.width() == size.width() && place.height() == size.height()) {
                return source;
            }
            int right = size.width() - place.width() - place.x();
            int below = size.height() - place.height() - place.y();
            int border =
                    right <= 1 && below <= 1 && place.x() == 0 && place.y() == 0 ? BORDER_REPLICATE : BORDER_CONSTANT;
            copyMakeBorder(source, pixels, place.y(), below, place.x(), right, border, new Scalar(0, 0, 0, 0));
        }
        return pixels;
    }

    @Override
    public void close() {
        pixels.close();
        scaled.close();
    }
}
