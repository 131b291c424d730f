package io.agender.vision.engine;

import io.agender.vision.Detection;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** Finds faces in a decoded frame. Belongs to one analyzer, which closes it. */
interface FaceDetector extends AutoCloseable {

    /**
     * The faces in pixels of {@code frame}, best score first. A {@link org.bytedeco.javacpp.PointerScope} is open.
     *
     * @param frame 8-bit BGR
     * @param reduction how many pixels of the camera's frame, in each direction, one of {@code frame} stands for
     */
    List<Detection> detect(Mat frame, int reduction);

    /**
     * How far it shrinks a frame of some size before it looks, as a part of the frame's size; 1 and more where the frame
     * must be given as it is.
     */
    double shrinking(int width, int height);

    @Override
    void close();
}
