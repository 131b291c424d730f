package io.agender.vision.head;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.Nms;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Finds faces with a network. Detecting is safe from several threads at once. Owns the network: closing the detector
 * closes it too, so whoever opened the detector closes it after the last call has returned.
 */
public final class NetworkDetector implements AutoCloseable {

    private final Network network;
    private final DetectorHead head;
    private final double minScore;

    private NetworkDetector(Network network, DetectorHead head, double minScore) {
        this.network = network;
        this.head = head;
        this.minScore = minScore;
    }

    /**
     * Joins a network and the head that reads it.
     *
     * @param network taken over; closed here when it does not fit
     * @param minScore detections below are dropped; raising it loses small and turned faces, lowering it finds faces
     *     where there are none
     * @throws VisionException when the network does not have the outputs that the head reads
     */
    public static NetworkDetector open(Network network, DetectorHead head, double minScore) {
        try {
            head.check(network);
            return new NetworkDetector(network, head, minScore);
        } catch (RuntimeException error) {
            network.close();
            throw error;
        }
    }

    /**
     * Finds the faces of a frame.
     *
     * @param blob the frame as the network is fed, from its position to its limit
     * @param shape the dimensions of the blob
     * @param letterbox how the frame was put into the input
     * @return the detector's own boxes in pixels of the frame, best score first. They may reach over the border, but a
     *     box that lies in the padding only is dropped.
     * @throws VisionException when the network fails or answers with numbers that are not finite
     */
    public List<Detection> detect(FloatBuffer blob, long[] shape, Letterbox letterbox) {
        List<Detection> raw = head.decode(
                network.run(blob, shape, head.outputs()), letterbox.inputWidth(), letterbox.inputHeight(), minScore);
        return Nms.keep(raw, head.maxOverlap()).stream()
                .map(this::posed)
                .map(letterbox::toFrame)
                .filter(detection -> isSeen(detection.box(), letterbox))
                .toList();
    }

    private Detection posed(Detection face) {
        return head.meanFace()
                .map(mean -> face.with(mean.pose(face.landmarks(), face.box().longerSide())))
                .orElse(face);
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
        network.close();
    }
}
