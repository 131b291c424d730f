package io.agender.vision.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.geometry.Letterbox;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Draws a frame into a {@link Letterbox}. */
public final class MatLetterbox {

    private MatLetterbox() {}

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
