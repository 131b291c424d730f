package io.agender.vision.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.agender.models.DetectorSpec.Cascade;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.Nms;
import io.agender.vision.image.Scaling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Finds faces with a cascade classifier (Haar or LBP). It gives no confidence, so every score is 1, and no landmarks.
 * OpenCV's classifier keeps state while it searches: a detector belongs to one thread. Whoever opened it closes it.
 */
public final class CascadeDetector implements AutoCloseable {

    private final Cascade spec;
    private final OptionalInt longerSide;
    private final CascadeClassifier classifier;
    private boolean closed;

    private CascadeDetector(Cascade spec, OptionalInt longerSide, CascadeClassifier classifier) {
        this.spec = spec;
        this.longerSide = longerSide;
        this.classifier = classifier;
    }

    /**
     * Loads a cascade.
     *
     * @param name the model's name, for messages
     * @param xml the cascade file
     * @param longerSide of the picture that is searched, which is never larger than the frame; empty for about the area
     *     that the descriptor says
     * @throws VisionException when the file is not a cascade
     */
    public static CascadeDetector open(String name, byte[] xml, Cascade spec, OptionalInt longerSide) {
        try (PointerScope load = new PointerScope()) {
            CascadeClassifier classifier = new CascadeClassifier();
            FileStorage file =
                    new FileStorage(new String(xml, StandardCharsets.UTF_8), FileStorage.READ | FileStorage.MEMORY);
            if (!classifier.read(file.getFirstTopLevelNode()) || classifier.empty()) {
                throw notACascade(name, null);
            }
            classifier.retainReference(); // outlives the scope; close() gives it back
            return new CascadeDetector(spec, longerSide, classifier);
        } catch (VisionException error) {
            throw error;
        } catch (RuntimeException error) { // how OpenCV's own exceptions arrive
            throw notACascade(name, error);
        }
    }

    private static VisionException notACascade(String name, RuntimeException cause) {
        return new VisionException(
                "The file of detector " + name + " is not a cascade that OpenCV can read; use the file that its"
                        + " descriptor names.",
                cause);
    }

    /**
     * Finds the faces.
     *
     * @param frame 8-bit BGR
     * @return detections in pixels of the frame, top to bottom
     */
    public List<Detection> detect(Mat frame) {
        try (PointerScope call = new PointerScope()) {
            Letterbox scaling = scaling(frame.cols(), frame.rows());
            Mat small = new Mat(scaling.inputHeight(), scaling.inputWidth(), CV_8UC3);
            Scaling.fill(frame, small);
            Mat grey = new Mat();
            cvtColor(small, grey, COLOR_BGR2GRAY);
            RectVector found = new RectVector();
            Size smallest = new Size(spec.minSize(), spec.minSize());
            classifier.detectMultiScale(grey, found, spec.scaleFactor(), spec.minNeighbours(), 0, smallest, new Size());
            List<Detection> detections = new ArrayList<>();
            for (long i = 0; i < found.size(); i++) {
                detections.add(new Detection(scaling.toFrame(box(found.get(i))), 1, List.of()));
            }
            detections.sort(Nms.BEST_FIRST);
            return List.copyOf(detections);
        }
    }

    /** How far a frame of some size is shrunk before it is searched, as a part of its size. */
    public double shrinking(int width, int height) {
        return Math.min(
                1,
                longerSide.isPresent()
                        ? (double) longerSide.getAsInt() / Math.max(width, height)
                        : Math.sqrt((double) spec.frameArea() / width / height));
    }

    /** To about the wanted area, never larger than the frame, without padding. */
    private Letterbox scaling(int width, int height) {
        double scale = shrinking(width, height);
        int smallWidth = (int) Math.max(1, Math.round(width * scale));
        int smallHeight = (int) Math.max(1, Math.round(height * scale));
        return new Letterbox(width, height, smallWidth, smallHeight, 0, 0, smallWidth, smallHeight);
    }

    private static BoundingBox box(Rect rect) {
        return new BoundingBox(rect.x(), rect.y(), rect.width(), rect.height());
    }

    /** Frees the classifier. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            classifier.releaseReference();
        }
    }
}
