package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.agender.vision.geometry.Letterbox;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Draws a frame into a {@link Letterbox}. */
public final class MatLetterbox {

    private MatLetterbox() {}

    /**
     * The frame squeezed into the whole input with linear interpolation, as OpenCV's own {@code blobFromImage} does: a
     * network that was always fed so answers differently to smoother pixels. The caller has a
     * {@link org.bytedeco.javacpp.PointerScope} open, which owns the result.
     */
    public static Mat squeezed(Mat frame, Letterbox letterbox) {
        Mat input = new Mat();
        resize(frame, input, new Size(letterbox.inputWidth(), letterbox.inputHeight()), 0, 0, INTER_LINEAR);
        return input;
    }

    /**
     * The frame as the letterbox says, padded with black; 8-bit BGR. The caller has a
     * {@link org.bytedeco.javacpp.PointerScope} open, which owns the result.
     */
    public static Mat of(Mat frame, Letterbox letterbox) {
        Mat input = new Mat(letterbox.inputHeight(), letterbox.inputWidth(), CV_8UC3, Scalar.all(0));
        Rect content = new Rect(letterbox.left(), letterbox.top(), letterbox.contentWidth(), letterbox.contentHeight());
        Scaling.fill(frame, input.apply(content));
        return input;
    }
}
