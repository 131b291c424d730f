package io.agender.vision.onnx;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.Nms;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Finds faces with an ONNX network. Detecting is safe from several threads at once. Whoever opened it closes it, after
 * the last call has returned.
 */
public final class OrtDetector implements AutoCloseable {

    private final OrtModel model;
    private final DetectorHead head;
    private final double maxOverlap;
    private final double minScore;

    private OrtDetector(OrtModel model, DetectorHead head, double maxOverlap, double minScore) {
        this.model = model;
        this.head = head;
        this.maxOverlap = maxOverlap;
        this.minScore = minScore;
    }

    /**
     * Loads a BlazeFace network.
     *
     * @param name the model's name, for messages
     * @param network the bytes of its file
     * @param minScore detections below are dropped; raising it loses small and turned faces, lowering it finds faces
     *     where there are none
     * @param threads threads that share one run
     * @throws VisionException when the file cannot be loaded or is not what the descriptor says
     */
    public static OrtDetector open(String name, byte[] network, BlazeFace spec, double minScore, int threads) {
        OrtModel model = OrtModel.open(name, network, spec.input(), 1, threads);
        try {
            DetectorHead head = new BlazeFaceHead(name, spec);
            head.check(model);
            return new OrtDetector(model, head, spec.maxOverlap(), minScore);
        } catch (RuntimeException error) {
            model.close();
            throw error;
        }
    }

    /**
     * Finds the faces of a frame.
     *
     * @param blob the frame as the network is fed, from its position to its limit
     * @param letterbox how the frame was put into the input
     * @return the detector's own boxes in pixels of the frame, best score first. They may reach over the border, but a
     *     box that lies in the padding only is dropped.
     * @throws VisionException when the network fails or answers with numbers that are not finite
     */
    public List<Detection> detect(FloatBuffer blob, Letterbox letterbox) {
        List<Detection> raw = head.decode(model.run(blob, 1, head.outputs()), minScore);
        return Nms.keep(raw, maxOverlap).stream()
                .map(detection -> inFrame(detection, letterbox))
                .filter(detection -> isSeen(detection.box(), letterbox))
                .toList();
    }

    private static Detection inFrame(Detection detection, Letterbox letterbox) {
        return new Detection(
                letterbox.toFrame(detection.box()),
                detection.score(),
                detection.landmarks().stream().map(letterbox::toFrame).toList());
    }

    private static boolean isSeen(BoundingBox box, Letterbox letterbox) {
        return box.right() > 0
                && box.bottom() > 0
                && box.x() < letterbox.frameWidth()
                && box.y() < letterbox.frameHeight();
    }

    /** Frees the network. A second call does nothing. */
    @Override
    public void close() {
        model.close();
    }
}
